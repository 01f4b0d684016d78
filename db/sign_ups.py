"""Sign-ups that wait for the proof of their address, in PostgreSQL."""

from datetime import datetime

from db.executor import Executor
from domain.accounts.models import SignUp
from domain.ids import SignUpId

_COLUMNS = "id, email, username, name, created_at, expires_at"

_ADD = f"INSERT INTO sign_ups ({_COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6)"

_NEWEST = f"""
    SELECT {_COLUMNS} FROM sign_ups
     WHERE lower(email) = lower($1) AND expires_at > $2
     ORDER BY created_at DESC LIMIT 1
"""

# In one order, so that of two who do this at once neither waits for what the other holds.
_TAKE = f"""
    WITH taken AS (
        SELECT {_COLUMNS} FROM sign_ups
         WHERE lower(email) = (SELECT lower(email) FROM sign_ups WHERE id = $1)
         ORDER BY id
           FOR UPDATE
    ), gone AS (
        DELETE FROM sign_ups s USING taken WHERE s.id = taken.id
    )
    SELECT {_COLUMNS} FROM taken WHERE id = $1
"""

_SWEEP = """
    DELETE FROM sign_ups
     WHERE id IN (
               SELECT id FROM sign_ups WHERE expires_at <= $1
                ORDER BY expires_at LIMIT 20 FOR UPDATE SKIP LOCKED
           )
"""


class SignUpRepository:
    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def add(self, sign_up: SignUp) -> None:
        await self._connection.execute(
            _ADD,
            sign_up.id,
            sign_up.email,
            sign_up.username,
            sign_up.name,
            sign_up.created_at,
            sign_up.expires_at,
        )

    async def newest(self, email: str, *, at: datetime) -> SignUp | None:
        row = await self._connection.fetchrow(_NEWEST, email, at)
        return None if row is None else SignUp(*row)

    async def take(self, id: SignUpId) -> SignUp | None:
        row = await self._connection.fetchrow(_TAKE, id)
        return None if row is None else SignUp(*row)

    async def sweep(self, *, at: datetime) -> None:
        await self._connection.execute(_SWEEP, at)
