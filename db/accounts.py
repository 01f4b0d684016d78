"""Accounts and new people in PostgreSQL. No answer shows any of this but its owner's address."""

from collections.abc import Mapping, Sequence

from asyncpg import Record

from db.conflicts import refusing
from db.executor import Connections, Executor
from domain.accounts.models import Account, Email
from domain.accounts.refusals import EmailTaken
from domain.actor import SiteRole
from domain.ids import UserId
from domain.publications.models import Publication
from domain.users.models import User
from domain.users.refusals import UsernameTaken

_ACCOUNTS = """
    SELECT a.user_id, u.username, a.email, a.email_verified_at, a.password_hash,
           a.password_changed_at, a.role, a.created_at
      FROM accounts a
      JOIN users u ON u.id = a.user_id
"""

_BY_EMAIL = f"{_ACCOUNTS} WHERE lower(a.email) = lower($1)"

_BY_USER = f"{_ACCOUNTS} WHERE a.user_id = $1"

_LOCK = f"{_ACCOUNTS} WHERE a.user_id = $1 FOR UPDATE OF a"

# In one order, so that of two who do this at once neither waits for what the other holds.
_LOCK_ADMINISTRATORS = f"""
    {_ACCOUNTS}
     WHERE a.role = 'admin' OR a.user_id = ANY($1::uuid[])
     ORDER BY a.user_id
       FOR UPDATE OF a
"""

_ADD = """
    INSERT INTO accounts (user_id, email, email_verified_at, password_hash, password_changed_at,
                          role, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
"""

_SAVE = """
    UPDATE accounts
       SET email = $2, email_verified_at = $3, password_hash = $4, password_changed_at = $5,
           role = $6
     WHERE user_id = $1
"""

_REVOKE_ACCESS_TOKENS = "DELETE FROM access_tokens WHERE user_id = $1"

_EMAILS = """
    SELECT user_id, email, email_verified_at FROM accounts WHERE user_id = ANY($1::uuid[])
"""

_IS_TAKEN = """
    SELECT EXISTS (SELECT FROM users WHERE username = $1)
        OR EXISTS (SELECT FROM former_usernames WHERE username = $1)
        OR EXISTS (SELECT FROM publications WHERE handle = $1)
        OR EXISTS (SELECT FROM former_publication_handles WHERE handle = $1)
"""

_ADD_PERSON = """
    INSERT INTO users (id, username, name, claimed_at, created_at) VALUES ($1, $2, $3, $4, $5)
"""

_ADD_PUBLICATION = """
    INSERT INTO publications (id, handle, name, language, created_at) VALUES ($1, $2, $3, $4, $5)
"""

_OWN = """
    INSERT INTO memberships (publication_id, user_id, role, joined_at)
    VALUES ($1, $2, 'owner', $3)
"""

_ROLES = {role.value: role for role in SiteRole}
_ROLE = Account.__struct_fields__.index("role")

_EMAIL_CONFLICTS = {"accounts_email": EmailTaken}
_NAME_CONFLICTS = {"users_username": UsernameTaken, "publications_handle": UsernameTaken}


class AccountReader:
    """Reads through a connection of its own, and gives it back: hashing comes next, and is slow."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    async def by_email(self, email: str) -> Account | None:
        async with self._connections.acquire() as connection:
            return await AccountRepository(connection).by_email(email)

    async def by_user(self, user_id: UserId) -> Account | None:
        async with self._connections.acquire() as connection:
            return _to_account(await connection.fetchrow(_BY_USER, user_id))


class AccountRepository:
    """Accounts being changed, inside one unit of work."""

    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def by_email(self, email: str) -> Account | None:
        return _to_account(await self._connection.fetchrow(_BY_EMAIL, email))

    async def lock(self, user_id: UserId) -> Account | None:
        return _to_account(await self._connection.fetchrow(_LOCK, user_id))

    async def lock_administrators(self, *others: UserId) -> Sequence[Account]:
        rows = await self._connection.fetch(_LOCK_ADMINISTRATORS, others)
        return [account for row in rows if (account := _to_account(row))]

    async def add(self, account: Account) -> None:
        with refusing(_EMAIL_CONFLICTS):
            await self._connection.execute(_ADD, *_values(account), account.created_at)

    async def save(self, account: Account) -> None:
        with refusing(_EMAIL_CONFLICTS):
            await self._connection.execute(_SAVE, *_values(account))

    async def revoke_access_tokens(self, user_id: UserId) -> None:
        await self._connection.execute(_REVOKE_ACCESS_TOKENS, user_id)


class NewcomerRepository:
    """People who join, inside one unit of work."""

    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def is_taken(self, username: str) -> bool:
        return bool(await self._connection.fetchval(_IS_TAKEN, username))

    async def add(self, user: User, publication: Publication) -> None:
        add, at = self._connection.execute, user.created_at
        with refusing(_NAME_CONFLICTS):
            await add(_ADD_PERSON, user.id, user.username, user.name, user.claimed_at, at)
            await add(
                _ADD_PUBLICATION,
                publication.id,
                publication.handle,
                publication.name,
                publication.language,
                publication.created_at,
            )
        await add(_OWN, publication.id, user.id, at)


async def emails_by_user(database: Executor, user_ids: Sequence[UserId]) -> Mapping[UserId, Email]:
    rows = await database.fetch(_EMAILS, user_ids)
    return {email.user_id: email for email in (Email(*row) for row in rows)}


def _to_account(row: Record | None) -> Account | None:
    if row is None:
        return None
    values = list(row)
    values[_ROLE] = _ROLES[values[_ROLE]]
    return Account(*values)


def _values(account: Account) -> tuple[object, ...]:
    return (
        account.user_id,
        account.email,
        account.email_verified_at,
        account.password_hash,
        account.password_changed_at,
        account.role.value,
    )
