"""Claims in PostgreSQL. They are for the claimant and administrators, so no answer is kept."""

from collections.abc import Collection, Sequence

from db.executor import Executor
from db.keyset import ListOf, Lists
from db.rows import rows_as
from db.scopes import FOR_ONE_VIEWER, Scopes
from db.users import COLUMNS as USER_COLUMNS
from db.users import to_user
from domain.claims.models import OLDEST_CLAIMS, Claim, OpenClaims
from domain.ids import ClaimId, UserId
from domain.users.models import User

COLUMNS = "c.id, c.user_id, c.claimant_id, c.message, c.created_at"

_BY_IDS = f"SELECT {COLUMNS} FROM claims c WHERE c.id = ANY($1::uuid[])"

_BY_ID = f"SELECT {COLUMNS} FROM claims c WHERE c.id = $1"

# Held, so that nobody is claimed and gone before the claim is stored.
_USER_OF_NAME = f"SELECT {USER_COLUMNS} FROM users u WHERE u.username = $1 FOR SHARE"

_HOLD = "SELECT user_id FROM accounts WHERE user_id = $1 FOR UPDATE"

_COUNT = "SELECT count(*) FROM claims WHERE claimant_id = $1"

_ADD = f"""
    INSERT INTO claims AS c (id, user_id, claimant_id, message, created_at)
    VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (claimant_id, user_id) DO UPDATE SET message = excluded.message
 RETURNING {COLUMNS}
"""

_TAKE = f"DELETE FROM claims c WHERE c.id = $1 RETURNING {COLUMNS}"

to_claim = rows_as(Claim)


class ClaimReader:
    def __init__(self, database: Executor) -> None:
        self._database = database

    async def by_ids(self, ids: Collection[ClaimId]) -> Sequence[Claim]:
        return [to_claim(row) for row in await self._database.fetch(_BY_IDS, ids)]


class ClaimRepository:
    """Claims being made and decided, inside one unit of work."""

    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def user_of_name(self, username: str) -> User | None:
        row = await self._connection.fetchrow(_USER_OF_NAME, username)
        return None if row is None else to_user(row)

    async def count_of(self, claimant_id: UserId) -> int:
        await self._connection.fetchval(_HOLD, claimant_id)
        return int(await self._connection.fetchval(_COUNT, claimant_id))

    async def add(self, claim: Claim) -> Claim:
        row = await self._connection.fetchrow(
            _ADD, claim.id, claim.user_id, claim.claimant_id, claim.message, claim.created_at
        )
        return claim if row is None else to_claim(row)

    async def find(self, id: ClaimId) -> Claim | None:
        row = await self._connection.fetchrow(_BY_ID, id)
        return None if row is None else to_claim(row)

    async def take(self, id: ClaimId) -> Claim | None:
        row = await self._connection.fetchrow(_TAKE, id)
        return None if row is None else to_claim(row)


LISTS: Lists = {
    (OpenClaims, None): ListOf(
        source="claims c",
        where="true",
        columns=COLUMNS,
        build=to_claim,
        order=OLDEST_CLAIMS,
        key="c.created_at",
        id="c.id",
    )
}

SCOPES: Scopes = {OpenClaims: FOR_ONE_VIEWER}
