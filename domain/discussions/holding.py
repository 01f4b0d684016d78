"""Letting a first comment wait for an editor."""

from datetime import datetime
from typing import Protocol

from domain.actor import Member
from domain.discussions.events import CommentHeld, about
from domain.discussions.ports import QueueRepository
from domain.events import Event
from domain.ids import CommentId
from domain.posts.models import Post


class HoldingWork(Protocol):
    """What this may touch inside one unit of work, which holds the discussion."""

    @property
    def comment_queue(self) -> QueueRepository: ...

    def record(self, event: Event) -> None: ...


async def hold(
    work: HoldingWork, comment_id: CommentId, post: Post, author: Member, *, at: datetime
) -> None:
    """Show a comment that was just added to nobody yet. Refuses with TooManyHeld."""
    await work.comment_queue.hold(comment_id, post.publication_id, author.user_id, at=at)
    work.record(about(CommentHeld, post, comment_id, author.user_id, at))
