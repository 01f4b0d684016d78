"""One connection for a whole import, handed to one caller at a time."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
from asyncpg import Record


class OneConnection:
    """Fits `db.executor.Database`.

    Inside a transaction of its owner everything becomes a part of that, so it can all be undone.
    """

    def __init__(self, connection: asyncpg.Connection) -> None:
        self._connection = connection
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def acquire(self) -> AsyncIterator[asyncpg.Connection]:
        async with self._turn:
            yield self._connection

    async def fetch(self, query: str, *args: object) -> Sequence[Record]:
        async with self._turn:
            return await self._connection.fetch(query, *args)

    async def fetchrow(self, query: str, *args: object) -> Record | None:
        async with self._turn:
            return await self._connection.fetchrow(query, *args)

    async def fetchval(self, query: str, *args: object) -> Any:
        async with self._turn:
            return await self._connection.fetchval(query, *args)

    async def execute(self, query: str, *args: object) -> str:
        async with self._turn:
            return await self._connection.execute(query, *args)


@asynccontextmanager
async def rehearsal(connection: asyncpg.Connection) -> AsyncIterator[None]:
    """Undo, at the end of the block, everything that was written in it."""
    transaction = connection.transaction()
    await transaction.start()
    try:
        yield
    finally:
        await transaction.rollback()
