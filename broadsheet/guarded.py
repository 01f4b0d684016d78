"""Work that is guarded once it has to wait."""

from collections.abc import Coroutine, Generator
from contextlib import AbstractContextManager
from typing import Any, Generic, TypeVar

Result = TypeVar("Result")


class Guarded(Generic[Result]):
    """Awaits a coroutine, and enters a guard, such as a time limit, once it waits for something.

    While it does not wait, the event loop does not run, so no timer could pass and nobody could be
    heard. A short operation that needs nothing but memory is over by then, and feels what a timer
    costs.
    """

    __slots__ = ("_guard", "_work")

    def __init__(
        self, work: Coroutine[Any, Any, Result], guard: AbstractContextManager[object]
    ) -> None:
        self._work = work
        self._guard = guard

    def __await__(self) -> Generator[Any, Any, Result]:
        steps = self._work.__await__()
        try:
            waits_for = next(steps)
        except StopIteration as done:
            result: Result = done.value
            return result
        with self._guard:
            return (yield from _resumed(steps, waits_for))


def _resumed(steps: Generator[Any, Any, Result], waits_for: object) -> Generator[Any, Any, Result]:
    """Go on with what has been begun, as `yield from` would have from its beginning."""
    try:
        yield waits_for
    except BaseException as error:  # noqa: BLE001 - a cancellation is for whoever waits
        try:
            waits_for = steps.throw(error)
        except StopIteration as done:
            result: Result = done.value
            return result
    else:
        return (yield from steps)
    return (yield from _resumed(steps, waits_for))
