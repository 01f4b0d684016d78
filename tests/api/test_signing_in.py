"""Signing in: who is let in, who is not, and that both take the same work."""

from datetime import timedelta
from typing import Any

import pytest

from domain.accounts.foundation import MOST_SESSIONS
from domain.tokens import SESSION_TOKEN
from tests.api.client import WORLD, Api
from tests.api.passwords import PlainPasswords, plain_hash
from tests.factories import NOON, make_account
from tests.pinned import PinnedDatabase

SIGN_IN = """
    mutation ($email: String!, $password: String!, $transport: SessionTransport) {
      signIn(input: {email: $email, password: $password, transport: $transport}) {
        __typename
        ... on SignInSuccess {
          token
          viewer { user { name } role email emailIsVerified scopes }
          session { id isCurrent createdAt lastUsedAt expiresAt userAgent address }
        }
        ... on Error { code message }
      }
    }
"""

PASSWORD = "a horse, a staple"


async def make_ada(database: PinnedDatabase, **account: Any) -> Any:
    given = {"email": "ada@example.org", "password_hash": plain_hash(PASSWORD), **account}
    return await make_account(database, name="Ada", **given)


def passwords() -> PlainPasswords:
    assert isinstance(WORLD.passwords, PlainPasswords)
    return WORLD.passwords


@pytest.mark.parametrize("email", ["ada@example.org", "  ADA@Example.ORG "])
async def test_whoever_knows_the_password_is_signed_in(
    database: PinnedDatabase, api: Api, email: str
) -> None:
    await make_ada(database)

    answer = (await api(SIGN_IN, email=email, password=PASSWORD))["signIn"]

    assert answer["__typename"] == "SignInSuccess"
    assert answer["viewer"] == {
        "user": {"name": "Ada"},
        "role": "MEMBER",
        "email": "ada@example.org",
        "emailIsVerified": True,
        "scopes": ["READ", "WRITE_POSTS", "WRITE_COMMENTS", "MODERATE", "ADMIN"],
    }
    assert answer["session"]["isCurrent"]
    assert answer["session"]["createdAt"] == "2026-01-02T12:00:00+00:00"
    assert answer["session"]["expiresAt"] == "2026-02-01T12:00:00+00:00"
    stored = await database.fetchval("SELECT token_hash FROM sessions")
    assert stored == SESSION_TOKEN.parse(answer["token"])


async def test_letters_that_a_keyboard_composes_otherwise_are_the_same(
    database: PinnedDatabase, api: Api
) -> None:
    await make_ada(database, password_hash=plain_hash("caf\u00e9 au lait"))

    answer = await api(SIGN_IN, email="ada@example.org", password="cafe\u0301 au lait")

    assert answer["signIn"]["__typename"] == "SignInSuccess"


@pytest.mark.parametrize(
    ("account", "email", "password"),
    [
        pytest.param({}, "bob@example.org", PASSWORD, id="unknown"),
        pytest.param({}, "ada@example.org", "a wrong one", id="wrong"),
        pytest.param({}, "ada@example.org", "", id="empty"),
        pytest.param({}, "ada@example.org", "x" * 100_000, id="long"),
        pytest.param({}, "", PASSWORD, id="no address"),
        pytest.param({}, "' OR true --", PASSWORD, id="a quote"),
        pytest.param({"is_verified": False}, "ada@example.org", PASSWORD, id="not proved"),
        pytest.param({"password_hash": None}, "ada@example.org", PASSWORD, id="no password"),
        pytest.param({"password_hash": "!"}, "ada@example.org", "!", id="no hash"),
    ],
)
async def test_everybody_else_is_refused_in_the_same_words_after_the_same_work(
    database: PinnedDatabase, api: Api, account: dict[str, Any], email: str, password: str
) -> None:
    await make_ada(database, **account)
    passwords().calls.clear()
    database.statements.clear()

    answer = await api(SIGN_IN, email=email, password=password)

    assert answer["signIn"] == {
        "__typename": "UnauthenticatedError",
        "code": "SIGN_IN_REFUSED",
        "message": "The address or the password is wrong.",
    }
    assert passwords().calls == ["matches"]
    assert len(database.statements) == 1
    assert await database.fetchval("SELECT count(*) FROM sessions") == 0


async def test_a_hash_of_other_days_is_renewed(database: PinnedDatabase, api: Api) -> None:
    await make_ada(database, password_hash=f"old:{PASSWORD}")
    changed_at = await database.fetchval("SELECT created_at FROM accounts")

    answer = await api(SIGN_IN, email="ada@example.org", password=PASSWORD)

    assert answer["signIn"]["__typename"] == "SignInSuccess"
    account = await database.fetchrow("SELECT password_hash, password_changed_at FROM accounts")
    assert account is not None
    assert tuple(account) == (plain_hash(PASSWORD), changed_at)


async def test_a_cookie_is_left_only_where_it_would_be_believed(
    database: PinnedDatabase, api: Api
) -> None:
    await make_ada(database)

    answer = await api(SIGN_IN, email="ada@example.org", password=PASSWORD, transport="COOKIE")

    assert answer["signIn"]["__typename"] == "PermissionDeniedError"
    assert answer["signIn"]["code"] == "ORIGIN_NOT_ALLOWED"
    assert await database.fetchval("SELECT count(*) FROM sessions") == 0


async def test_sessions_do_not_grow_without_bound(database: PinnedDatabase, api: Api) -> None:
    ada = await make_ada(database)
    bob = await make_account(database)
    await database.execute(
        """
        INSERT INTO sessions (id, user_id, token_hash, created_at, last_used_at, expires_at)
        SELECT gen_random_uuid(), $1, sha256(n::text::bytea), $3::timestamptz - n * $4::interval,
               $3, $3
          FROM generate_series(1, $2) n
        """,
        ada.user_id,
        MOST_SESSIONS + 10,
        NOON + timedelta(days=1),
        timedelta(hours=1),
    )
    await database.execute(
        """
        INSERT INTO sessions (id, user_id, token_hash, created_at, last_used_at, expires_at)
        SELECT gen_random_uuid(), $1, sha256(('old ' || n)::bytea), $2, $2, $2
          FROM generate_series(1, 15) n
        """,
        bob.user_id,
        NOON - timedelta(days=1),
    )

    answer = await api(SIGN_IN, email="ada@example.org", password=PASSWORD)

    assert answer["signIn"]["__typename"] == "SignInSuccess"
    left = await database.fetch("SELECT user_id, count(*) FROM sessions GROUP BY user_id")
    assert [tuple(row) for row in left] == [(ada.user_id, MOST_SESSIONS)], "bob's had ended"
