"""Signing in by a provider of identities: who becomes whom, and what is not believed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import httpx2
import pytest
import pytest_asyncio

from broadsheet.settings import SettingsError, read_settings
from broadsheet.signing_in_elsewhere import oidc_routes
from domain.tokens import SESSION_TOKEN
from tests.committing import own_database
from tests.factories import make_account
from tests.http.identity_provider import (
    CLIENT,
    CODE,
    SECRET,
    IdentityProvider,
    new_key,
    open_provider,
)
from tests.http.test_application import application

HOME = "https://api.example"
FRONT_END = "https://www.example"
LANDING = f"{FRONT_END}/welcome"
COOKIE = "__Host-broadsheet"
WAITING = f"{COOKIE}-oidc"


@pytest_asyncio.fixture(loop_scope="session")
async def provider() -> AsyncIterator[IdentityProvider]:
    async with open_provider() as provider:
        yield provider


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def dsn(server: str) -> AsyncIterator[str]:
    async with own_database(server, "broadsheet_oidc") as dsn:
        yield dsn


@pytest_asyncio.fixture(loop_scope="session")
async def writer(dsn: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(dsn)
    await connection.execute("TRUNCATE users, publications CASCADE")
    yield connection
    await connection.close()


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


def session_of(answer: httpx2.Response) -> str:
    [cookie] = [
        text for text in answer.headers.get_list("set-cookie") if text.startswith(f"{COOKIE}=")
    ]
    return cookie.partition(";")[0].partition("=")[2]


async def assert_refused(writer: asyncpg.Connection, answer: httpx2.Response, code: str) -> None:
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{LANDING}?error={code}"
    assert [text.partition("=")[0] for text in answer.headers.get_list("set-cookie")] == [WAITING]
    for table in ("identities", "sessions"):
        assert await writer.fetchval(f"SELECT count(*) FROM {table}") == 0  # noqa: S608 - names of ours


async def test_somebody_new_joins_and_comes_again(
    dsn: str, writer: asyncpg.Connection, provider: IdentityProvider
) -> None:
    async with site(dsn, provider) as client:
        first, again = await sign_in(client, provider), await sign_in(client, provider)
        token = session_of(again)
        viewer = await client.post(
            "/graphql",
            json={"query": "{ viewer { email user { username name } } }"},
            headers={"authorization": f"Bearer {token}"},
        )

    assert first.headers["location"] == again.headers["location"] == LANDING
    assert SESSION_TOKEN.parse(token)
    assert viewer.json()["data"]["viewer"] == {
        "email": "ada@example.org",
        "user": {"username": "ada-l", "name": "Ada Lovelace"},
    }
    assert await writer.fetchval("SELECT count(*) FROM accounts") == 1
    assert await writer.fetchval("SELECT count(*) FROM identities") == 1
    assert await writer.fetchval("SELECT count(*) FROM sessions") == 2


async def test_what_is_sent_along_says_who_asks_and_how_to_prove_it(
    dsn: str, provider: IdentityProvider
) -> None:
    async with site(dsn, provider) as client:
        waiting = await start(client, provider)
        asked = dict(provider.asked)
        await start(client, provider)

    assert asked["redirect_uri"] == f"{HOME}/auth/oidc/callback"
    assert asked["scope"] == "openid email profile"
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert waiting.split(".")[:2] == [asked["state"], asked["nonce"]]
    assert asked["state"] != provider.asked["state"]
    assert asked["nonce"] != provider.asked["nonce"]


async def test_a_proved_address_leads_to_its_account(
    dsn: str, writer: asyncpg.Connection, provider: IdentityProvider
) -> None:
    ada = await make_account(writer, email="Ada@example.org", password_hash="old")
    async with site(dsn, provider) as client:
        await sign_in(client, provider)

    assert await writer.fetchval("SELECT user_id FROM identities") == ada.user_id
    assert await writer.fetchval("SELECT password_hash FROM accounts") == "old"


async def test_whoever_took_an_address_before_it_was_proved_is_put_out(
    dsn: str, writer: asyncpg.Connection, provider: IdentityProvider
) -> None:
    await make_account(writer, email="ada@example.org", is_verified=False, password_hash="planted")
    async with site(dsn, provider) as client:
        await sign_in(client, provider)

    row = await writer.fetchrow("SELECT password_hash, email_verified_at FROM accounts")
    assert row
    assert row["password_hash"] is None
    assert row["email_verified_at"] is not None


@pytest.mark.parametrize("verified", [False, None, "true", 1])
async def test_an_address_that_is_not_proved_leads_to_nobody(
    dsn: str, writer: asyncpg.Connection, provider: IdentityProvider, verified: Any
) -> None:
    await make_account(writer, email="ada@example.org")
    provider.says = {"email_verified": verified}
    async with site(dsn, provider) as client:
        await assert_refused(writer, await sign_in(client, provider), "IDENTITY_UNPROVED")


async def test_where_nobody_may_join_nobody_does(
    dsn: str, writer: asyncpg.Connection, provider: IdentityProvider
) -> None:
    async with site(dsn, provider, sign_up="closed") as client:
        await assert_refused(writer, await sign_in(client, provider), "SIGN_UP_CLOSED")
    assert await writer.fetchval("SELECT count(*) FROM users") == 0


@pytest.mark.parametrize(
    "says",
    [
        {"iss": "https://evil.example"},
        {"iss": None},
        {"aud": "another-client"},
        {"aud": None},
        {"aud": [CLIENT, "another-client"], "azp": "another-client"},
        {"exp": 1_000_000_000},
        {"exp": None},
        {"nonce": "another-nonce"},
        {"nonce": None},
        {"sub": None},
        {"sub": ""},
        {"sub": "a" * 256},
        {"iat": 4_000_000_000},
    ],
)
async def test_an_id_token_that_is_not_right_is_not_believed(
    dsn: str, writer: asyncpg.Connection, provider: IdentityProvider, says: dict[str, Any]
) -> None:
    provider.says = says
    async with site(dsn, provider) as client:
        await assert_refused(writer, await sign_in(client, provider), "IDENTITY_NOT_TOLD")


async def test_an_id_token_signed_by_somebody_else_is_not_believed(
    dsn: str, writer: asyncpg.Connection, provider: IdentityProvider
) -> None:
    provider.shown, provider.key = provider.key, new_key()
    async with site(dsn, provider) as client:
        await assert_refused(writer, await sign_in(client, provider), "IDENTITY_NOT_TOLD")


async def test_a_new_key_of_the_provider_is_looked_for(
    dsn: str, provider: IdentityProvider
) -> None:
    async with site(dsn, provider) as client:
        before = await sign_in(client, provider)
        provider.key = new_key("second")
        after = await sign_in(client, provider)

    assert before.headers["location"] == after.headers["location"] == LANDING


async def test_a_provider_that_calls_itself_otherwise_is_not_believed(
    dsn: str, provider: IdentityProvider
) -> None:
    provider.facts = {"issuer": "https://evil.example"}
    async with site(dsn, provider) as client:
        answer = await client.get("/auth/oidc/start")

    assert answer.headers["location"] == f"{LANDING}?error=IDENTITY_NOT_TOLD"


@pytest.mark.parametrize("place", [None, "", "ftp://evil.example", "javascript:alert(1)"])
async def test_a_provider_that_is_nowhere_is_not_visited(
    dsn: str, provider: IdentityProvider, place: Any
) -> None:
    provider.facts = {"authorization_endpoint": place}
    async with site(dsn, provider) as client:
        answer = await client.get("/auth/oidc/start")

    assert answer.headers["location"] == f"{LANDING}?error=IDENTITY_NOT_TOLD"


async def test_only_the_browser_that_left_comes_back(
    dsn: str, writer: asyncpg.Connection, provider: IdentityProvider
) -> None:
    async with site(dsn, provider) as client:
        waiting = await start(client, provider)
        state = provider.asked["state"]
        for cookie, query in (
            ("", {"code": CODE, "state": state}),
            (waiting, {"code": CODE}),
            (waiting, {"code": CODE, "state": "another"}),
            (waiting, {"state": state}),
            (waiting, {"error": "access_denied", "state": state}),
            (waiting, {"code": "a" * 2_001, "state": state}),
            (waiting, {"code": "wrong", "state": state}),
            ("..", {"code": CODE, "state": ""}),
            ("é.é.é", {"code": CODE, "state": "é"}),
            (f"{state}.{provider.asked['nonce']}.another-verifier", {"code": CODE, "state": state}),
        ):
            answer = await come_back(client, cookie, **query)
            await assert_refused(writer, answer, "IDENTITY_NOT_TOLD")


async def test_nothing_in_a_request_changes_where_people_arrive(
    dsn: str, provider: IdentityProvider
) -> None:
    async with site(dsn, provider) as client:
        waiting = await start(client, provider)
        answer = await come_back(
            client,
            waiting,
            code=CODE,
            state=provider.asked["state"],
            redirect_uri="https://evil.example",
            next="https://evil.example",
        )

    assert answer.headers["location"] == LANDING


async def test_a_provider_that_is_down_is_said_to_be(dsn: str, provider: IdentityProvider) -> None:
    provider.issuer = "http://127.0.0.1:1"
    async with site(dsn, provider) as client:
        answer = await client.get("/auth/oidc/start")

    assert answer.headers["location"] == f"{LANDING}?error=IDENTITY_NOT_TOLD"


async def test_without_a_provider_there_are_no_doors(dsn: str) -> None:
    async with application(dsn) as client:
        assert (await client.get("/auth/oidc/start")).status_code == 404


@pytest.mark.parametrize("landing", ["//evil.example", "/\\evil.example", "evil", "/a b", ""])
def test_people_arrive_on_the_front_end(landing: str) -> None:
    if landing == "":
        assert read_settings(oidc_landing=None).oidc_landing == "/"
        return
    with pytest.raises(SettingsError):
        read_settings(oidc_landing=landing)


def test_a_provider_needs_a_secret() -> None:
    settings = read_settings(oidc_issuer="https://id.example")
    with pytest.raises(SettingsError, match="OIDC_CLIENT_SECRET"):
        oidc_routes(settings, None, None)  # type: ignore[arg-type]  # neither is reached
