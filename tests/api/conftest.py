"""Lists that are only read: filled once for all tests of a module."""

from collections.abc import AsyncIterator

import asyncpg
import pytest_asyncio

from tests.api.client import Api
from tests.api.lists import fill_lists
from tests.pinned import PinnedDatabase


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def full(connection: asyncpg.Connection) -> AsyncIterator[Api]:
    """Ask where every list holds something, as somebody who may see them all."""
    transaction = connection.transaction()
    await transaction.start()
    database = PinnedDatabase(connection)
    yield Api(database, await fill_lists(database))
    await transaction.rollback()
