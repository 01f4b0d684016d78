"""The cookie of a session: left by signing in, believed afterwards, and taken away."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import asyncpg
import httpx2
import pytest
import pytest_asyncio

from broadsheet.adapters.passwords import Argon2Passwords
from domain.ids import USER
from tests.committing import own_database
from tests.factories import make_account, make_session
from tests.http.test_application import application

HOME = "https://api.example"
EMAIL, PASSWORD = "ada@example.org", "a horse, a staple"

SIGN_IN = """
    mutation ($email: String!, $password: String!, $transport: SessionTransport!) {
      signIn(input: {email: $email, password: $password, transport: $transport}) {
        __typename
        ... on SignInSuccess { token session { userAgent address } viewer { user { name } } }
        ... on Error { code }
      }
    }
"""

SIGN_OUT = """
    mutation {
      signOut(input: {}) { __typename ... on SignOutSuccess { sessionId } ... on Error { code } }
    }
"""

VIEWER = "{ viewer { user { name } sessions { nodes { isCurrent userAgent } } } }"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def dsn(server: str) -> AsyncIterator[str]:
    async with own_database(server, "broadsheet_cookies") as dsn:
        writer, passwords = await asyncpg.connect(dsn), Argon2Passwords()
        password_hash = await passwords.hash(PASSWORD)
        await make_account(writer, name="Ada", email=EMAIL, password_hash=password_hash)
        await passwords.aclose()
        await writer.close()
        yield dsn


async def ask(
    client: httpx2.AsyncClient, query: str, headers: dict[str, str], **variables: Any
) -> httpx2.Response:
    body = {"query": query, "variables": variables}
    return await client.post("/graphql", json=body, headers={"origin": HOME, **headers})


def whoever(transport: str, **given: str) -> dict[str, str]:
    return {"email": EMAIL, "password": PASSWORD, "transport": transport, **given}


@pytest.mark.parametrize(
    ("address", "name", "secure"),
    [(HOME, "__Host-broadsheet", "; Secure"), ("http://localhost:8000", "broadsheet", "")],
)
async def test_a_browser_signs_in_and_out(dsn: str, address: str, name: str, secure: str) -> None:
    browser = {"user-agent": "A browser/1.0", "origin": address}
    async with application(dsn, public_url=address) as client:
        signed_in = await ask(client, SIGN_IN, browser, **whoever("COOKIE"))
        client.cookies.clear()
        cookie = signed_in.headers["set-cookie"]
        brings = {**browser, "cookie": cookie.partition(";")[0]}
        seen = await ask(client, VIEWER, brings)
        signed_out = await ask(client, SIGN_OUT, brings)
        client.cookies.clear()
        late = await ask(client, VIEWER, brings)

    attributes = rf"Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax{secure}"
    assert re.fullmatch(rf"{name}=bss_[\w-]{{49}}; {attributes}", cookie)
    assert signed_in.json()["data"]["signIn"]["token"] is None
    assert cookie.partition("=")[2].partition(";")[0] not in signed_in.text
    session = signed_in.json()["data"]["signIn"]["session"]
    assert session == {"userAgent": "A browser/1.0", "address": "127.0.0.1"}
    viewer = seen.json()["data"]["viewer"]
    assert viewer["user"] == {"name": "Ada"}
    assert {"isCurrent": True, "userAgent": "A browser/1.0"} in viewer["sessions"]["nodes"]
    assert signed_out.json()["data"]["signOut"]["__typename"] == "SignOutSuccess"
    gone = f"{name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax{secure}"
    assert signed_out.headers["set-cookie"] == late.headers["set-cookie"] == gone
    assert late.json()["data"] == {"viewer": None}


async def test_a_page_of_another_origin_gets_no_cookie(dsn: str) -> None:
    async with application(dsn, public_url=HOME, sends_mail=False) as client:
        for origin in ("https://evil.example", "null", "http://api.example"):
            answer = await ask(client, SIGN_IN, {"origin": origin}, **whoever("COOKIE"))

            assert answer.json()["data"]["signIn"]["code"] == "ORIGIN_NOT_ALLOWED"
            assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("origin", ["http://localhost:8123", "http://127.0.0.1:8123"])
async def test_on_ones_own_machine_either_name_of_it_is_the_page(dsn: str, origin: str) -> None:
    async with application(dsn, port=8123, sends_mail=False) as client:
        answer = await ask(client, SIGN_IN, {"origin": origin}, **whoever("COOKIE"))
        other_port = {"origin": "http://localhost:8124"}
        refused = await ask(client, SIGN_IN, other_port, **whoever("COOKIE"))

        assert answer.headers["set-cookie"].startswith("broadsheet=bss_")
        assert refused.json()["data"]["signIn"]["code"] == "ORIGIN_NOT_ALLOWED"


async def test_a_bearer_token_leaves_no_cookie_and_is_the_session(dsn: str) -> None:
    async with application(dsn, public_url=HOME, sends_mail=False) as client:
        signed_in = await ask(client, SIGN_IN, {}, **whoever("BEARER"))
        token = signed_in.json()["data"]["signIn"]["token"]
        headers = {"authorization": f"Bearer {token}"}
        seen = await ask(client, VIEWER, headers)
        signed_out = await ask(client, SIGN_OUT, headers)
        late = await ask(client, VIEWER, headers)

    for answer in (signed_in, seen, signed_out, late):
        assert "set-cookie" not in answer.headers
    assert seen.json()["data"]["viewer"]["user"] == {"name": "Ada"}
    assert late.status_code == 401


async def test_a_refused_sign_in_leaves_no_cookie(dsn: str) -> None:
    async with application(dsn, public_url=HOME, sends_mail=False) as client:
        answer = await ask(client, SIGN_IN, {}, **whoever("COOKIE", password="a wrong one"))

    assert answer.json()["data"]["signIn"]["code"] == "SIGN_IN_REFUSED"
    assert "set-cookie" not in answer.headers


async def test_a_program_may_call_itself_anything(dsn: str) -> None:
    hostile = "\u00e9'; DROP TABLE sessions; --\t" + "x" * 2_000
    headers = {b"user-agent": hostile.encode("latin-1")}
    async with application(dsn, public_url=HOME, sends_mail=False) as client:
        body = {"query": SIGN_IN, "variables": whoever("BEARER")}
        answer = await client.post("/graphql", json=body, headers=headers)

    session = answer.json()["data"]["signIn"]["session"]
    assert session["userAgent"].startswith("\u00e9'; DROP")
    assert len(session["userAgent"]) <= 500


async def test_nothing_in_an_answer_tells_whether_there_is_an_account(dsn: str) -> None:
    fields = {
        "signIn": 'email: "EMAIL", password: "a wrong one"',
        "signUp": 'email: "EMAIL", username: "bob", name: "Bob"',
        "sendVerification": 'email: "EMAIL"',
        "requestPasswordReset": 'email: "EMAIL"',
    }
    async with application(dsn, public_url=HOME, sends_mail=False) as client:
        for name, given in fields.items():
            query = f"mutation {{ {name}(input: {{{given}}}) {{ __typename }} }}"
            known, unknown = [
                await ask(client, query.replace("EMAIL", email), {})
                for email in (EMAIL, "bob@example.org")
            ]

            assert known.json() == unknown.json(), name
            told = [set(answer.headers) for answer in (known, unknown)]
            assert told[0] == told[1], name


async def test_what_is_tried_too_often_is_refused(dsn: str) -> None:
    async with application(dsn, public_url=HOME, sends_mail=False, sign_in_attempts=2) as client:
        codes = [
            (await ask(client, SIGN_IN, {}, **whoever("BEARER", password="a wrong one")))
            .json()["data"]["signIn"]
            .get("code")
            for _ in range(3)
        ]
        right = await ask(client, SIGN_IN, {}, **whoever("BEARER"))

    assert codes == ["SIGN_IN_REFUSED", "SIGN_IN_REFUSED", "RATE_LIMITED"]
    assert right.json()["data"]["signIn"]["code"] == "RATE_LIMITED"


async def test_a_change_that_is_sent_twice_with_one_key_is_done_once(dsn: str) -> None:
    change = """
        mutation {
          changePassword(input: {oldPassword: "a horse, a staple", newPassword: "a new horse"}) {
            __typename
            ... on Error { code }
          }
        }
    """
    writer = await asyncpg.connect(dsn)
    passwords = Argon2Passwords()
    password_hash = await passwords.hash(PASSWORD)
    await passwords.aclose()
    bob = await make_account(writer, email="bob@new.example", password_hash=password_hash)
    _, token = await make_session(writer, bob, at=datetime.now(UTC))
    headers = {"authorization": f"Bearer {token}", "idempotency-key": "a-key"}
    async with application(dsn, public_url=HOME, sends_mail=False) as client:
        answers = [await ask(client, change, headers) for _ in range(2)]
        other = await ask(client, change, {**headers, "idempotency-key": "another-key"})
    changes = await writer.fetchval(
        "SELECT count(*) FROM outbox WHERE payload ->> 'user_id' = $1", USER.text_of(bob.user_id)
    )
    await writer.close()

    for answer in answers:
        assert answer.json()["data"]["changePassword"] == {"__typename": "ChangePasswordSuccess"}
    assert other.json()["data"]["changePassword"]["code"] == "WRONG_PASSWORD"
    assert changes == 1
