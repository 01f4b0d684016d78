"""A post office for the tests that send letters."""

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.mail.post_office import PostOffice, open_post_office


@pytest_asyncio.fixture
async def office() -> AsyncIterator[PostOffice]:
    async with open_post_office() as office:
        yield office
