"""What the rules about discussions need from storage."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from domain.audit_entries import AuditRepository
from domain.discussions.models import Below, DiscussionStanding, ModeratedComment
from domain.discussions.settings import OwnSettings
from domain.events import Event
from domain.ids import CommentId, PostId, PublicationId, UserId
from domain.posts.access import AccessWork
from domain.posts.models import Post


class DiscussionReader(Protocol):
    async def standings(
        self, user_id: UserId, places: Collection[Below]
    ) -> Mapping[Below, DiscussionStanding]:
        """Say how things stand for somebody. Places that are not there for them are left out."""


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


class QueueRepository(Protocol):
    """First comments that wait for an editor, inside one unit of work that holds their post."""

    async def hold(
        self,
        comment_id: CommentId,
        publication_id: PublicationId,
        author_id: UserId,
        *,
        at: datetime,
    ) -> None:
        """Hide a comment that was just added until an editor has seen it.

        Refuses with TooManyHeld.
        """

    async def release(self, comment_id: CommentId) -> None:
        """Let nobody wait for an editor any longer. The comment stays as hidden as it is."""

    async def trust(self, user_id: UserId, publication_id: PublicationId, *, at: datetime) -> None:
        """Hold no comment of theirs in this publication from now on."""


class DiscussionWork(AccessWork, Protocol):
    """What keeping order in a discussion may touch inside one unit of work."""

    @property
    def audit(self) -> AuditRepository: ...

    @property
    def comment_queue(self) -> QueueRepository: ...

    @property
    def moderation(self) -> ModerationRepository: ...

    def record(self, event: Event) -> None: ...
