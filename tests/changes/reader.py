"""The application as an operator runs it, without a port."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx2

from broadsheet.app import create_app
from broadsheet.settings import Settings
from db.change_feed import ChangeFeed
from tests.changes.conftest import until_live


@dataclass(frozen=True, slots=True)
class Reader:
    client: httpx2.AsyncClient
    feed: ChangeFeed | None

    async def ask(self, query: str, **variables: object) -> Any:
        return (await self._answer(query, variables))["data"]

    async def statements(self, query: str, **variables: object) -> int:
        """Return how many statements an answer took."""
        return int((await self._answer(query, variables))["extensions"]["statements"]["count"])

    async def _answer(self, query: str, variables: dict[str, object]) -> Any:
        answer = await self.client.post(
            "/graphql",
            json={"query": query, "variables": variables},
            headers={"x-broadsheet-explain": "statements"},
        )
        assert "errors" not in answer.json(), answer.text
        return answer.json()


@asynccontextmanager
async def open_reader(dsn: str, **given: Any) -> AsyncIterator[Reader]:
    """Open the application with these settings, and wait until it hears what changes."""
    settings = Settings(**{"database_url": dsn, "explorer": False, "metrics": True, **given})
    app = create_app(settings)
    transport = httpx2.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx2.AsyncClient(transport=transport, base_url="http://a") as client,
    ):
        reader = Reader(client, app.state.feed)
        if reader.feed is not None:
            await until_live(reader.feed)
        yield reader
