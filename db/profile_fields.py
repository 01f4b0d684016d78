"""The lines that people added to their profiles, in PostgreSQL."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from db.changes import rows_of
from db.executor import Executor
from db.profiles import ProfileRepository
from db.recording import depends
from domain.ids import UserId
from domain.users.models import User
from domain.users.profile_fields import ProfileField

_BY_USERS = """
    SELECT user_id, name, value
      FROM profile_fields
     WHERE user_id = ANY($1::uuid[])
     ORDER BY user_id, position
"""

_REMOVE = "DELETE FROM profile_fields WHERE user_id = $1"

_ADD = """
    INSERT INTO profile_fields (user_id, position, name, value)
    SELECT $1, ordinal - 1, name, value
      FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS field (name, value, ordinal)
"""


@depends(lambda _, ids: [rows_of("profile_fields", "user_id", id) for id in ids])
async def fields_by_user(
    database: Executor, ids: Sequence[UserId]
) -> Mapping[UserId, Sequence[ProfileField]]:
    found: defaultdict[UserId, list[ProfileField]] = defaultdict(list)
    for row in await database.fetch(_BY_USERS, ids):
        found[row["user_id"]].append(ProfileField(row["name"], row["value"]))
    return found


class ProfileFieldRepository:
    """The same being changed, inside one unit of work."""

    def __init__(self, connection: Executor) -> None:
        self._connection = connection
        self._profiles = ProfileRepository(connection)

    async def lock(self, user_id: UserId) -> User:
        return await self._profiles.lock(user_id)

    async def fields_of(self, user_id: UserId) -> Sequence[ProfileField]:
        return (await fields_by_user(self._connection, [user_id])).get(user_id, ())

    async def replace_fields(self, user_id: UserId, fields: Sequence[ProfileField]) -> None:
        await self._connection.execute(_REMOVE, user_id)
        names, values = [field.name for field in fields], [field.value for field in fields]
        await self._connection.execute(_ADD, user_id, names, values)
