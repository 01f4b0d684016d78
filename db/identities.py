"""Identities in PostgreSQL."""

from datetime import datetime

from db.executor import Executor
from domain.identities.models import Identity
from domain.ids import UserId

# Of two who come with the same identity for the first time, one waits for the other.
_TAKE_TURNS = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))"

_USER_OF = "SELECT user_id FROM identities WHERE issuer = $1 AND subject = $2"

_ADD = "INSERT INTO identities (issuer, subject, user_id, created_at) VALUES ($1, $2, $3, $4)"


class IdentityRepository:
    """Identities being used, inside one unit of work."""

    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def user_of(self, identity: Identity) -> UserId | None:
        await self._connection.execute(_TAKE_TURNS, f"{identity.issuer} {identity.subject}")
        found: UserId | None = await self._connection.fetchval(
            _USER_OF, identity.issuer, identity.subject
        )
        return found

    async def add(self, identity: Identity, user_id: UserId, *, at: datetime) -> None:
        await self._connection.execute(_ADD, identity.issuer, identity.subject, user_id, at)
