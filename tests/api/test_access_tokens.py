"""Access tokens: who may make them, of what, and who ever sees them."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import asyncpg
import pytest

from broadsheet.wiring import build_context
from db.pool import Pool, PoolLimits
from domain.actor import Anonymous, Member, Scope, SiteRole
from domain.addresses import Addresses
from domain.ids import ACCESS_TOKEN, SESSION
from domain.refusals import Refused
from domain.tokens import ACCESS_TOKEN as SECRET
from tests.announced import announced
from tests.api.client import WORLD, Api
from tests.committing import own_database
from tests.factories import NOON, make_account, make_user
from tests.pinned import PinnedDatabase

CREATE = """
    mutation ($name: String!, $scopes: [Scope!]!, $days: Int) {
      createAccessToken(input: {name: $name, scopes: $scopes, expiresInDays: $days}) {
        __typename
        ... on CreateAccessTokenSuccess {
          secret accessToken { id name hint scopes createdAt lastUsedAt expiresAt }
        }
        ... on Error { code }
        ... on InvalidInputError { violations { argument } }
      }
    }
"""

REVOKE = """
    mutation ($id: ID!) {
      revokeAccessToken(input: {id: $id}) {
        __typename
        ... on RevokeAccessTokenSuccess { revokedId }
        ... on Error { code }
      }
    }
