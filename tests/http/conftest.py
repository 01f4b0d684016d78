"""One small application for all tests of the door that change nothing about it."""

from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import asyncpg
import pytest_asyncio

from db.migrate import migrate
from tests.http.workshop import Workshop, open_workshop


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def workshop(server: str) -> AsyncIterator[Workshop]:
    async with open_workshop(server) as workshop:
        yield workshop


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def migrated_dsn(server: str) -> AsyncIterator[str]:
    """A database with our tables, for applications that connect by themselves."""
    admin = await asyncpg.connect(server)
    await admin.execute("DROP DATABASE IF EXISTS broadsheet_door")
    await admin.execute("CREATE DATABASE broadsheet_door")
    connection = await asyncpg.connect(server, database="broadsheet_door")
    await migrate(connection)
    await connection.close()
    yield urlsplit(server)._replace(path="/broadsheet_door").geturl()
    await admin.execute("DROP DATABASE broadsheet_door")
    await admin.close()
