"""Guests in PostgreSQL, and what they have written before their address is proved."""

from datetime import datetime
from secrets import token_hex

from db.executor import Executor
from domain.guests.models import MOST_WAITING, GuestComment
from domain.ids import GuestCommentId, UserId

_COLUMNS = "id, post_id, parent_id, email, name, markdown, created_at, expires_at"

_ADD = f"INSERT INTO guest_comments ({_COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"

_LET_GO = """
    DELETE FROM guest_comments
     WHERE id IN (
               SELECT id FROM guest_comments WHERE lower(email) = lower($1)
                ORDER BY created_at DESC, id DESC
               OFFSET $2 FOR UPDATE SKIP LOCKED
           )
"""

_TAKE = f"DELETE FROM guest_comments WHERE id = $1 RETURNING {_COLUMNS}"

_ADD_PERSON = """
    INSERT INTO users (id, username, name, claimed_at, created_at) VALUES ($1, $2, $3, NULL, $4)
"""

# Of two who prove one address at once, the second waits for the first, and finds who that is.
_ARRIVE = """
    INSERT INTO guests (user_id, email, created_at) VALUES ($1, $2, $3)
        ON CONFLICT (lower(email)) DO NOTHING
 RETURNING user_id
"""

_OF_ADDRESS = "SELECT user_id FROM guests WHERE lower(email) = lower($1)"

_REMOVE_PERSON = "DELETE FROM users WHERE id = $1"

_CALL = "UPDATE users SET name = $2 WHERE id = $1 AND name <> $2"

MOST_SWEPT = 1_000
"""How many go at a time."""

_SWEEP = """
    DELETE FROM guest_comments
     WHERE id IN (
               SELECT id FROM guest_comments WHERE expires_at <= $1
                ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED
           )
 RETURNING id
"""


class GuestRepository:
    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def add(self, comment: GuestComment) -> None:
        values = (getattr(comment, name) for name in comment.__struct_fields__)
        await self._connection.execute(_ADD, *values)
        await self._connection.execute(_LET_GO, comment.email, MOST_WAITING)

    async def take(self, id: GuestCommentId) -> GuestComment | None:
        row = await self._connection.fetchrow(_TAKE, id)
        return None if row is None else GuestComment(*row)

    async def arrive(self, user_id: UserId, email: str, name: str, *, at: datetime) -> UserId:
        known = await self.of_address(email)
        if known is None:
            known = await self._add(user_id, email, name, at=at)
        if known != user_id:
            await self._connection.execute(_CALL, known, name)
        return known

    async def of_address(self, email: str) -> UserId | None:
        found: UserId | None = await self._connection.fetchval(_OF_ADDRESS, email)
        return found

    async def sweep(self, *, at: datetime) -> int:
        return len(await self._connection.fetch(_SWEEP, at, MOST_SWEPT))

    async def _add(self, user_id: UserId, email: str, name: str, *, at: datetime) -> UserId:
        send = self._connection.execute
        await send(_ADD_PERSON, user_id, f"guest-{token_hex(6)}", name, at)
        if await self._connection.fetchval(_ARRIVE, user_id, email, at) is not None:
            return user_id
        await send(_REMOVE_PERSON, user_id)
        first = await self.of_address(email)
        if first is None:
            raise LookupError("Nobody has an address that somebody has.")
        return first
