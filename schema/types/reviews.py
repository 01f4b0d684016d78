"""Reviews as the API shows them."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Optional

import strawberry

from domain.ids import POST_REVIEW
from domain.reviews import models
from domain.reviews.models import ReviewState
from execution.fields import batched
from resolvers import reviews as resolvers
from schema.declarations import described, identified, shows, shows_enum
from schema.node import Node
from schema.types.users import User

if TYPE_CHECKING:
    from schema.types.posts import Post

_Post = Annotated["Post", strawberry.lazy("schema.types.posts")]

shows_enum(
    ReviewState,
    description="Where a post stands between its writers and the editors of its publication.",
    values={
        ReviewState.SUBMITTED: "It waits for the editors.",
        ReviewState.APPROVED: "An editor has published it.",
        ReviewState.CHANGES_REQUESTED: "An editor has given it back, with a reason.",
        ReviewState.WITHDRAWN: "Its writers have taken it back.",
    },
)


@shows(models.PostReview)
class PostReview(Node):
    """What came of submitting a post the last time, for those who may edit it."""

    id: strawberry.ID = identified(POST_REVIEW)
    state: ReviewState = described("Where the post stands.")
    note: str | None = described("What its writers said to the editors.")
    submitted_at: datetime = described("When it was submitted, in UTC.")
    reason: str | None = described("Why changes are asked for.")
    decided_at: datetime | None = described("When the review ended, in UTC, if it has.")
    post: Optional[_Post] = batched(resolvers.posts, viewer=True)  # noqa: UP045 - a lazy type has no |
    submitted_by: User | None = batched(resolvers.submitters)
    reviewer: User | None = batched(resolvers.reviewers)
