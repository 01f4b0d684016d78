"""What an operation writes, counted with what it reads."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Protocol

from asyncpg import Record

from db.executor import Connection, Connections


class Tally(Protocol):
    """Where statements and the rows they answer with are counted."""

    statements: list[str]
    rows: int


class RecordedConnections:
    """Hands out connections whose statements are counted."""

    def __init__(self, connections: Connections, tally: Tally) -> None:
        self._connections = connections
        self._tally = tally

    @asynccontextmanager
    async def acquire(self) -> AsyncIterator[Connection]:
        async with self._connections.acquire() as connection:
            yield _RecordedConnection(connection, self._tally)


class _RecordedConnection:
    def __init__(self, connection: Connection, tally: Tally) -> None:
        self._connection = connection
        self._tally = tally

    def transaction(self) -> AbstractAsyncContextManager[Any]:
        return self._connection.transaction()

    def is_closed(self) -> bool:
        return self._connection.is_closed()

    async def fetch(self, query: str, *args: object) -> Sequence[Record]:
        self._tally.statements.append(query)
        rows = await self._connection.fetch(query, *args)
        self._tally.rows += len(rows)
        return rows

    async def fetchrow(self, query: str, *args: object) -> Record | None:
        self._tally.statements.append(query)
        row = await self._connection.fetchrow(query, *args)
        self._tally.rows += row is not None
        return row

    async def fetchval(self, query: str, *args: object) -> Any:
        self._tally.statements.append(query)
        value = await self._connection.fetchval(query, *args)
        self._tally.rows += value is not None
        return value

    async def execute(self, query: str, *args: object) -> str:
        self._tally.statements.append(query)
        return await self._connection.execute(query, *args)
