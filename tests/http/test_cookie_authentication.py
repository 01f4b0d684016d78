"""Who a request comes from by its cookie: only from pages that may use it."""

from collections.abc import AsyncIterator
from datetime import timedelta

import asyncpg
import pytest
import pytest_asyncio

from domain.tokens import SESSION_TOKEN
from tests.committing import own_database
from tests.factories import make_account
from tests.http.callers import (
    COOKIE,
    FRIEND,
    HOME,
    NOBODY,
    STRANGER,
    VIEWER,
    ask,
    at_home,
    bearer,
    begin_session,
    lend,
)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def dsn(server: str) -> AsyncIterator[str]:
    async with own_database(server, "broadsheet_cookie_authentication") as dsn:
        yield dsn


@pytest_asyncio.fixture(loop_scope="session")
async def writer(dsn: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(dsn)
    yield connection
    await connection.close()


@pytest.mark.parametrize("origin", [HOME, FRIEND])
async def test_a_cookie_counts_on_pages_that_may_use_it(
    dsn: str, writer: asyncpg.Connection, origin: str
) -> None:
    ada = await make_account(writer, name="Ada")
    token = await begin_session(writer, ada)

    async with at_home(dsn) as client:
        answer = await ask(client, origin=origin, cookie=f"a=b; {COOKIE}={token}; c=d")

    assert answer.json()["data"]["viewer"]["user"] == {"name": "Ada"}
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": STRANGER},
        {"origin": "null"},
        {"origin": ""},
        {"origin": f"{HOME}.evil.example"},
        {"origin": "http://api.example"},
        {"origin": f"{HOME}:8443"},
        {"referer": f"{HOME}/page"},
        {"origin": f"{HOME}, {STRANGER}"},
        {"host": "api.example"},
    ],
    ids=str,
)
async def test_a_cookie_alone_authorises_nothing(
    dsn: str, writer: asyncpg.Connection, headers: dict[str, str]
) -> None:
    token = await begin_session(writer, await make_account(writer))

    async with at_home(dsn) as client:
        answer = await ask(client, **headers, cookie=f"{COOKIE}={token}")

    assert answer.json()["data"] == NOBODY
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded"])
async def test_what_a_form_can_send_is_read_by_nobody(
    dsn: str, writer: asyncpg.Connection, content_type: str
) -> None:
    token = await begin_session(writer, await make_account(writer))
    headers = {"origin": HOME, "cookie": f"{COOKIE}={token}", "content-type": content_type}

    async with at_home(dsn) as client:
        answer = await client.post("/graphql", content=b'{"query": "{ a }"}', headers=headers)

    assert answer.status_code == 415


async def test_a_get_is_nobodys_whatever_cookie_it_brings(
    dsn: str, writer: asyncpg.Connection
) -> None:
    token = await begin_session(writer, await make_account(writer))
    headers = {"origin": HOME, "cookie": f"{COOKIE}={token}"}

    async with at_home(dsn) as client:
        answer = await client.get("/graphql", params={"query": VIEWER}, headers=headers)

    assert answer.json()["data"] == NOBODY


@pytest.mark.parametrize("name", ["broadsheet", "__Secure-broadsheet", "__host-broadsheet"])
async def test_a_cookie_of_another_name_is_none(
    dsn: str, writer: asyncpg.Connection, name: str
) -> None:
    token = await begin_session(writer, await make_account(writer))

    async with at_home(dsn) as client:
        answer = await ask(client, origin=HOME, cookie=f"{name}={token}")

    assert answer.json()["data"] == NOBODY


async def test_a_useless_cookie_is_taken_away(dsn: str, writer: asyncpg.Connection) -> None:
    ada = await make_account(writer)
    useless = [
        SESSION_TOKEN.new().text,
        await begin_session(writer, ada, lasts=timedelta(seconds=-1)),
        await lend(writer, ada, "read"),  # programs bring no cookies
        "abc",
    ]

    async with at_home(dsn) as client:
        for token in useless:
            answer = await ask(client, origin=HOME, cookie=f"{COOKIE}={token}")

            assert answer.json()["data"] == NOBODY
            assert answer.headers["set-cookie"] == (
                f"{COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure"
            )


async def test_a_header_comes_before_a_cookie(dsn: str, writer: asyncpg.Connection) -> None:
    ada, bob = await make_account(writer, name="Ada"), await make_account(writer, name="Bob")
    headers = bearer(await begin_session(writer, ada))

    async with at_home(dsn) as client:
        cookie = f"{COOKIE}={await begin_session(writer, bob)}"
        both = await ask(client, **headers, origin=HOME, cookie=cookie)
        bad = await ask(client, **bearer("abc"), origin=HOME, cookie=cookie)

    assert both.json()["data"]["viewer"]["user"] == {"name": "Ada"}
    assert bad.status_code == 401


async def test_where_any_origin_may_read_none_may_bring_a_cookie(
    dsn: str, writer: asyncpg.Connection
) -> None:
    token = await begin_session(writer, await make_account(writer))

    async with at_home(dsn, origins=("*",)) as client:
        answer = await ask(client, origin=STRANGER, cookie=f"{COOKIE}={token}")
        literal = await ask(client, origin="*", cookie=f"{COOKIE}={token}")

    assert answer.json()["data"] == literal.json()["data"] == NOBODY
    assert "access-control-allow-credentials" not in answer.headers


async def test_listed_origins_may_read_what_a_cookie_shows(dsn: str) -> None:
    async with at_home(dsn) as client:
        friend, stranger = await ask(client, origin=FRIEND), await ask(client, origin=STRANGER)

    assert friend.headers["access-control-allow-credentials"] == "true"
    assert friend.headers["access-control-allow-origin"] == FRIEND
    assert "access-control-allow-origin" not in stranger.headers
