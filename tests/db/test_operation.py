"""The one connection of an operation."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from db.operation import reading
from db.pool import Pool, PoolLimits

_PID = "SELECT pg_backend_pid()"


@pytest_asyncio.fixture
async def pool(server: str) -> AsyncIterator[Pool]:
    pool = Pool(server, PoolLimits(size=3))
    async with pool.open():
        yield pool


async def test_an_operation_that_asks_nothing_takes_no_connection(pool: Pool) -> None:
    async with reading(pool):
        pass

    assert pool.waits.acquired == 0


async def test_statements_asked_at_once_go_one_after_another_over_one_connection(
    pool: Pool,
) -> None:
    async with reading(pool) as reads:
        pids = await asyncio.gather(*(reads.fetchval(_PID) for _ in range(5)))

    assert len(set(pids)) == 1
    assert pool.waits.acquired == 1
    assert reads.statements == [_PID] * 5
    assert reads.seconds > 0


async def test_a_statement_that_fails_does_not_spoil_the_next(pool: Pool) -> None:
    async with reading(pool) as reads:
        with pytest.raises(Exception, match="division by zero"):
            await reads.fetchval("SELECT 1 / 0")

        assert await reads.fetchval("SELECT 1") == 1


async def test_whoever_still_asks_when_the_operation_ends_is_cancelled(pool: Pool) -> None:
    async with reading(pool) as reads:
        left_behind = asyncio.create_task(reads.fetchval("SELECT pg_sleep(60)"))
        waiting = asyncio.create_task(reads.fetchval("SELECT 1"))
        while not reads.statements:  # noqa: ASYNC110 - it tells nobody when it asks
            await asyncio.sleep(0)

    assert left_behind.cancelled()
    assert waiting.cancelled()
    with pytest.raises(asyncio.CancelledError):
        await reads.fetchval("SELECT 1")


async def test_a_write_is_not_repeated_when_its_connection_breaks(pool: Pool) -> None:
    broken = "SELECT pg_terminate_backend(pg_backend_pid())"
    async with reading(pool) as reads:
        with pytest.raises(Exception, match="terminating connection"):
            await reads.execute(broken)

        assert reads.statements == [broken]
        assert await reads.fetchval("SELECT 1") == 1
