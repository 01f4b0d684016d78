"""What writing comments needs from storage."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.audit_entries import AuditRepository
from domain.comments.models import Comment
from domain.comments.threads import Answer, Room
from domain.content.models import Content
from domain.discussions.ports import DiscussionReader, QueueRepository
from domain.events import Event
from domain.ids import CommentId, ContentId, PostId, UserId
from domain.mentions.ports import MentionRepository
from domain.posts.access import AccessWork
from domain.posts.models import Post


class CommentRepository(Protocol):
    async def hold_discussion(self, post_id: PostId, by: UserId) -> Post | None:
        """Keep everybody else from adding and deleting comments until the unit of work ends.

        Whoever does it does not leave meanwhile. None where the post, or the person, is not there.
        """

    async def hold_discussion_of(self, comment_id: CommentId, by: UserId) -> Post | None:
        """Do so with the discussion that a comment belongs to."""

    async def hold(self, comment_id: CommentId) -> Comment | None:
        """Return a comment, held against other writers until the unit of work ends."""

    async def room_for(self, post_id: PostId, answer: Answer) -> Room:
        """Find where an answer belongs in a discussion that is held."""

    async def make_room(self, post_id: PostId, *, after: int) -> None:
        """Move as few comments as leave room behind this position."""

    async def add(
        self, comment: Comment, *, position: int, quoted_id: CommentId | None = None
    ) -> None: ...

    async def is_there(
        self, comment_id: CommentId, post_id: PostId, viewer_id: UserId
    ) -> bool | None:
        """Whether more than its place is left of a comment on a post, as somebody sees it.

        None where they see nothing.
        """

    async def change(self, comment: Comment, *, before: Comment, most_versions: int) -> bool:
        """Store another text of a comment, and keep the one before.

        Answers False, and stores nothing, where so many are kept already.
        """

    async def erase(self, comment_id: CommentId, *, at: datetime) -> Sequence[CommentId]:
        """Leave nothing of a comment but its place, and not even that where nothing answers it.

        Returns the comments that are not shown any more: first this one, if it is one of them, then
        those above it that were deleted before.
        """

    async def by_ids(self, ids: Sequence[CommentId]) -> Sequence[Comment]:
        """Return comments as they are now, whoever may see them, in any order."""

    async def post(self, post_id: PostId) -> Post:
        """Return a post that is there, as it is now."""


class ContentRepository(Protocol):
    async def add_all(self, contents: Sequence[Content]) -> None: ...

    async def markdown(self, content_id: ContentId) -> str:
        """Return a text that is there as it was written."""


class CommentWork(AccessWork, Protocol):
    """What writing comments may touch inside one unit of work."""

    @property
    def audit(self) -> AuditRepository: ...

    @property
    def comment_queue(self) -> QueueRepository: ...

    @property
    def comments(self) -> CommentRepository: ...

    @property
    def contents(self) -> ContentRepository: ...

    @property
    def mentions(self) -> MentionRepository: ...

    @property
    def discussions(self) -> DiscussionReader: ...

    def record(self, event: Event) -> None: ...
