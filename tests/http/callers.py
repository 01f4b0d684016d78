"""Callers of a whole application, and what they bring."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2

from db.executor import Executor
from domain.actor import Member
from tests.factories import make_access_token, make_session
from tests.http.test_application import application

HOME = "https://api.example"
FRIEND = "https://app.example"
STRANGER = "https://evil.example"
COOKIE = "__Host-broadsheet"
VIEWER = "{ viewer { user { name } role scopes } }"
NOBODY = {"viewer": None}


@asynccontextmanager
async def at_home(dsn: str, **given: Any) -> AsyncIterator[httpx2.AsyncClient]:
    settings = {"public_url": HOME, "origins": (FRIEND,), **given}
    async with application(dsn, **settings) as client:
        yield client


async def begin_session(
    writer: Executor,
    member: Member,
    *,
    used: timedelta = timedelta(),
    lasts: timedelta = timedelta(days=1),
) -> str:
    """Begin a session, used so long ago, and return its token."""
    now = datetime.now(UTC)
    _, token = await make_session(writer, member, at=now, unused_for=used, lasts=lasts)
    return token


async def lend(
    writer: Executor, member: Member, *scopes: str, lasts: timedelta | None = None
) -> str:
    """Make an access token, and return it."""
    return await make_access_token(writer, member, scopes, at=datetime.now(UTC), lasts=lasts)


async def ask(client: httpx2.AsyncClient, query: str = VIEWER, **headers: str) -> httpx2.Response:
    return await client.post("/graphql", json={"query": query}, headers=headers)


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}
