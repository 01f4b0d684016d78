"""What the rules about people need from storage."""

from typing import Protocol

from domain.audit_entries import AuditRepository
from domain.events import Event
from domain.ids import UserId
from domain.users.models import User


class UserReader(Protocol):
    async def by_id(self, user_id: UserId) -> User | None: ...

    async def by_username(self, username: str) -> User | None:
        """Find whoever is called so, or was until they got another username."""


class ProfileRepository(Protocol):
    async def lock(self, user_id: UserId) -> User:
        """Return somebody, held against other changes of their profile."""

    async def save(self, user: User) -> None:
        """Refuses with UsernameTaken."""

    async def remember_username(self, former: str, now: str, user_id: UserId) -> None:
        """Keep a username that is about to be given up for another, which may be a former one."""

    async def count_former_usernames(self, user_id: UserId) -> int: ...


class ProfileWork(Protocol):
    """What a change of a profile may touch inside one unit of work."""

    @property
    def audit(self) -> AuditRepository: ...

    @property
    def profiles(self) -> ProfileRepository: ...

    def record(self, event: Event) -> None:
        """Announce a fact. It is stored in the same transaction as the change."""
