"""Making and revoking access tokens."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from unicodedata import category

from domain.access_tokens.events import AccessTokenCreated, AccessTokenRevoked
from domain.access_tokens.models import AccessToken, NewAccessToken
from domain.access_tokens.policy import can_lend
from domain.access_tokens.ports import AccessTokenReader, AccessTokenWork
from domain.access_tokens.refusals import (
    AccessTokenNotFound,
    ScopeNotYours,
    TooManyAccessTokens,
)
from domain.accounts.foundation import require_session
from domain.actor import Actor, Member, Scope
from domain.clock import Clock
from domain.ids import ACCESS_TOKEN, USER, AccessTokenId
from domain.refusals import Refused, Unauthenticated, invalid
from domain.tokens import ACCESS_TOKEN as ACCESS_TOKEN_SECRET
from domain.unit_of_work import UnitOfWork

MOST_TOKENS = 50
LONGEST_NAME = 100
MOST_DAYS = 3_650
_HINT_CHARACTERS = 8
_INVISIBLE = ("Cc", "Cs", "Zl", "Zp")


@dataclass(frozen=True, slots=True)
class AccessTokenService:
    unit_of_work: UnitOfWork[AccessTokenWork]
    reader: AccessTokenReader
    clock: Clock

    async def visible(
        self, actor: Actor, ids: Collection[AccessTokenId]
    ) -> Mapping[AccessTokenId, AccessToken]:
        """Find the actor's own among these tokens. The others are left out."""
        if not isinstance(actor, Member) or Scope.READ not in actor.scopes:
            return {}
        return {token.id: token for token in await self.reader.of_user(actor.user_id, ids)}

    async def create(
        self, actor: Actor, *, name: str, scopes: Sequence[Scope], expires_in_days: int | None
    ) -> NewAccessToken:
        """Make a token for a program.

        Refuses with Unauthenticated, SessionNeeded, InvalidInput, ScopeNotYours or
        TooManyAccessTokens.
        """
        member, _ = require_session(actor)
        now, secret = self.clock(), ACCESS_TOKEN_SECRET.new()
        token = AccessToken(
            id=ACCESS_TOKEN.new_id(at=now),
            user_id=member.user_id,
            name=_name(name),
            hint=secret.text[:_HINT_CHARACTERS],
            scopes=_scopes(scopes),
            created_at=now,
            last_used_at=None,
            expires_at=_end(expires_in_days, now),
        )
        async with self.unit_of_work() as work:
            role = await work.access_tokens.lock_owner(member.user_id)
            if role is None:
                raise Refused(Unauthenticated())
            if not can_lend(role, token.scopes):
                raise Refused(ScopeNotYours())
            if await work.access_tokens.count(member.user_id) >= MOST_TOKENS:
                raise Refused(TooManyAccessTokens())
            await work.access_tokens.add(token, secret.hash)
            work.record(
                AccessTokenCreated(
                    occurred_at=now,
                    access_token_id=ACCESS_TOKEN.text_of(token.id),
                    user_id=USER.text_of(member.user_id),
                )
            )
        return NewAccessToken(token, secret.text)

    async def revoke(self, actor: Actor, id: AccessTokenId) -> AccessTokenId:
        """Make a token of one's own worthless, at once.

        Refuses with Unauthenticated, SessionNeeded or AccessTokenNotFound.
        """
        member, _ = require_session(actor)
        async with self.unit_of_work() as work:
            if not await work.access_tokens.remove(member.user_id, id):
                raise Refused(AccessTokenNotFound())
            work.record(
                AccessTokenRevoked(
                    occurred_at=self.clock(),
                    access_token_id=ACCESS_TOKEN.text_of(id),
                    user_id=USER.text_of(member.user_id),
                )
            )
        return id


def _name(text: str) -> str:
    name = text.strip()
    if not 1 <= len(name) <= LONGEST_NAME:
        raise invalid("name", f"Must have 1 to {LONGEST_NAME} characters.")
    if any(category(character) in _INVISIBLE for character in name):
        raise invalid("name", "Must be one line of text.")
    return name


def _scopes(asked: Sequence[Scope]) -> list[Scope]:
    scopes = [scope for scope in Scope if scope in asked]
    if not scopes:
        raise invalid("scopes", "Must have at least one.")
    return scopes


def _end(days: int | None, now: datetime) -> datetime | None:
    if days is None:
        return None
    if not 1 <= days <= MOST_DAYS:
        raise invalid("expiresInDays", f"Must be between 1 and {MOST_DAYS:,}.")
    return now + timedelta(days=days)
