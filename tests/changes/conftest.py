"""A database of its own, because what is announced must be committed."""

from collections.abc import AsyncIterator

import asyncpg
import pytest_asyncio

from db.change_feed import ChangeFeed
from db.pool import Pool, PoolLimits
from domain.actor import Member
from tests.changes.keyed import Sender, open_sender
from tests.committing import own_database
from tests.factories import make_user
from tests.waiting import until

_DATABASE = "broadsheet_changes"

KILL_LISTENERS = """
    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
     WHERE application_name = 'broadsheet changes' AND datname = current_database()
"""


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def dsn(server: str) -> AsyncIterator[str]:
    async with own_database(server, _DATABASE) as dsn:
        yield dsn


@pytest_asyncio.fixture(loop_scope="session")
async def writer(dsn: str) -> AsyncIterator[asyncpg.Connection]:
    """Somebody else who writes, with psql for example."""
    connection = await asyncpg.connect(dsn)
    yield connection
    await connection.close()


@pytest_asyncio.fixture(loop_scope="session")
async def feed(dsn: str) -> AsyncIterator[ChangeFeed]:
    pool = Pool(dsn, PoolLimits(size=2))
    feed = ChangeFeed(dsn, pool)
    async with pool.open(), feed.open():
        await until_live(feed)
        yield feed


async def until_live(feed: ChangeFeed) -> None:
    async def is_live() -> bool:
        return feed.is_live

    await until(is_live)


async def until_lost(feed: ChangeFeed) -> None:
    async def is_lost() -> bool:
        return not feed.is_live

    await until(is_lost)


@pytest_asyncio.fixture(loop_scope="session")
async def sender(dsn: str) -> AsyncIterator[Sender]:
    async with open_sender(dsn, size=12) as sender:
        yield sender


@pytest_asyncio.fixture(loop_scope="session")
async def ada(writer: asyncpg.Connection) -> Member:
    """Make somebody who has sent nothing yet."""
    await writer.execute("TRUNCATE outbox, idempotency_keys")
    return await make_user(writer)
