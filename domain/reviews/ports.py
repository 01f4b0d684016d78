"""What the rules about reviews need from storage."""

from collections.abc import Collection, Sequence
from typing import Protocol

from domain.ids import PostId, PostReviewId
from domain.posts.writing_ports import Submissions, WritingWork
from domain.reviews.models import PostReview


class ReviewReader(Protocol):
    async def by_ids(self, ids: Collection[PostReviewId]) -> Sequence[PostReview]: ...


class ReviewRepository(Submissions, Protocol):
    """Reviews being changed, inside one unit of work that holds their post."""

    async def of_post(self, post_id: PostId) -> PostReview | None:
        """Return the review, held against other writers."""

    async def save(self, review: PostReview) -> None:
        """Add a review, or put it in the place of the one that its post has."""


class ReviewWork(WritingWork, Protocol):
    """What reviewing may touch inside one unit of work."""

    @property
    def submissions(self) -> ReviewRepository: ...
