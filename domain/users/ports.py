"""What the rules about people need from storage."""

from typing import Protocol

from domain.users.models import User


class UserReader(Protocol):
    async def by_username(self, username: str) -> User | None: ...
