"""Access tokens in PostgreSQL. Nobody sees any but their owner, so no answer depends on them."""

from collections.abc import Collection, Sequence

from asyncpg import Record

from db.executor import Executor
from db.keyset import ListOf, Lists
from db.scopes import FOR_ONE_VIEWER, Scopes
from domain.access_tokens.models import NEWEST_ACCESS_TOKENS, AccessToken, AccessTokensOf
from domain.actor import Scope, SiteRole
from domain.ids import AccessTokenId, UserId

COLUMNS = """t.id, t.user_id, t.name, t.hint, t.scopes, t.created_at, t.last_used_at,
    t.expires_at"""

_OF_USER = f"""
    SELECT {COLUMNS} FROM access_tokens t WHERE t.user_id = $1 AND t.id = ANY($2::uuid[])
"""

_LOCK_OWNER = "SELECT role FROM accounts WHERE user_id = $1 FOR UPDATE"

_COUNT = "SELECT count(*) FROM access_tokens WHERE user_id = $1"

_ADD = """
    INSERT INTO access_tokens (id, user_id, name, hint, token_hash, scopes, created_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
"""

_REMOVE = "DELETE FROM access_tokens WHERE user_id = $1 AND id = $2 RETURNING id"

_SCOPES = AccessToken.__struct_fields__.index("scopes")
_WIDTH = len(AccessToken.__struct_fields__)


class AccessTokenReader:
    def __init__(self, database: Executor) -> None:
        self._database = database

    async def of_user(
        self, user_id: UserId, ids: Collection[AccessTokenId]
    ) -> Sequence[AccessToken]:
        return [to_access_token(row) for row in await self._database.fetch(_OF_USER, user_id, ids)]


class AccessTokenRepository:
    """Access tokens being changed, inside one unit of work."""

    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def lock_owner(self, user_id: UserId) -> SiteRole | None:
        role = await self._connection.fetchval(_LOCK_OWNER, user_id)
        return None if role is None else SiteRole(role)

    async def count(self, user_id: UserId) -> int:
        return int(await self._connection.fetchval(_COUNT, user_id))

    async def add(self, token: AccessToken, token_hash: bytes) -> None:
        await self._connection.execute(
            _ADD,
            token.id,
            token.user_id,
            token.name,
            token.hint,
            token_hash,
            [scope.value for scope in token.scopes],
            token.created_at,
            token.expires_at,
        )

    async def remove(self, user_id: UserId, id: AccessTokenId) -> bool:
        return await self._connection.fetchval(_REMOVE, user_id, id) is not None


def to_access_token(row: Record) -> AccessToken:
    values = list(row[:_WIDTH])
    values[_SCOPES] = [Scope(name) for name in values[_SCOPES]]
    return AccessToken(*values)


LISTS: Lists = {
    (AccessTokensOf, None): ListOf(
        source="access_tokens t",
        where="t.user_id = wanted.parent_id",
        columns=COLUMNS,
        build=to_access_token,
        order=NEWEST_ACCESS_TOKENS,
        key="t.created_at",
        id="t.id",
    )
}

SCOPES: Scopes = {AccessTokensOf: FOR_ONE_VIEWER}
