"""Imported people."""

from db.executor import Executor
from domain.users.models import User

_ADD = """
    INSERT INTO users (id, username, name, bio, location, website_url, avatar_url, created_at)
    SELECT $1, $2, $3, $4, $5, $6, $7, $8
     WHERE NOT EXISTS (SELECT FROM former_usernames former WHERE former.username = $2)
        ON CONFLICT (username) DO NOTHING
 RETURNING id
"""

# Whoever has been claimed speaks for themselves.
_CHANGE = """
    UPDATE users
       SET name = $2, bio = $3, location = $4, website_url = $5, avatar_url = $6
     WHERE id = $1 AND claimed_at IS NULL
"""


class PersonRepository:
    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def add(self, user: User) -> bool:
        added = await self._connection.fetchval(
            _ADD, user.id, user.username, *_description(user), user.created_at
        )
        return added is not None

    async def change(self, user: User) -> None:
        await self._connection.execute(_CHANGE, user.id, *_description(user))


def _description(user: User) -> tuple[str | None, ...]:
    return user.name, user.bio, user.location, user.website_url, user.avatar_url
