"""A provider of identities, and a database of its own for those who come from it."""

from collections.abc import AsyncIterator

import asyncpg
import pytest_asyncio

from tests.committing import own_database
from tests.http.oidc.identity_provider import IdentityProvider, open_provider


@pytest_asyncio.fixture(loop_scope="session")
async def provider() -> AsyncIterator[IdentityProvider]:
    async with open_provider() as provider:
        yield provider


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def dsn(server: str) -> AsyncIterator[str]:
    async with own_database(server, "broadsheet_oidc") as dsn:
        yield dsn


@pytest_asyncio.fixture(loop_scope="session")
async def writer(dsn: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(dsn)
    await connection.execute("TRUNCATE users, publications CASCADE")
    yield connection
    await connection.close()
