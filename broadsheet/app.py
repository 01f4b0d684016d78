"""The application: what answers on which path."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from broadsheet.settings import Settings


def create_app(settings: Settings) -> Starlette:
    """Build the application, which has a pool of connections for as long as it runs."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with asyncpg.create_pool(settings.dsn):
            yield

    return Starlette(routes=[Route("/livez", _alive)], lifespan=lifespan)


async def _alive(_: Request) -> PlainTextResponse:
    return PlainTextResponse("alive")
