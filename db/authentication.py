"""Who comes with a token: one statement, and now and then another that notes its use."""

from datetime import datetime, timedelta
from typing import NamedTuple

from asyncpg import Record

from db.executor import Executor
from domain.accounts.models import AccountRules
from domain.actor import Member, Scope, SiteRole

_NOTED_EVERY = timedelta(minutes=5)
"""How old the note of the last use may be. Each would be a write for a request."""

_BY_SESSION = """
    SELECT s.id, s.user_id, a.role, s.last_used_at,
           EXISTS (SELECT FROM hidden_people WHERE viewer_id = s.user_id) AS hides_people
      FROM sessions s
      JOIN accounts a ON a.user_id = s.user_id
     WHERE s.token_hash = $1 AND s.expires_at > $2
"""

_BY_PROGRAM = """
    SELECT t.id, t.user_id, a.role, t.scopes, t.last_used_at,
           EXISTS (SELECT FROM hidden_people WHERE viewer_id = t.user_id) AS hides_people
      FROM access_tokens t
      JOIN accounts a ON a.user_id = t.user_id
     WHERE t.token_hash = $1 AND (t.expires_at IS NULL OR t.expires_at > $2)
"""

_NOTE_SESSION = """
    UPDATE sessions
       SET last_used_at = $2,
           expires_at = least($2::timestamptz + $4::interval, created_at + $5::interval)
     WHERE id = $1 AND last_used_at < $3
"""

_NOTE_PROGRAM = """
    UPDATE access_tokens SET last_used_at = $2
     WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $3)
"""

_ROLES = {role.value: role for role in SiteRole}
_SCOPES = {scope.value: scope for scope in Scope}


class Found(NamedTuple):
    """Whoever a token belongs to."""

    member: Member
    last_used_at: datetime | None

    def is_to_be_noted(self, *, at: datetime) -> bool:
        return self.last_used_at is None or self.last_used_at < at - _NOTED_EVERY


async def by_session(database: Executor, token_hash: bytes, *, at: datetime) -> Found | None:
    row = await database.fetchrow(_BY_SESSION, token_hash, at)
    if row is None:
        return None
    member = Member(
        user_id=row["user_id"],
        role=_ROLES[row["role"]],
        hides_people=row["hides_people"],
        session_id=row["id"],
    )
    return Found(member, row["last_used_at"])


async def by_access_token(database: Executor, token_hash: bytes, *, at: datetime) -> Found | None:
    row = await database.fetchrow(_BY_PROGRAM, token_hash, at)
    if row is None:
        return None
    member = Member(
        user_id=row["user_id"],
        role=_ROLES[row["role"]],
        hides_people=row["hides_people"],
        scopes=_scopes(row),
        access_token_id=row["id"],
    )
    return Found(member, row["last_used_at"])


async def note_use(
    database: Executor, member: Member, rules: AccountRules, *, at: datetime
) -> None:
    """Write down that a token was used. A session lasts longer for it."""
    before = at - _NOTED_EVERY
    if member.session_id is not None:
        unused, longest = rules.session_unused, rules.session_longest
        await database.execute(_NOTE_SESSION, member.session_id, at, before, unused, longest)
    else:
        await database.execute(_NOTE_PROGRAM, member.access_token_id, at, before)


def _scopes(row: Record) -> tuple[Scope, ...]:
    """Return scopes in their usual order. Those that only a newer release knows are left out."""
    given = set(row["scopes"])
    return tuple(scope for value, scope in _SCOPES.items() if value in given)
