"""Hears what changes in the database, whoever changes it, in the order of commits."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from uuid import uuid4

import asyncpg

from db.changes import EVERYTHING, Changes, RecentChanges
from db.executor import Executor
from domain.unavailable import Unavailable

logger = logging.getLogger(__name__)

CHANNEL = "broadsheet_changes"

_MARK = "SELECT pg_notify($1, $2)"

_MARKED = "mark:"

_SETTINGS = {
    "application_name": "broadsheet changes",
    # Nobody misses a mark that a crash has lost.
    "synchronous_commit": "off",
    # It is idle by profession.
    "idle_session_timeout": "0",
}

_FAILURES = (
    OSError,
    TimeoutError,
    Unavailable,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLimits:
    """How long anything may take, in seconds. `look` and `answer` bound how long we are deaf."""

    connect: float = 5
    answer: float = 2
    """How soon a mark must come back."""

    look: float = 5
    """How often to look whether the connection is still good."""

    first_pause: float = 0.1
    longest_pause: float = 10


class ChangeFeed:
    """The one connection of this process that listens.

    Only while it `is_live` may anything be kept that was read. It is not live until a mark that was
    sent through another connection has come back: behind a pooler that shares connections between
    transactions, and on a standby, that never happens.
    """

    def __init__(self, dsn: str, database: Executor, limits: FeedLimits = FeedLimits()) -> None:
        self._dsn = dsn
        self._limits = limits
        self._database = database
        self._connection: asyncpg.Connection | None = None
        self._turn = asyncio.Lock()
        self._is_lost = asyncio.Event()
        self._marks: dict[str, asyncio.Future[None]] = {}
        self._callbacks: list[Callable[[Changes], None]] = []
        self.recent = RecentChanges()
        self.is_live = False
        self.losses = 0

    @property
    def position(self) -> int:
        """How often something was heard or missed. It only grows."""
        return self.recent.position

    def listen(self, callback: Callable[[Changes], None]) -> None:
        """Have this called with all that is heard, in order. It must neither wait nor raise."""
        self._callbacks.append(callback)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Listen for as long as the block lasts, again and again if need be."""
        listening = asyncio.create_task(self._keep_listening())
        try:
            yield
        finally:
            listening.cancel()
            with suppress(asyncio.CancelledError):
                await listening

    async def caught_up(self) -> None:
        """Wait until all that was committed before has been heard, or drop everything.

        Whoever has written waits for this before it answers, so that its caller sees what it wrote.
        """
        connection = self._connection
        if not self.is_live or connection is None:
            return
        try:
            async with asyncio.timeout(self._limits.answer), self._turn:
                await self._hear_from(connection)
        except _FAILURES:
            self._lose()

    async def _keep_listening(self) -> None:
        pause = self._limits.first_pause
        while True:
            try:
                async with self._connected() as connection:
                    await self._begin(connection)
                    pause = self._limits.first_pause
                    await self._watch()
                    logger.warning("Changes are not heard: the connection is lost")
            except _FAILURES as error:
                logger.warning("Changes are not heard: %s: %s", type(error).__name__, error)
            finally:
                self._lose()
            await asyncio.sleep(pause)
            pause = min(pause * 2, self._limits.longest_pause)

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[asyncpg.Connection]:
        connection = await asyncpg.connect(
            self._dsn, timeout=self._limits.connect, server_settings=_SETTINGS
        )
        try:
            yield connection
        finally:
            self._connection = None
            # Nobody waits for the farewell of a server that may be gone.
            connection.terminate()

    async def _begin(self, connection: asyncpg.Connection) -> None:
        self._is_lost.clear()
        connection.add_termination_listener(lambda _: self._lose())
        async with asyncio.timeout(self._limits.answer):
            await connection.add_listener(CHANNEL, self._hear)
            await self._hear_from(self._database)
        # What was read before was read deaf.
        self._tell(EVERYTHING)
        self._connection, self.is_live = connection, True
        logger.info("Changes are heard")

    async def _watch(self) -> None:
        """Return once the connection is lost. One whose other end is gone does not say so."""
        while not self._is_lost.is_set():
            with suppress(TimeoutError):
                async with asyncio.timeout(self._limits.look):
                    await self._is_lost.wait()
            await self.caught_up()

    async def _hear_from(self, sender: Executor) -> None:
        """Send a mark, and wait until it comes back or all is lost."""
        mark = f"{_MARKED}{uuid4().hex}"
        came_back = self._marks[mark] = asyncio.get_running_loop().create_future()
        try:
            await sender.fetchval(_MARK, CHANNEL, mark)
            await came_back
        finally:
            del self._marks[mark]

    def _hear(self, _: object, __: int, ___: str, payload: object) -> None:
        text = str(payload)
        if text.startswith(_MARKED):
            came_back = self._marks.get(text)
            if came_back is not None and not came_back.done():
                came_back.set_result(None)
            return
        self._tell(Changes.read(text))

    def _lose(self) -> None:
        self._is_lost.set()
        if not self.is_live:
            return
        self.is_live = False
        self.losses += 1
        self._tell(EVERYTHING)
        # Whoever waits may go on: nothing is kept any more.
        for came_back in self._marks.values():
            if not came_back.done():
                came_back.set_result(None)

    def _tell(self, changes: Changes) -> None:
        self.recent.add(changes)
        for callback in self._callbacks:
            callback(changes)
