"""The connections a server shares."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from db.pool import Pool, PoolLimits
from domain.unavailable import Unavailable

_PID = "SELECT pg_backend_pid()"


@pytest_asyncio.fixture
async def pool(server: str) -> AsyncIterator[Pool]:
    """A pool of one connection, so that everyone has to wait for everyone."""
    pool = Pool(server, PoolLimits(size=1, acquire=5))
    async with pool.open():
        yield pool


async def test_connections_are_handed_over_in_the_order_of_asking(pool: Pool) -> None:
    served: list[int] = []

    async def ask(number: int) -> None:
        async with pool.acquire() as connection:
            served.append(number)
            await connection.fetchval("SELECT 1")

    await asyncio.gather(*(ask(number) for number in range(20)))

    assert served == list(range(20))


async def test_a_newcomer_does_not_pass_whoever_waits(pool: Pool) -> None:
    first = await pool.take()
    waiting = asyncio.create_task(pool.take())
    await asyncio.sleep(0)

    pool.give_back(first)
    newcomer = asyncio.create_task(pool.take())
    second = await waiting

    assert second.connection is first.connection
    assert not newcomer.done()
    pool.give_back(second)
    pool.give_back(await newcomer)


async def test_whoever_gives_up_waiting_leaves_the_line(pool: Pool) -> None:
    first = await pool.take()
    impatient, patient = (asyncio.create_task(pool.take()) for _ in range(2))
    await asyncio.sleep(0)

    impatient.cancel()
    pool.give_back(first)

    pool.give_back(await patient)
    assert impatient.cancelled()


async def test_whoever_is_cancelled_in_the_moment_of_being_served_passes_it_on(pool: Pool) -> None:
    first = await pool.take()
    served, next_one = (asyncio.create_task(pool.take()) for _ in range(2))
    await asyncio.sleep(0)

    pool.give_back(first)
    served.cancel()

    pool.give_back(await next_one)
    assert served.cancelled()


async def test_a_broken_connection_leaves_its_place_to_a_new_one(pool: Pool) -> None:
    async with pool.acquire() as connection:
        broken = await connection.fetchval(_PID)
    held = await pool.take()
    waiting = asyncio.create_task(pool.fetchval(_PID))
    await asyncio.sleep(0)

    held.connection.terminate()
    pool.give_back(held)

    assert await waiting != broken


async def test_the_place_of_a_broken_connection_is_nobody_elses(pool: Pool) -> None:
    held = await pool.take()
    waiting = asyncio.create_task(pool.fetchval(_PID))
    await asyncio.sleep(0)

    held.connection.terminate()
    pool.give_back(held)
    newcomer = await pool.fetchval(_PID)  # asks before the other one is awake

    assert newcomer == await waiting


async def test_a_connection_that_broke_while_nobody_had_it_is_replaced(pool: Pool) -> None:
    async with pool.acquire() as connection:
        broken = await connection.fetchval(_PID)
    held = await pool.take()
    pool.give_back(held)

    held.connection.terminate()

    assert await pool.fetchval(_PID) != broken


async def test_a_statement_that_was_cancelled_does_not_disturb_the_next(pool: Pool) -> None:
    slow = asyncio.create_task(pool.fetchval("SELECT pg_sleep(60)"))
    while not pool.waits.acquired:  # noqa: ASYNC110 - it tells nobody when it asks
        await asyncio.sleep(0)

    slow.cancel()

    assert await pool.fetchval("SELECT 1") == 1
    assert slow.cancelled()


async def test_a_pool_that_is_closed_hands_out_nothing() -> None:
    closed = Pool("postgresql://nobody@127.0.0.1:1/nothing", PoolLimits())

    with pytest.raises(Unavailable):
        await closed.take()
