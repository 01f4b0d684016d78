"""One small application for all tests of the door that change nothing about it."""

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.http.workshop import Workshop, open_workshop


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def workshop(server: str) -> AsyncIterator[Workshop]:
    async with open_workshop(server) as workshop:
        yield workshop
