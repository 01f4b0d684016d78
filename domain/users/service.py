"""Finding people."""

from dataclasses import dataclass

from domain.paging import ListReader, Page, PageRequest
from domain.users.models import User, Users
from domain.users.ports import UserReader


@dataclass(frozen=True, slots=True)
class UserService:
    reader: UserReader
    lists: ListReader

    async def by_username(self, username: str) -> User | None:
        return await self.reader.by_username(username.lower())

    async def newest(self, request: PageRequest) -> Page[User]:
        return await self.lists.page(Users(), request)
