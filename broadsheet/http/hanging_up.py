"""Callers who hang up before they are answered."""

import asyncio
from types import TracebackType
from typing import Self

from starlette.requests import Request

_SECONDS_BEFORE_WATCHING = 0.05
"""Most work is done by then, and to watch is dearer than to do it for somebody who has left."""


class HungUp(Exception):  # noqa: N818 - nobody is left to whom it could be an error
    """The caller is gone, and what was done for it has been cancelled."""


class WhileWaitedFor:
    """Does what a block does for as long as the caller waits. Its body must have been read.

    Raises HungUp when the caller has left and the block has ended.
    """

    __slots__ = ("_before", "_begins", "_has_left", "_request", "_watching", "_working")

    def __init__(self, request: Request) -> None:
        self._request = request
        self._watching: asyncio.Task[None] | None = None
        self._has_left = False

    def __enter__(self) -> Self:
        loop = asyncio.get_running_loop()
        working = asyncio.current_task(loop)
        if working is None:
            raise RuntimeError("Only what a task does can be cancelled.")
        self._working, self._before = working, working.cancelling()
        self._begins = loop.call_later(_SECONDS_BEFORE_WATCHING, self._begin)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._begins.cancel()
        if self._watching is not None:
            self._watching.cancel()
        if not self._has_left or kind is not asyncio.CancelledError:
            return
        # Somebody else may have cancelled the task besides; then it stays cancelled.
        if self._working.uncancel() <= self._before:
            raise HungUp from None

    def _begin(self) -> None:
        self._watching = asyncio.create_task(self._watch())

    async def _watch(self) -> None:
        while (await self._request.receive())["type"] != "http.disconnect":
            pass
        self._has_left = True
        self._working.cancel()
