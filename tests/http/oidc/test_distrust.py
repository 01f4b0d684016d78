"""Signing in by a provider of identities: what is not believed."""

from typing import Any

import asyncpg
import pytest

from tests.http.oidc.identity_provider import CLIENT, CODE, IdentityProvider, new_key
from tests.http.oidc.visiting import LANDING, assert_refused, come_back, sign_in, site, start


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


async def test_a_provider_that_is_down_is_said_to_be(dsn: str, provider: IdentityProvider) -> None:
    provider.issuer = "http://127.0.0.1:1"
    async with site(dsn, provider) as client:
        answer = await client.get("/auth/oidc/start")

    assert answer.headers["location"] == f"{LANDING}?error=IDENTITY_NOT_TOLD"
