"""The one connection an operation reads through."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from time import perf_counter
from typing import Any, TypeVar

from asyncpg import Record

from db.executor import Connection, Database
from db.failures import ConnectionLost
from domain.unavailable import Unavailable

Result = TypeVar("Result")


class OperationReads:
    """Takes a connection at the first statement, and sends one statement at a time.

    Loaders ask in tasks of their own, which nobody cancels when the operation is. So it knows who
    is asking: when it ends, they are cancelled, and their statements with them.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._held = AsyncExitStack()
        self._connection: Connection | None = None
        self._turn = asyncio.Lock()
        self._asking: set[asyncio.Task[Any]] = set()
        self._has_ended = False
        self._unavailable: Unavailable | None = None
        self.statements: list[str] = []
        self.rows = 0
        self.seconds = 0.0

    async def fetch(self, query: str, *args: object) -> Sequence[Record]:
        rows = await self._ask(query, lambda connection: connection.fetch(query, *args))
        self.rows += len(rows)
        return rows

    async def fetchrow(self, query: str, *args: object) -> Record | None:
        row = await self._ask(query, lambda connection: connection.fetchrow(query, *args))
        self.rows += row is not None
        return row

    async def fetchval(self, query: str, *args: object) -> Any:
        value = await self._ask(query, lambda connection: connection.fetchval(query, *args))
        self.rows += value is not None
        return value

    async def execute(self, query: str, *args: object) -> str:
        return await self._ask(
            query, lambda connection: connection.execute(query, *args), is_read=False
        )

    async def end(self) -> None:
        """Cancel whoever is still asking, and give the connection back."""
        self._has_ended = True
        asking = self._asking - {asyncio.current_task()}
        for task in asking:
            task.cancel()
        if asking:
            await asyncio.wait(asking)
        await self._held.aclose()

    async def _ask(
        self, query: str, ask: Callable[[Connection], Awaitable[Result]], *, is_read: bool = True
    ) -> Result:
        task = asyncio.current_task()
        if self._has_ended or task is None:
            raise asyncio.CancelledError("The operation has ended.")
        self._asking.add(task)
        try:
            async with self._turn:
                return await self._timed(query, ask, is_read=is_read)
        finally:
            self._asking.discard(task)

    async def _timed(
        self, query: str, ask: Callable[[Connection], Awaitable[Result]], *, is_read: bool
    ) -> Result:
        if self._unavailable is not None:
            raise self._unavailable
        self.statements.append(query)
        started = perf_counter()
        try:
            return await self._tried_twice(ask) if is_read else await self._once(ask)
        except Unavailable as unavailable:
            # The rest of the operation would wait as long, and learn no more. A write that lost
            # its connection was not tried again, so whether reads fare better is still open.
            if is_read or not isinstance(unavailable, ConnectionLost):
                self._unavailable = unavailable
            raise
        finally:
            self.seconds += perf_counter() - started

    async def _tried_twice(self, ask: Callable[[Connection], Awaitable[Result]]) -> Result:
        """Read, and read again on another connection when the first one breaks."""
        try:
            return await self._once(ask)
        except ConnectionLost:
            # If PostgreSQL is gone altogether, the second try says so.
            return await self._once(ask)

    async def _once(self, ask: Callable[[Connection], Awaitable[Result]]) -> Result:
        if self._connection is None:
            acquired = self._database.acquire()
            self._connection = await self._held.enter_async_context(acquired)
        try:
            return await ask(self._connection)
        except Exception as error:
            # It goes back with the error, so that the pool can tell whether it is still good.
            self._connection = None
            held, self._held = self._held, AsyncExitStack()
            await held.__aexit__(type(error), error, error.__traceback__)
            raise


@asynccontextmanager
async def reading(database: Database) -> AsyncIterator[OperationReads]:
    """Read through one connection for as long as the block lasts."""
    reads = OperationReads(database)
    try:
        yield reads
    finally:
        # Whoever is cancelled twice must not leave a statement running.
        await asyncio.shield(asyncio.create_task(reads.end()))
