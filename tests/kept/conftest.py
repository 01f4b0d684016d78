"""A database of its own, because what is announced must be committed."""

from collections.abc import AsyncIterator

import asyncpg
import pytest_asyncio

from tests.committing import own_database
from tests.kept.site import Site, open_site
from tests.kept.town import Town, found_town

_DATABASE = "broadsheet_kept"


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
async def site(dsn: str) -> AsyncIterator[Site]:
    async with open_site(dsn) as site:
        yield site


@pytest_asyncio.fixture(loop_scope="session")
async def town(writer: asyncpg.Connection, site: Site) -> Town:
    town = await found_town(writer)
    await site.feed.caught_up()
    return town
