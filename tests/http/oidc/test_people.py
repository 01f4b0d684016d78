"""Signing in by a provider of identities: who becomes whom, and where they arrive."""

from typing import Any

import asyncpg
import httpx2
import pytest

from broadsheet.settings import SettingsError, read_settings
from broadsheet.signing_in_elsewhere import oidc_routes
from domain.tokens import SESSION_TOKEN
from tests.factories import make_account
from tests.http.oidc.identity_provider import CODE, IdentityProvider
from tests.http.oidc.visiting import (
    COOKIE,
    HOME,
    LANDING,
    assert_refused,
    come_back,
    sign_in,
    site,
    start,
)
from tests.http.test_application import application


def session_of(answer: httpx2.Response) -> str:
    [cookie] = [
        text for text in answer.headers.get_list("set-cookie") if text.startswith(f"{COOKIE}=")
    ]
    return cookie.partition(";")[0].partition("=")[2]


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
