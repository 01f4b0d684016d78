"""Who a request comes from: by tokens, and by what looks like one."""

from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta

import asyncpg
import pytest_asyncio
from starlette.types import Scope
from structlog.testing import capture_logs

from broadsheet.authentication import Authentication
from broadsheet.clock import utc_now
from broadsheet.http.cookies import SessionCookie
from broadsheet.http.headers import Told
from broadsheet.http.refusals import RequestRefused
from broadsheet.http.visits import Visits
from domain.accounts.models import AccountRules
from domain.actor import SiteRole
from domain.tokens import ACCESS_TOKEN as PERSONAL
from domain.tokens import LINK_TOKEN, SESSION_TOKEN
from tests.committing import own_database
from tests.factories import make_account
from tests.http.callers import (
    COOKIE,
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
from tests.http.workshop import LEGACY, codes
from tests.pinned import PinnedDatabase


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def dsn(server: str) -> AsyncIterator[str]:
    async with own_database(server, "broadsheet_authentication") as dsn:
        yield dsn


@pytest_asyncio.fixture(loop_scope="session")
async def writer(dsn: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(dsn)
    yield connection
    await connection.close()


async def test_a_session_is_the_person(dsn: str, writer: asyncpg.Connection) -> None:
    ada = await make_account(writer, name="Ada", role=SiteRole.ADMIN)
    token = await begin_session(writer, ada)

    async with at_home(dsn) as client:
        answers = [
            await ask(client, **bearer(token)),
            await ask(client, authorization=f"bEARER   {token} "),
            await client.get("/graphql", params={"query": VIEWER}, headers=bearer(token)),
        ]

    for answer in answers:
        viewer = answer.json()["data"]["viewer"]
        assert viewer["user"] == {"name": "Ada"}
        assert viewer["role"] == "ADMIN"
        assert len(viewer["scopes"]) == 5
        assert answer.headers["cache-control"] == "no-store"


async def test_an_access_token_is_what_it_was_given(dsn: str, writer: asyncpg.Connection) -> None:
    ada = await make_account(writer, name="Ada", role=SiteRole.ADMIN)
    token = await lend(writer, ada, "write_posts", "read")

    async with at_home(dsn) as client:
        viewer = (await ask(client, **bearer(token))).json()["data"]["viewer"]

    assert viewer == {"user": {"name": "Ada"}, "role": "ADMIN", "scopes": ["READ", "WRITE_POSTS"]}
    assert await writer.fetchval(
        "SELECT last_used_at > now() - interval '1 minute' FROM access_tokens WHERE user_id = $1",
        ada.user_id,
    )


async def test_a_bearer_token_that_is_good_for_nothing_is_refused(
    dsn: str, writer: asyncpg.Connection
) -> None:
    ada = await make_account(writer)
    long_ago = timedelta(seconds=-1)
    good = await begin_session(writer, ada)
    useless = {
        "unknown": SESSION_TOKEN.new().text,
        "unknown program": PERSONAL.new().text,
        "expired": await begin_session(writer, ada, lasts=long_ago),
        "expired program": await lend(writer, ada, "read", lasts=long_ago),
        "of a letter": LINK_TOKEN.new().text,
        "mistyped": good[:-1] + ("A" if good[-1] != "A" else "B"),
        "a session as a program": good.replace("bss_", "bsp_"),
        "nothing": "",
        "no token": "abc",
        "a quote": "bss_' OR true --",
        "long": "bss_" + "A" * 5000,
    }

    async with at_home(dsn) as client:
        for name, token in useless.items():
            answer = await ask(client, **bearer(token))
            legacy = await ask(client, **bearer(token), accept=LEGACY)

            assert (answer.status_code, codes(answer)) == (401, ["UNAUTHENTICATED"]), name
            assert answer.headers["www-authenticate"] == 'Bearer error="invalid_token"'
            assert "data" not in answer.json()
            assert legacy.status_code == 401


async def test_what_is_meant_for_a_proxy_is_nobody(dsn: str) -> None:
    async with at_home(dsn) as client:
        answer = await ask(client, authorization="Basic YTpi")

    assert answer.json()["data"] == NOBODY


async def test_a_use_is_noted_once_in_five_minutes_and_prolongs_the_session(
    dsn: str, writer: asyncpg.Connection
) -> None:
    ada = await make_account(writer)
    fresh = await begin_session(writer, ada, used=timedelta(minutes=4))
    stale = await begin_session(writer, ada, used=timedelta(minutes=6))
    old = await begin_session(writer, ada, used=timedelta(days=364))

    async with at_home(dsn) as client:
        for token in (fresh, stale, old):
            await ask(client, **bearer(token))

    told = await writer.fetch(
        """
        SELECT extract(epoch FROM now() - last_used_at) < 60 AS is_noted,
               extract(epoch FROM expires_at - now()) / 86400 AS days
          FROM sessions WHERE user_id = $1 ORDER BY created_at DESC
        """,
        ada.user_id,
    )
    assert [(row["is_noted"], round(float(row["days"]))) for row in told] == [
        (False, 1),
        (True, 30),
        (True, 1),  # a year in all
    ]


def request(**headers: str) -> Scope:
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    return {"type": "http", "method": "POST", "headers": raw}


async def test_who_brings_no_token_costs_no_statement_and_who_does_costs_one(
    database: PinnedDatabase, connection: asyncpg.Connection
) -> None:
    ada = await make_account(database)
    fresh = await begin_session(connection, ada)
    stale = await begin_session(connection, ada, used=timedelta(minutes=6))
    cookie = SessionCookie.of(HOME, (), timedelta(days=1))
    authentication = Authentication(
        database=database, cookie=cookie, rules=AccountRules(), clock=utc_now
    )

    async def statements(**headers: str) -> int:
        database.statements.clear()
        asked = request(**headers)
        told = Told(asked)
        with suppress(RequestRefused):
            await authentication(told, Visits(cookie).of(asked, told))
        return len(database.statements)

    assert await statements() == 0
    assert await statements(cookie="a=b", origin=HOME) == 0
    assert await statements(cookie=f"{COOKIE}={fresh}", origin=STRANGER) == 0
    assert await statements(**bearer("abc")) == 0
    assert await statements(**bearer(SESSION_TOKEN.new().text)) == 1
    assert await statements(**bearer(fresh)) == 1
    assert await statements(cookie=f"{COOKIE}={fresh}", origin=HOME) == 1
    assert await statements(**bearer(stale)) == 2
    assert await statements(**bearer(stale)) == 1


async def test_without_the_database_a_token_is_503_and_nobody_is_served() -> None:
    nowhere = "postgresql://nobody@127.0.0.1:1/nothing"
    async with at_home(nowhere) as client:
        known = await ask(client, "{ __typename }", **bearer(SESSION_TOKEN.new().text))
        nobody = await ask(client, "{ __typename }")

    assert (known.status_code, codes(known)) == (503, ["UNAVAILABLE"])
    assert "retry-after" in known.headers
    assert nobody.status_code == 200


async def test_the_log_holds_no_token(dsn: str, writer: asyncpg.Connection) -> None:
    token = await begin_session(writer, await make_account(writer))

    with capture_logs() as lines:
        async with at_home(dsn) as client:
            await ask(client, **bearer(token))
            await ask(client, origin=HOME, cookie=f"{COOKIE}={token}")
            await ask(client, **bearer(token[:-1]))

    assert len(lines) == 3
    assert token[:20] not in str(lines)
