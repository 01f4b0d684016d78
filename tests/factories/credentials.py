"""Ready-made sessions and access tokens."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from db.executor import Executor
from domain.actor import Member, Scope
from domain.ids import ACCESS_TOKEN, SESSION, SessionId
from domain.tokens import ACCESS_TOKEN as PERSONAL
from domain.tokens import SESSION_TOKEN
from tests.factories.moments import NOON, next_moment

_DAY = timedelta(days=1)
_NEVER_USED = timedelta()


async def make_session(
    database: Executor,
    member: Member,
    *,
    at: datetime | None = None,
    unused_for: timedelta = _NEVER_USED,
    lasts: timedelta = _DAY,
) -> tuple[SessionId, str]:
    """Make a session that was begun, and last used, a while before `at`. Returns its token too."""
    now = at or next_moment()
    session_id, token = SESSION.new_id(at=NOON), SESSION_TOKEN.new()
    await database.execute(
        """
        INSERT INTO sessions (id, user_id, token_hash, created_at, last_used_at, expires_at)
        VALUES ($1, $2, $3, $4, $4, $5)
        """,
        session_id,
        member.user_id,
        token.hash,
        now - unused_for,
        now + lasts,
    )
    return session_id, token.text


async def make_access_token(
    database: Executor,
    member: Member,
    scopes: Sequence[str] = (Scope.READ,),
    *,
    at: datetime | None = None,
    lasts: timedelta | None = None,
) -> str:
    """Make an access token, and return it."""
    token, now = PERSONAL.new(), at or next_moment()
    await database.execute(
        """
        INSERT INTO access_tokens
               (id, user_id, name, hint, token_hash, scopes, created_at, expires_at)
        VALUES ($1, $2, 'A program', $3, $4, $5, $6, $7)
        """,
        ACCESS_TOKEN.new_id(at=NOON),
        member.user_id,
        token.text[:8],
        token.hash,
        list(scopes),
        now,
        None if lasts is None else now + lasts,
    )
    return token.text
