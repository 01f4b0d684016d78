"""The processes that render, started when they are needed and ended when they take too long."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec

from broadsheet.adapters.rendering_wire import ANSWER, READY, REQUEST, Answer, Asked

_WORKER = "broadsheet.adapters.rendering_worker"
_SECONDS_TO_START = 30

_decoder: msgspec.msgpack.Decoder[Answer] = msgspec.msgpack.Decoder(Answer)


class TookTooLong(Exception):  # noqa: N818 - it says what is the case
    """The text was not rendered within its time."""


class WorkerDied(Exception):  # noqa: N818 - it says what is the case
    """The worker ended in the middle of a text."""


class WorkerPool:
    """At most so many workers at once as there are cores. Use it in one event loop only."""

    def __init__(self, size: int | None = None) -> None:
        self._free_places = asyncio.Semaphore(size or _cores())
        self._idle: list[_Worker] = []

    @property
    def idle_pids(self) -> frozenset[int]:
        """The processes that wait for a text."""
        return frozenset(worker.pid for worker in self._idle)

    async def render(self, asked: Asked, *, seconds: float) -> Answer:
        """Render with the next free worker. Waiting for one does not count.

        Raises TookTooLong or WorkerDied.
        """
        request = msgspec.msgpack.encode(asked)
        try:
            return await self._render_once(request, seconds=seconds)
        except WorkerDied:  # perhaps long before, and nobody had noticed: so all may have
            await self.aclose()
            return await self._render_once(request, seconds=seconds)

    async def _render_once(self, request: bytes, *, seconds: float) -> Answer:
        async with self._worker() as worker:
            try:
                async with asyncio.timeout(seconds):
                    return await worker.render(request, seconds=seconds)
            except TimeoutError:
                raise TookTooLong from None
            except (asyncio.IncompleteReadError, ConnectionError):
                raise WorkerDied from None

    async def aclose(self) -> None:
        """End the workers. The pool starts new ones should it be used again."""
        idle, self._idle = self._idle, []
        for worker in idle:
            await worker.stop()

    @asynccontextmanager
    async def _worker(self) -> AsyncIterator["_Worker"]:
        """Lend a worker. It comes back only if all went well: else nobody knows what it does."""
        async with self._free_places:
            worker = await self._take()
            try:
                yield worker
            except BaseException:
                await worker.stop()
                raise
            self._idle.append(worker)

    async def _take(self) -> "_Worker":
        while self._idle:
            worker = self._idle.pop()
            if worker.is_alive:
                return worker
            await worker.stop()
        return await _start()


class _Worker:
    def __init__(self, process: Process) -> None:
        self._process = process
        assert process.stdin is not None  # noqa: S101 - both are pipes, see _start
        assert process.stdout is not None  # noqa: S101 - as above
        self._requests, self._answers = process.stdin, process.stdout

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.returncode is None

    async def wait_until_ready(self) -> None:
        await self._answers.readexactly(len(READY))

    async def render(self, request: bytes, *, seconds: float) -> Answer:
        self._requests.write(REQUEST.pack(seconds, len(request)) + request)
        await self._requests.drain()
        (length,) = ANSWER.unpack(await self._answers.readexactly(ANSWER.size))
        return _decoder.decode(await self._answers.readexactly(length))

    async def stop(self) -> None:
        """Kill it: it holds nothing that could get lost."""
        if self.is_alive:
            self._process.kill()
        self._requests.close()
        await self._process.wait()


async def _start() -> _Worker:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",  # the folder that we were started in is nobody's library
        "-m",
        _WORKER,
        stdin=PIPE,
        stdout=PIPE,
        # What is secret stands in the environment, so the worker has one of its own.
        env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"},
        # Ctrl-C in the terminal is meant for us. We end the workers.
        start_new_session=True,
    )
    worker = _Worker(process)
    try:
        async with asyncio.timeout(_SECONDS_TO_START):
            await worker.wait_until_ready()
    except BaseException:
        await worker.stop()
        raise
    return worker


def _cores() -> int:
    """Return how many cores we may use, where the system tells, else how many there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
