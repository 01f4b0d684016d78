"""What keeping order in discussions needs from storage."""

from datetime import datetime
from typing import Protocol

from domain.audit_entries import AuditRepository
from domain.discussions.ports import QueueRepository
from domain.discussions.settings import OwnSettings
from domain.events import Event
from domain.ids import CommentId, PostId
from domain.mentions.ports import MentionRepository
from domain.moderation.models import ModeratedComment
from domain.posts.access import AccessWork
from domain.posts.models import Post


class ModerationRepository(Protocol):
    """Discussions being kept in order, inside one unit of work that holds their post."""

    async def settings(self, post_id: PostId) -> OwnSettings: ...

    async def save_settings(self, settings: OwnSettings) -> None: ...

    async def post_of(self, comment_id: CommentId) -> PostId | None:
        """Say where a comment belongs. None where there is no such comment."""

    async def comment(self, comment_id: CommentId) -> ModeratedComment | None: ...

    async def post(self, post_id: PostId) -> Post:
        """Return a post that is held as it is after its comments have changed."""

    async def lock_thread(self, comment_id: CommentId, post_id: PostId, *, at: datetime) -> None:
        """Refuses with TooManyLocks."""

    async def unlock_thread(self, comment_id: CommentId) -> None: ...

    async def pin(self, comment_id: CommentId, post_id: PostId, *, at: datetime) -> None:
        """Refuses with TooManyPinned."""

    async def unpin(self, comment_id: CommentId) -> None: ...

    async def hide(self, comment_id: CommentId, *, at: datetime) -> None:
        """Show a comment to nobody, and nothing that answers it."""

    async def unhide(self, comment_id: CommentId) -> None: ...


class ModerationWork(AccessWork, Protocol):
    """What keeping order in a discussion may touch inside one unit of work."""

    @property
    def audit(self) -> AuditRepository: ...

    @property
    def comment_queue(self) -> QueueRepository: ...

    @property
    def mentions(self) -> MentionRepository: ...

    @property
    def moderation(self) -> ModerationRepository: ...

    def record(self, event: Event) -> None: ...
