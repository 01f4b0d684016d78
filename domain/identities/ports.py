"""What the rules about identities need from storage."""

from datetime import datetime
from typing import Protocol

from domain.accounts.ports import AccountWork
from domain.identities.models import Identity
from domain.ids import UserId


class IdentityRepository(Protocol):
    async def user_of(self, identity: Identity) -> UserId | None:
        """Return whose it is. Nobody else learns of the same one until the unit of work ends."""

    async def add(self, identity: Identity, user_id: UserId, *, at: datetime) -> None: ...


class IdentityWork(AccountWork, Protocol):
    """What signing in by an identity may touch inside one unit of work."""

    @property
    def identities(self) -> IdentityRepository: ...
