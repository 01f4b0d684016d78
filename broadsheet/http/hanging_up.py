"""Callers who hang up before they are answered."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from starlette.requests import Request

Result = TypeVar("Result")

_SECONDS_BEFORE_WATCHING = 0.05
"""Most work is done by then, and to watch is dearer than to do it for somebody who has left."""


class HungUp(Exception):  # noqa: N818 - nobody is left to whom it could be an error
    """The caller is gone, and what was done for it has been cancelled."""


async def unless_hung_up(request: Request, work: Coroutine[Any, Any, Result]) -> Result:
    """Do the work for as long as the caller waits. Its body must have been read.

    Raises HungUp when the caller has left and the work has ended.
    """
    watch = _Watch(request)
    begins = asyncio.get_running_loop().call_later(_SECONDS_BEFORE_WATCHING, watch.begin)
    try:
        return await work
    except asyncio.CancelledError:
        if watch.has_cancelled():
            raise HungUp from None
        raise
    finally:
        begins.cancel()
        watch.end()


class _Watch:
    """Cancels the task that made it as soon as the caller has left."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._working = asyncio.current_task()
        self._cancelled_before = self._working.cancelling() if self._working else 0
        self._watching: asyncio.Task[None] | None = None
        self._has_seen_it_leave = False

    def begin(self) -> None:
        self._watching = asyncio.create_task(self._watch())

    def end(self) -> None:
        if self._watching is not None:
            self._watching.cancel()

    def has_cancelled(self) -> bool:
        """Whether the work was cancelled here, and by nobody else."""
        if not self._has_seen_it_leave or self._working is None:
            return False
        return self._working.uncancel() <= self._cancelled_before

    async def _watch(self) -> None:
        while (await self._request.receive())["type"] != "http.disconnect":
            pass
        self._has_seen_it_leave = True
        if self._working is not None:
            self._working.cancel()
