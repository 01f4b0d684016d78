"""Blocks that may take only so long."""

import asyncio

import pytest

from broadsheet.time_limit import TimeLimit


async def test_a_block_that_ends_in_time_is_left_alone() -> None:
    with TimeLimit(0.01):
        await asyncio.sleep(0)

    await asyncio.sleep(0.02)


async def test_a_block_that_takes_too_long_is_cancelled() -> None:
    task = asyncio.current_task()

    with pytest.raises(TimeoutError), TimeLimit(0.01):
        await asyncio.Event().wait()

    assert task is not None
    assert not task.cancelling()


async def test_an_error_of_the_block_is_its_own() -> None:
    with pytest.raises(ZeroDivisionError), TimeLimit(0.01):
        raise ZeroDivisionError


async def test_whoever_is_cancelled_by_others_is_cancelled() -> None:
    async def wait() -> None:
        with TimeLimit(10):
            await asyncio.Event().wait()

    task = asyncio.create_task(wait())
    await asyncio.sleep(0)
    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task


async def test_whoever_is_cancelled_by_others_too_stays_cancelled() -> None:
    async def wait() -> None:
        with TimeLimit(0):
            try:
                await asyncio.Event().wait()
            finally:
                outer = asyncio.current_task()
                assert outer is not None
                outer.cancel()

    with pytest.raises(asyncio.CancelledError):
        await asyncio.create_task(wait())


async def test_of_two_limits_the_one_that_passes_is_the_one_that_says_so() -> None:
    passed = []
    with TimeLimit(10):
        try:
            with TimeLimit(0.01):
                await asyncio.Event().wait()
        except TimeoutError:
            passed.append("inner")

    assert passed == ["inner"]
