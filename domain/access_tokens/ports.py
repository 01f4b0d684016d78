"""What the rules about access tokens need from storage."""

from collections.abc import Collection, Sequence
from typing import Protocol

from domain.access_tokens.models import AccessToken
from domain.actor import SiteRole
from domain.events import Event
from domain.ids import AccessTokenId, UserId


class AccessTokenReader(Protocol):
    async def of_user(
        self, user_id: UserId, ids: Collection[AccessTokenId]
    ) -> Sequence[AccessToken]:
        """Return those of these tokens that the person has, in any order."""


class AccessTokenRepository(Protocol):
    async def lock_owner(self, user_id: UserId) -> SiteRole | None:
        """Hold the account until the unit of work ends, and say its role. None if it is gone."""

    async def count(self, user_id: UserId) -> int: ...

    async def add(self, token: AccessToken, token_hash: bytes) -> None: ...

    async def remove(self, user_id: UserId, id: AccessTokenId) -> bool:
        """Remove a token of this person. Returns whether they had it."""


class AccessTokenWork(Protocol):
    """What a change to access tokens may touch inside one unit of work."""

    @property
    def access_tokens(self) -> AccessTokenRepository: ...

    def record(self, event: Event) -> None:
        """Announce a fact. It is stored in the same transaction as the change."""
