"""How long something may take."""

import asyncio
from types import TracebackType
from typing import Self


class TimeLimit:
    """Cancels what a block does when it takes too long, and then raises TimeoutError. Used once.

    It does what `asyncio.timeout` does, for blocks that nearly always end in time: entering and
    leaving one costs half as much, which short operations feel.
    """

    __slots__ = ("_before", "_has_passed", "_seconds", "_task", "_timer")

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._has_passed = False

    def __enter__(self) -> Self:
        loop = asyncio.get_running_loop()
        task = asyncio.current_task(loop)
        if task is None:
            raise RuntimeError("Only what a task does can be cancelled.")
        self._task, self._before = task, task.cancelling()
        self._timer = loop.call_later(self._seconds, self._pass)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        if not self._has_passed:
            return
        # Somebody else may have cancelled the task besides; then it stays cancelled.
        is_ours_alone = self._task.uncancel() <= self._before
        if is_ours_alone and kind is asyncio.CancelledError:
            raise TimeoutError from error

    def _pass(self) -> None:
        self._has_passed = True
        self._task.cancel()
