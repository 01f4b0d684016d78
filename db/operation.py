"""The one connection an operation reads through."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from time import perf_counter
from types import TracebackType
from typing import Any, Self, TypeVar

from asyncpg import Record

from db.executor import Connection, Connections
from db.failures import ConnectionLost
from domain.unavailable import Unavailable

Result = TypeVar("Result")


class OperationReads:
    """Takes a connection at the first statement, and sends one statement at a time.

    It is used for as long as a block lasts: `async with reading(database) as reads`.

    Loaders ask in tasks of their own, which nobody cancels when the operation is. So it knows who
    is asking: when it ends, they are cancelled, and their statements with them.
    """

    def __init__(self, database: Connections) -> None:
        self._database = database
        self._held: AbstractAsyncContextManager[Connection] | None = None
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

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._has_ended = True
        if self._asking:
            # Whoever is cancelled twice must not leave a statement running.
            await asyncio.shield(asyncio.create_task(self._end()))
        elif self._held is not None:
            await self._let_go(None)

    async def _end(self) -> None:
        """Cancel whoever is still asking, and give the connection back."""
        for task in self._asking:
            task.cancel()
        await asyncio.wait(self._asking)
        await self._let_go(None)

    async def _let_go(self, error: Exception | None) -> None:
        held, self._held, self._connection = self._held, None, None
        if held is None:
            return
        if error is None:
            await held.__aexit__(None, None, None)
        else:
            # It goes back with the error, so that the pool can tell whether it is still good.
            await held.__aexit__(type(error), error, error.__traceback__)

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
            held = self._database.acquire()
            self._connection = await held.__aenter__()
            self._held = held
        try:
            return await ask(self._connection)
        except Exception as error:
            await self._let_go(error)
            raise


def reading(database: Connections) -> OperationReads:
    """Read through one connection for as long as a block lasts."""
    return OperationReads(database)
