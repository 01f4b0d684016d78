"""Work that is guarded once it has to wait."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from broadsheet.guarded import Guarded
from broadsheet.time_limit import TimeLimit


class Guard:
    """Remembers how often it was entered and left, and by which error."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    @contextmanager
    def watching(self) -> Iterator[None]:
        self.seen.append("entered")
        try:
            yield
        except BaseException as error:
            self.seen.append(type(error).__name__)
            raise
        self.seen.append("left")


async def in_memory() -> str:
    return "done"


async def waiting() -> str:
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    return "done"


async def failing() -> str:
    await asyncio.sleep(0)
    raise ZeroDivisionError


async def test_what_does_not_wait_needs_no_guard() -> None:
    guard = Guard()

    assert await Guarded(in_memory(), guard.watching()) == "done"
    assert guard.seen == []


async def test_what_waits_is_guarded_to_its_end() -> None:
    guard = Guard()

    assert await Guarded(waiting(), guard.watching()) == "done"
    assert guard.seen == ["entered", "left"]


async def test_an_error_goes_through_the_guard() -> None:
    guard = Guard()

    with pytest.raises(ZeroDivisionError):
        await Guarded(failing(), guard.watching())

    assert guard.seen == ["entered", "ZeroDivisionError"]


async def test_an_error_before_any_wait_is_raised_as_it_is() -> None:
    async def failing_at_once() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await Guarded(failing_at_once(), Guard().watching())


async def test_whoever_is_cancelled_may_clean_up_and_wait_for_that() -> None:
    cleaned: list[str] = []

    async def cleaning() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            cleaned.append("up")

    task = asyncio.create_task(_awaited(Guarded(cleaning(), TimeLimit(10))))
    await asyncio.sleep(0)
    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task
    assert cleaned == ["up"]


async def test_whoever_is_cancelled_may_still_answer() -> None:
    async def answering() -> str:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            return "late"
        return "never"

    task = asyncio.create_task(_awaited(Guarded(answering(), Guard().watching())))
    await asyncio.sleep(0)
    task.cancel()

    assert await task == "late"


@pytest.mark.parametrize("steps", [0, 1, 3])
async def test_a_limit_passes_wherever_the_work_waits(steps: int) -> None:
    async def endless() -> None:
        for _ in range(steps):
            await asyncio.sleep(0)
        await asyncio.Event().wait()

    task = asyncio.current_task()

    with pytest.raises(TimeoutError):
        await Guarded(endless(), TimeLimit(0.01))

    assert task is not None
    assert not task.cancelling()


async def _awaited(guarded: "Guarded[str] | Guarded[None]") -> object:
    return await guarded
