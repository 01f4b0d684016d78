"""People who are signed in while the bench runs: what they may change is their own."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import asyncpg

from bench.data_set.sizes import Sizes, username_of
from domain.ids import PUBLICATION, SESSION
from domain.tokens import SESSION_TOKEN

_MOST = 60
"""More than there are connections: hardly anybody waits for a row that another one holds."""

_SESSIONS_LAST = timedelta(days=1)

_OWNED = """
    SELECT m.user_id, m.publication_id, u.username
      FROM users u
      JOIN memberships m ON m.user_id = u.id AND m.role = 'owner'
     WHERE u.username = ANY($1::text[])
     ORDER BY m.joined_at
"""

_ADD_ACCOUNT = """
    INSERT INTO accounts (user_id, email, email_verified_at, created_at)
    VALUES ($1, $2, $3, $3)
        ON CONFLICT (user_id) DO NOTHING
"""

_END_SESSIONS = "DELETE FROM sessions"

_ADD_SESSION = """
    INSERT INTO sessions (id, user_id, token_hash, created_at, last_used_at, expires_at)
    VALUES ($1, $2, $3, $4, $4, $5)
"""


class Caller(NamedTuple):
    token: str
    """Of a session."""
    publication_id: str
    """What they own, as callers call it."""


def sign_in(dsn: str, sizes: Sizes) -> Sequence[Caller]:
    """Begin a session for each of those who came last. The sessions of earlier runs end."""
    return asyncio.run(signed_in(dsn, sizes))


async def signed_in(dsn: str, sizes: Sizes) -> Sequence[Caller]:
    connection = await asyncpg.connect(dsn)
    try:
        async with connection.transaction():
            return await _begin_sessions(connection, sizes)
    finally:
        await connection.close()


async def _begin_sessions(connection: asyncpg.Connection, sizes: Sizes) -> Sequence[Caller]:
    names = [username_of(user) for user in range(sizes.users)[-_MOST:]]
    now, callers = datetime.now(UTC), []
    await connection.execute(_END_SESSIONS)
    for user_id, publication_id, username in await connection.fetch(_OWNED, names):
        token, session_id = SESSION_TOKEN.new(), SESSION.new_id(at=now)
        await connection.execute(_ADD_ACCOUNT, user_id, f"{username}@people.example", now)
        lasts_until = now + _SESSIONS_LAST
        await connection.execute(_ADD_SESSION, session_id, user_id, token.hash, now, lasts_until)
        callers.append(Caller(token.text, PUBLICATION.text_of(publication_id)))
    return callers
