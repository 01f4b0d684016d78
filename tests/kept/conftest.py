"""A database of its own, because what is announced must be committed."""

from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import asyncpg
import pytest_asyncio

from db.migrate import migrate
from tests.kept.site import Site, open_site

_DATABASE = "broadsheet_kept"


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def dsn(server: str) -> AsyncIterator[str]:
    admin = await asyncpg.connect(server)
    await admin.execute(f"DROP DATABASE IF EXISTS {_DATABASE}")
    await admin.execute(f"CREATE DATABASE {_DATABASE}")
    connection = await asyncpg.connect(server, database=_DATABASE)
    await migrate(connection)
    await connection.close()
    yield urlsplit(server)._replace(path=f"/{_DATABASE}").geturl()
    await admin.execute(f"DROP DATABASE {_DATABASE} WITH (FORCE)")
    await admin.close()


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
