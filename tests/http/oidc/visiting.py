"""Going to a provider of identities and coming back, as a browser does."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import httpx2

from tests.http.oidc.identity_provider import CLIENT, CODE, SECRET, IdentityProvider
from tests.http.test_application import application

HOME = "https://api.example"
FRONT_END = "https://www.example"
LANDING = f"{FRONT_END}/welcome"
COOKIE = "__Host-broadsheet"
WAITING = f"{COOKIE}-oidc"


@asynccontextmanager
async def site(
    dsn: str, provider: IdentityProvider, **given: Any
) -> AsyncIterator[httpx2.AsyncClient]:
    settings = {
        "public_url": HOME,
        "front_end_url": FRONT_END,
        "oidc_issuer": provider.issuer,
        "oidc_client_id": CLIENT,
        "oidc_client_secret": SECRET,
        "oidc_landing": "/welcome",
        "sends_mail": False,
        **given,
    }
    async with application(dsn, **settings) as client:
        yield client


async def start(client: httpx2.AsyncClient, provider: IdentityProvider) -> str:
    """Go to the provider. Returns what waits in the browser."""
    sent = await client.get("/auth/oidc/start")
    assert sent.status_code == 303
    provider.visited(sent.headers["location"])
    cookie: str = sent.headers["set-cookie"]
    assert all(part in cookie for part in ("HttpOnly", "Secure", "SameSite=lax", "Path=/"))
    name, _, value = cookie.partition(";")[0].partition("=")
    assert name == WAITING
    return value


async def come_back(client: httpx2.AsyncClient, waiting: str, **query: str) -> httpx2.Response:
    headers = [(b"cookie", f"{WAITING}={waiting}".encode())]
    return await client.get("/auth/oidc/callback", params=query, headers=headers)


async def sign_in(client: httpx2.AsyncClient, provider: IdentityProvider) -> httpx2.Response:
    waiting = await start(client, provider)
    return await come_back(client, waiting, code=CODE, state=provider.asked["state"])


async def assert_refused(writer: asyncpg.Connection, answer: httpx2.Response, code: str) -> None:
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{LANDING}?error={code}"
    assert [text.partition("=")[0] for text in answer.headers.get_list("set-cookie")] == [WAITING]
    for table in ("identities", "sessions"):
        assert await writer.fetchval(f"SELECT count(*) FROM {table}") == 0  # noqa: S608 - names of ours
