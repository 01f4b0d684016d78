"""Profiles being changed, inside one unit of work, and the addresses that people have proved."""

from db.conflicts import refusing
from db.executor import Executor
from db.recording import Reader
from db.users import COLUMNS, to_user
from domain.ids import UserId
from domain.users.models import User
from domain.users.refusals import UsernameTaken

_MEANINGS = {"users_username": UsernameTaken}

_LOCK = f"SELECT {COLUMNS} FROM users u WHERE u.id = $1 FOR NO KEY UPDATE"

_NAME = "SELECT name FROM users WHERE id = $1"

_SAVE = """
    UPDATE users SET username = $2, name = $3, bio = $4, location = $5, website_url = $6
     WHERE id = $1
"""

_REMEMBER_USERNAME = """
    WITH taken_back AS (DELETE FROM former_usernames WHERE username = $2 AND user_id = $3)
    INSERT INTO former_usernames (username, user_id) VALUES ($1, $3)
"""

_COUNT_FORMER_USERNAMES = "SELECT count(*) FROM former_usernames WHERE user_id = $1"

_VERIFIED_ADDRESS = """
    SELECT email FROM accounts WHERE user_id = $1 AND email_verified_at IS NOT NULL
"""

_HOLD_VERIFIED_ADDRESS = f"{_VERIFIED_ADDRESS} FOR NO KEY UPDATE"


class ProfileRepository:
    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def lock(self, user_id: UserId) -> User:
        row = await self._connection.fetchrow(_LOCK, user_id)
        if row is None:
            raise LookupError("Somebody who is signed in is nobody.")
        return to_user(row)

    async def name_of(self, user_id: UserId) -> str:
        name: str = await self._connection.fetchval(_NAME, user_id)
        return name

    async def save(self, user: User) -> None:
        with refusing(_MEANINGS):
            await self._connection.execute(
                _SAVE, user.id, user.username, user.name, user.bio, user.location, user.website_url
            )

    async def remember_username(self, former: str, now: str, user_id: UserId) -> None:
        await self._connection.execute(_REMEMBER_USERNAME, former, now, user_id)

    async def count_former_usernames(self, user_id: UserId) -> int:
        count: int = await self._connection.fetchval(_COUNT_FORMER_USERNAMES, user_id)
        return count


class VerifiedAddressReader(Reader):
    """Shown to nobody, so no dependencies are declared."""

    async def of_user(self, user_id: UserId) -> str | None:
        address: str | None = await self.database.fetchval(_VERIFIED_ADDRESS, user_id)
        return address


class VerifiedAddressRepository(VerifiedAddressReader):
    async def hold(self, user_id: UserId) -> str | None:
        address: str | None = await self.database.fetchval(_HOLD_VERIFIED_ADDRESS, user_id)
        return address
