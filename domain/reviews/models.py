"""What the editors of a publication say of a post before it is published."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.ids import PostId, PostReviewId, PublicationId, UserId
from domain.model import Model, replace
from domain.ordering import MOMENT, Order
from domain.paging import ChildListing
from domain.refusals import Refused
from domain.reviews.refusals import NotSubmitted

OLDEST_SUBMISSIONS = Order("oldest submissions", "submitted_at", MOMENT)

LONGEST_NOTE = 2_000
LONGEST_REASON = 2_000


class ReviewState(StrEnum):
    SUBMITTED = "submitted"
    APPROVED = "approved"
    CHANGES_REQUESTED = "changes_requested"
    WITHDRAWN = "withdrawn"


class PostReview(Model, frozen=True):
    """What came of submitting a post the last time."""

    id: PostReviewId
    post_id: PostId
    publication_id: PublicationId
    state: ReviewState
    submitter_id: UserId | None
    """Who submitted it. None when they are gone."""
    note: str | None
    """What they have said to the editors."""
    submitted_at: datetime
    reviewer_id: UserId | None
    """Who decided. None while nobody has, when it was withdrawn, and when they are gone."""
    reason: str | None
    """Why changes are asked for."""
    decided_at: datetime | None

    def decided(
        self,
        state: ReviewState,
        *,
        at: datetime,
        by: UserId | None = None,
        reason: str | None = None,
    ) -> "PostReview":
        """Return this review as it ends. Refuses with NotSubmitted what has ended already."""
        if self.state is not ReviewState.SUBMITTED:
            raise Refused(NotSubmitted())
        return replace(self, state=state, reviewer_id=by, reason=reason, decided_at=at)


@dataclass(frozen=True, slots=True)
class SubmissionsTo(ChildListing[PostReview]):
    """What waits for the editors of one publication, oldest first."""

    order = OLDEST_SUBMISSIONS
    publication_id: PublicationId

    @property
    def parent(self) -> PublicationId:
        return self.publication_id
