"""One connection, within an open transaction, in place of a pool."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from asyncpg import Record

from db.executor import Connection
from db.failures import while_asking

Result = TypeVar("Result")


class OneConnection:
    """Hands out the same connection to all. A unit of work is a savepoint of the transaction.

    Reads see what was written before, and nobody else sees it until the transaction commits.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._turn = asyncio.Lock()
        self._depth = 0
        self.has_changed = False
        """Whether a unit of work has ended well."""
        self.failure: Exception | None = None
        """What the last failed statement failed with. The transaction may be lost by it."""

    @asynccontextmanager
    async def acquire(self) -> AsyncIterator[Connection]:
        try:
            yield self
        except Exception as error:
            unavailable = while_asking(error, is_closed=self._connection.is_closed())
            if unavailable is None:
                raise
            self.failure = unavailable
            raise unavailable from error

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[None]:
        self._depth += 1
        try:
            async with self._connection.transaction():
                yield
        finally:
            self._depth -= 1
        self.has_changed = self.has_changed or self._depth == 0

    def is_closed(self) -> bool:
        return self._connection.is_closed()

    async def fetch(self, query: str, *args: object) -> Sequence[Record]:
        return await self._ask(lambda connection: connection.fetch(query, *args))

    async def fetchrow(self, query: str, *args: object) -> Record | None:
        return await self._ask(lambda connection: connection.fetchrow(query, *args))

    async def fetchval(self, query: str, *args: object) -> Any:
        return await self._ask(lambda connection: connection.fetchval(query, *args))

    async def execute(self, query: str, *args: object) -> str:
        return await self._ask(lambda connection: connection.execute(query, *args))

    async def _ask(self, ask: Callable[[Connection], Awaitable[Result]]) -> Result:
        """Send one statement at a time: loaders may ask in several tasks."""
        async with self._turn:
            return await ask(self._connection)
