"""What the rules about authors need from storage."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from domain.audit_entries import AuditRepository
from domain.authorship.models import CoAuthorInvitation
from domain.blocks.ports import StandingReader
from domain.events import Event
from domain.ids import CoAuthorInvitationId, PostId, UserId
from domain.posts.access import AccessWork
from domain.posts.ports import InvitationReader
from domain.users.ports import UserReader


class CoAuthorInvitationReader(InvitationReader, Protocol):
    async def by_ids(self, ids: Collection[CoAuthorInvitationId]) -> Sequence[CoAuthorInvitation]:
        """Return invitations that nobody has answered."""


class CoAuthorInvitationRepository(CoAuthorInvitationReader, Protocol):
    async def add(self, invitation: CoAuthorInvitation) -> bool:
        """Return False, and add nothing, where the person was asked before."""

    async def has_declined(self, post_id: PostId, user_id: UserId) -> bool: ...

    async def count(self, post_id: PostId) -> tuple[int, int]:
        """Return how many are not answered, and how many those are with the declined ones."""

    async def remove(self, post_id: PostId, user_id: UserId) -> bool:
        """Take one back that was not answered. Return whether it was there."""

    async def decline(self, invitation_id: CoAuthorInvitationId, *, at: datetime) -> bool:
        """Return whether it was there, and not answered."""


class PostAuthorRepository(Protocol):
    async def add(self, post_id: PostId, user_id: UserId) -> None:
        """Put somebody behind the authors of a post."""

    async def remove(self, post_id: PostId, user_id: UserId) -> None: ...

    async def change(self, post_id: PostId, *, former_id: UserId, author_id: UserId) -> None:
        """Put somebody, who may be a co-author, in the place of the author, who goes."""


class AuthorshipWork(AccessWork, Protocol):
    """What changing authors may touch inside one unit of work."""

    @property
    def audit(self) -> AuditRepository: ...

    @property
    def blocks(self) -> StandingReader: ...

    @property
    def co_author_invitations(self) -> CoAuthorInvitationRepository: ...

    @property
    def post_authors(self) -> PostAuthorRepository: ...

    @property
    def users(self) -> UserReader: ...

    def record(self, event: Event) -> None:
        """Announce a fact. It is stored in the same transaction as the change."""
