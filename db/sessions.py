"""Sessions in PostgreSQL, and who comes with the token of one."""

from collections.abc import Collection, Sequence
from datetime import datetime

from db.executor import Executor
from db.keyset import ListOf, Lists
from db.recording import UNKNOWN, Reader
from db.rows import rows_as
from db.scopes import Scope, Scopes
from domain.accounts.models import NEWEST_SESSIONS, Session, SessionsOf
from domain.ids import SessionId, UserId

COLUMNS = """s.id, s.user_id, s.user_agent, host(s.address) AS address, s.created_at,
    s.last_used_at, s.expires_at"""

_BY_IDS = f"SELECT {COLUMNS} FROM sessions s WHERE s.id = ANY($1::uuid[]) AND s.expires_at > $2"

_ADD = """
    INSERT INTO sessions (id, user_id, token_hash, user_agent, address, created_at, last_used_at,
                          expires_at)
    VALUES ($1, $2, $3, $4, $5::text::inet, $6, $7, $8)
"""

_KEEP_THE_NEWEST = """
    DELETE FROM sessions
     WHERE id IN (
               SELECT id FROM sessions WHERE user_id = $1
                ORDER BY created_at DESC, id DESC OFFSET $2
           )
"""

_END = "DELETE FROM sessions WHERE user_id = $1 AND id = $2 RETURNING id"

_END_ALL = "DELETE FROM sessions WHERE user_id = $1 AND id <> ALL($2::uuid[]) RETURNING id"

# A few at a time, and none that somebody else is just deleting: nobody waits for tidiness.
_SWEEP = """
    DELETE FROM sessions
     WHERE id IN (
               SELECT id FROM sessions WHERE expires_at <= $1
                ORDER BY expires_at LIMIT 20 FOR UPDATE SKIP LOCKED
           )
"""

to_session = rows_as(Session)


class SessionReader(Reader):
    async def by_ids(self, ids: Collection[SessionId], *, at: datetime) -> Sequence[Session]:
        return [to_session(row) for row in await self.database.fetch(_BY_IDS, ids, at)]


class SessionRepository:
    """Sessions being begun and ended, inside one unit of work."""

    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def add(self, session: Session, token_hash: bytes, *, most: int) -> None:
        await self._connection.execute(
            _ADD,
            session.id,
            session.user_id,
            token_hash,
            session.user_agent,
            session.address,
            session.created_at,
            session.last_used_at,
            session.expires_at,
        )
        await self._connection.execute(_KEEP_THE_NEWEST, session.user_id, most)

    async def end(self, user_id: UserId, session_id: SessionId) -> bool:
        return await self._connection.fetchval(_END, user_id, session_id) is not None

    async def end_all(self, user_id: UserId, *, but: Collection[SessionId] = ()) -> int:
        return len(await self._connection.fetch(_END_ALL, user_id, but))

    async def sweep(self, *, at: datetime) -> None:
        await self._connection.execute(_SWEEP, at)


LISTS: Lists = {
    (SessionsOf, None): ListOf(
        source="sessions s",
        where="s.user_id = wanted.parent_id AND s.expires_at > {0}",
        columns=COLUMNS,
        build=to_session,
        order=NEWEST_SESSIONS,
        key="s.created_at",
        id="s.id",
    )
}

# Nobody keeps an answer that is for one person, and these end by themselves as well.
SCOPES: Scopes = {SessionsOf: Scope(lambda _: [UNKNOWN])}
