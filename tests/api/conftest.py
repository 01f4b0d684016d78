"""What several modules of tests begin with. Lists that are only read are filled once for each."""

from collections.abc import AsyncIterator
from dataclasses import replace

import asyncpg
import pytest
import pytest_asyncio

from broadsheet.wired_writing import media_service
from db.unit_of_work import unit_of_work
from domain.media.service import MediaService
from tests.api.client import WORLD, Api
from tests.api.lists import fill_lists
from tests.api.reacting import Town
from tests.factories import make_comment, make_post, make_user
from tests.pictures import MemoryStorage
from tests.pinned import PinnedDatabase


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def full(connection: asyncpg.Connection) -> AsyncIterator[Api]:
    """Ask where every list holds something, as somebody who may see them all."""
    transaction = connection.transaction()
    await transaction.start()
    database = PinnedDatabase(connection)
    yield Api(database, await fill_lists(database))
    await transaction.rollback()


@pytest.fixture
def storage() -> MemoryStorage:
    return MemoryStorage()


@pytest.fixture
def pictures(database: PinnedDatabase, storage: MemoryStorage) -> MediaService:
    world = replace(WORLD, media_storage=storage)
    return media_service(database, lambda: unit_of_work(database), world)


@pytest.fixture
async def town(database: PinnedDatabase) -> Town:
    author = await make_user(database)
    post = await make_post(database, author)
    return Town(database, author, post, await make_comment(database, post, author))