"""

LIST = "{ viewer { accessTokens(first: 5) { totalCount nodes { id name } } } }"

NODE = "query ($id: ID!) { node(id: $id) { ... on AccessToken { name } } }"


async def signed_in(database: PinnedDatabase, role: SiteRole = SiteRole.MEMBER) -> Member:
    member = await make_account(database, role=role)
    return replace(member, session_id=SESSION.new_id(at=NOON))


async def create(api: Api, actor: Any, **given: Any) -> Any:
    asked = {"name": "My editor", "scopes": ["READ"], **given}
    return (await api(CREATE, actor=actor, **asked))["createAccessToken"]


async def assert_there_is_none(database: PinnedDatabase) -> None:
    assert await database.fetchval("SELECT count(*) FROM access_tokens") == 0
    assert await database.fetchval("SELECT count(*) FROM outbox") == 0


async def test_a_token_is_shown_once_and_its_hash_is_kept(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await signed_in(database)

    made = await create(api, ada, scopes=["WRITE_POSTS", "READ", "READ"], days=7)

    secret, token = made["secret"], made["accessToken"]
    assert secret.startswith("bsp_")
    assert token == {
        "id": token["id"],
        "name": "My editor",
        "hint": secret[:8],
        "scopes": ["READ", "WRITE_POSTS"],
        "createdAt": NOON.isoformat(),
        "lastUsedAt": None,
        "expiresAt": (NOON + timedelta(days=7)).isoformat(),
    }
    row = await database.fetchrow("SELECT * FROM access_tokens")
    assert row is not None
    assert row["token_hash"] == SECRET.parse(secret)
    assert secret[8:] not in str(dict(row))
    assert await database.fetchval("SELECT name FROM outbox") == "access_token.created"
    assert await api(NODE, actor=ada, id=token["id"]) == {"node": {"name": "My editor"}}


async def test_a_revoked_token_is_gone(database: PinnedDatabase, api: Api) -> None:
    ada = await signed_in(database)
    token = (await create(api, ada))["accessToken"]

    revoked = await api(REVOKE, actor=ada, id=token["id"])
    again = await api(REVOKE, actor=ada, id=token["id"])

    assert revoked["revokeAccessToken"]["revokedId"] == token["id"]
    assert again["revokeAccessToken"]["code"] == "ACCESS_TOKEN_NOT_FOUND"
    assert await database.fetchval("SELECT count(*) FROM access_tokens") == 0
    assert await announced(database) == ["access_token.created", "access_token.revoked"]


async def test_nobody_sees_or_revokes_the_tokens_of_others(
    database: PinnedDatabase, api: Api
) -> None:
    ada, admin = await signed_in(database), await signed_in(database, SiteRole.ADMIN)
    token = (await create(api, ada))["accessToken"]

    assert await api(NODE, id=token["id"]) == {"node": None}
    assert await api(NODE, actor=admin, id=token["id"]) == {"node": None}
    assert await api(NODE, actor=replace(ada, scopes=()), id=token["id"]) == {"node": None}
    assert (await api(LIST, actor=admin))["viewer"]["accessTokens"]["totalCount"] == 0
    refused = await api(REVOKE, actor=admin, id=token["id"])
    assert refused["revokeAccessToken"]["code"] == "ACCESS_TOKEN_NOT_FOUND"
    assert await database.fetchval("SELECT count(*) FROM access_tokens") == 1


@pytest.mark.parametrize(
    ("scopes", "kind", "code"),
    [
        (None, "UnauthenticatedError", "UNAUTHENTICATED"),
        ((), "PermissionDeniedError", "SESSION_NEEDED"),
        (tuple(Scope), "PermissionDeniedError", "SESSION_NEEDED"),
    ],
)
async def test_only_a_person_makes_and_revokes_tokens(
    database: PinnedDatabase,
    api: Api,
    scopes: tuple[Scope, ...] | None,
    kind: str,
    code: str,
) -> None:
    member = await make_account(database, role=SiteRole.ADMIN)
    token_id = ACCESS_TOKEN.new_id(at=NOON)
    actor = (
        Anonymous() if scopes is None else replace(member, scopes=scopes, access_token_id=token_id)
    )

    made = await create(api, actor)
    revoked = await api(REVOKE, actor=actor, id=ACCESS_TOKEN.text_of(token_id))

    assert (made["__typename"], made["code"]) == (kind, code)
    assert revoked["revokeAccessToken"] == {"__typename": kind, "code": code}
    await assert_there_is_none(database)


@pytest.mark.parametrize(
    ("role", "scope", "may"),
    [
        (SiteRole.MEMBER, "WRITE_COMMENTS", True),
        (SiteRole.MEMBER, "MODERATE", False),
        (SiteRole.MEMBER, "ADMIN", False),
        (SiteRole.MODERATOR, "MODERATE", True),
        (SiteRole.MODERATOR, "ADMIN", False),
        (SiteRole.ADMIN, "MODERATE", True),
        (SiteRole.ADMIN, "ADMIN", True),
    ],
)
async def test_people_lend_what_they_may_do(
    database: PinnedDatabase, api: Api, role: SiteRole, scope: str, may: bool
) -> None:
    made = await create(api, await signed_in(database, role), scopes=["READ", scope])

    if may:
        assert made["accessToken"]["scopes"] == ["READ", scope]
    else:
        assert (made["__typename"], made["code"]) == ("PermissionDeniedError", "SCOPE_NOT_YOURS")
        await assert_there_is_none(database)


async def test_a_role_that_was_lost_a_moment_ago_lends_nothing(
    database: PinnedDatabase, api: Api
) -> None:
    admin = await signed_in(database, SiteRole.ADMIN)
    await database.execute("UPDATE accounts SET role = 'member'")

    assert (await create(api, admin, scopes=["ADMIN"]))["code"] == "SCOPE_NOT_YOURS"


@pytest.mark.parametrize(
    ("given", "argument"),
    [
        ({"name": ""}, "name"),
        ({"name": "  "}, "name"),
        ({"name": "a" * 101}, "name"),
        ({"name": "two\nlines"}, "name"),
        ({"scopes": []}, "scopes"),
        ({"days": 0}, "expiresInDays"),
        ({"days": -1}, "expiresInDays"),
        ({"days": 3_651}, "expiresInDays"),
    ],
)
async def test_what_makes_no_sense_is_refused(
    database: PinnedDatabase, api: Api, given: dict[str, Any], argument: str
) -> None:
    refused = await create(api, await signed_in(database), **given)

    assert refused["code"] == "INVALID_INPUT"
    assert refused["violations"] == [{"argument": argument}]
    await assert_there_is_none(database)


async def test_somebody_who_is_gone_makes_none(database: PinnedDatabase, api: Api) -> None:
    nobody = replace(await make_user(database), session_id=SESSION.new_id(at=NOON))

    assert (await create(api, nobody))["code"] == "UNAUTHENTICATED"


async def test_the_list_is_paged_newest_first(database: PinnedDatabase, api: Api) -> None:
    ada = await signed_in(database)
    for number in range(7):
        await create(api, ada, name=f"{number}")
    await database.execute(
        "UPDATE access_tokens SET created_at = created_at + name::integer * interval '1 second'"
    )
    query = """
        query ($after: String) {
          viewer {
            accessTokens(first: 5, after: $after) { nodes { name } pageInfo { endCursor } }
          }
        }
    """

    first = (await api(query, actor=ada))["viewer"]["accessTokens"]
    rest = await api(query, actor=ada, after=first["pageInfo"]["endCursor"])

    assert names(first) == ["6", "5", "4", "3", "2"]
    assert names(rest["viewer"]["accessTokens"]) == ["1", "0"]
    assert (await api(LIST, actor=ada))["viewer"]["accessTokens"]["totalCount"] == 7
    assert await api.errors(LIST, actor=replace(ada, scopes=())) == ["SCOPE_MISSING"]


def names(page: Any) -> Sequence[str]:
    return [node["name"] for node in page["nodes"]]


async def test_making_one_takes_four_statements(database: PinnedDatabase, api: Api) -> None:
    ada = await signed_in(database)
    statements: list[str] = []

    def note(query: asyncpg.connection.LoggedQuery) -> None:
        statements.append(query.query)

    async with database.acquire() as connection:
        connection.add_query_logger(note)
    await create(api, ada)
    connection.remove_query_logger(note)

    ours = [text for text in statements if not text.startswith(("SAVEPOINT", "RELEASE"))]
    assert len(ours) == 4


async def test_at_most_fifty_tokens_however_many_are_made_at_once(server: str) -> None:
    async with own_database(server, "broadsheet_tokens") as dsn:
        pool = Pool(dsn, PoolLimits(size=8))
        async with pool.open():
            ada = replace(await make_account(pool), session_id=SESSION.new_id(at=NOON))
            context = build_context(
                pool, pool, actor=ada, world=WORLD, addresses=Addresses("https://b.example")
            )
            tokens = context.services.access_tokens

            async def make() -> str:
                try:
                    await tokens.create(ada, name="x", scopes=[Scope.READ], expires_in_days=None)
                except Refused as refused:
                    return refused.refusal.code
                return "made"

            outcomes = await asyncio.gather(*(make() for _ in range(60)))

            assert outcomes.count("made") == 50
            assert outcomes.count("TOO_MANY_ACCESS_TOKENS") == 10
            assert await pool.fetchval("SELECT count(*) FROM access_tokens") == 50
