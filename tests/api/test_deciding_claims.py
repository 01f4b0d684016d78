"""Claims: who decides them, and what becomes of whom."""

import asyncio
import json
from dataclasses import replace
from typing import Any

import pytest

from broadsheet.wiring import build_context
from db.pool import Pool, PoolLimits
from domain.actor import EVERY_SCOPE, Anonymous, Scope, SiteRole
from domain.ids import CLAIM, POST, SESSION, USER, ClaimId
from domain.refusals import Refused
from tests.announced import announced
from tests.api.claims import claim, signed_in
from tests.api.client import ADDRESSES, WORLD, Api
from tests.committing import own_database
from tests.factories import (
    NOON,
    make_account,
    make_comment,
    make_post,
    make_publication,
    make_user,
    react_to_post,
)
from tests.pinned import PinnedDatabase

CONFIRM = """
    mutation ($id: ID!) {
      confirmClaim(input: {id: $id}) {
        __typename
        ... on ConfirmClaimSuccess {
          user { id bio posts(first: 5) { nodes { title author { name } coAuthors { name } } } }
        }
        ... on Error { code }
      }
    }
"""

REFUSE = """
    mutation ($id: ID!) {
      refuseClaim(input: {id: $id}) {
        __typename
        ... on RefuseClaimSuccess { claimId }
        ... on Error { code }
      }
    }
"""


@pytest.mark.parametrize("mutation", [CONFIRM, REFUSE])
@pytest.mark.parametrize(
    ("role", "scopes", "code"),
    [
        (None, (), "UNAUTHENTICATED"),
        (SiteRole.MEMBER, EVERY_SCOPE, "PERMISSION_DENIED"),
        (SiteRole.MODERATOR, EVERY_SCOPE, "PERMISSION_DENIED"),
        (SiteRole.ADMIN, (Scope.READ, Scope.MODERATE), "SCOPE_MISSING"),
    ],
)
async def test_only_administrators_decide(
    database: PinnedDatabase, api: Api, mutation: str, role: Any, scopes: Any, code: str
) -> None:
    await make_user(database, username="dev-ada")
    id = (await claim(api, await signed_in(database)))["claim"]["id"]
    actor: Any = Anonymous()
    if role is not None:
        actor = replace(await make_account(database, role=role), scopes=scopes)

    [refused] = (await api(mutation, actor=actor, id=id)).values()

    assert refused["code"] == code
    assert await database.fetchval("SELECT count(*) FROM claims") == 1
    assert await announced(database) == ["claim.requested"]


async def test_confirming_makes_two_people_one(database: PinnedDatabase, api: Api) -> None:
    imported = await make_user(database, username="dev-ada", name="Ada of DEV")
    await database.execute("UPDATE users SET bio = 'Writes.' WHERE id = $1", imported.user_id)
    ada = await signed_in(database, username="ada", name="Ada")
    grace = await make_user(database, name="Grace")
    admin = await signed_in(database, role=SiteRole.ADMIN)
    publication = await make_publication(database, owner=imported, contributor=ada)
    alone = await make_post(
        database, imported, publication_id=publication, title="Alone", co_authors=[grace]
    )
    together = await make_post(database, imported, title="Together", co_authors=[grace, ada])
    comment = await make_comment(database, alone, imported)
    await react_to_post(database, alone, imported, ada)
    await react_to_post(database, together, imported)
    id = (await claim(api, ada))["claim"]["id"]

    confirmed = await api(CONFIRM, actor=admin, id=id)

    assert confirmed["confirmClaim"]["user"] == {
        "id": USER.text_of(ada.user_id),
        "bio": "Writes.",
        "posts": {
            "nodes": [
                {"title": "Together", "author": {"name": "Ada"}, "coAuthors": [{"name": "Grace"}]},
                {"title": "Alone", "author": {"name": "Ada"}, "coAuthors": [{"name": "Grace"}]},
            ]
        },
    }
    assert await database.fetchval("SELECT count(*) FROM users WHERE username = 'dev-ada'") == 0
    assert await database.fetchval("SELECT author_id FROM comments WHERE id = $1", comment) == (
        ada.user_id
    )
    former = await database.fetchval(
        "SELECT user_id FROM former_usernames WHERE username = 'dev-ada'"
    )
    assert former == ada.user_id
    roles = await database.fetch(
        "SELECT user_id, role FROM memberships WHERE publication_id = $1", publication
    )
    assert [tuple(row) for row in roles] == [(ada.user_id, "owner")]
    counts = await database.fetch(
        "SELECT reaction_count FROM posts WHERE id = ANY($1) ORDER BY title", [alone, together]
    )
    assert [row["reaction_count"] for row in counts] == [1, 1]
    assert await announced(database) == ["claim.requested", "user.merged"]
    entry = await database.fetchrow("SELECT actor_id, action, subject, details FROM audit_entries")
    assert entry
    assert tuple(entry[:3]) == (admin.user_id, "user.merged", USER.text_of(ada.user_id))
    assert json.loads(entry["details"]) == {
        "username": "dev-ada",
        "user": USER.text_of(imported.user_id),
    }


async def test_of_two_claims_one_is_confirmed(database: PinnedDatabase, api: Api) -> None:
    await make_user(database, username="dev-ada")
    admin = await signed_in(database, role=SiteRole.ADMIN)
    claims = [(await claim(api, await signed_in(database)))["claim"]["id"] for _ in range(2)]

    first, second = [
        (await api(CONFIRM, actor=admin, id=id))["confirmClaim"]["__typename"] for id in claims
    ]

    assert (first, second) == ("ConfirmClaimSuccess", "NotFoundError")
    assert await database.fetchval("SELECT count(*) FROM claims") == 0


async def test_a_refused_claim_is_gone_and_nothing_else(database: PinnedDatabase, api: Api) -> None:
    imported = await make_user(database, username="dev-ada")
    post = await make_post(database, imported)
    admin = await signed_in(database, role=SiteRole.ADMIN)
    id = (await claim(api, await signed_in(database)))["claim"]["id"]

    refused = await api(REFUSE, actor=admin, id=id)
    again = await api(REFUSE, actor=admin, id=id)

    assert refused["refuseClaim"]["claimId"] == id
    assert again["refuseClaim"]["code"] == "CLAIM_NOT_FOUND"
    assert await database.fetchval("SELECT author_id FROM posts WHERE id = $1", post) == (
        imported.user_id
    )
    assert await announced(database) == ["claim.requested", "claim.refused"]
    assert await database.fetchval("SELECT action FROM audit_entries") == "claim.refused"


async def test_the_id_of_something_else_is_invalid_input(
    database: PinnedDatabase, api: Api
) -> None:
    admin = await signed_in(database, role=SiteRole.ADMIN)
    text = POST.text_of(await make_post(database, admin))

    assert (await api(CONFIRM, actor=admin, id=text))["confirmClaim"]["code"] == "INVALID_INPUT"
    unknown = CLAIM.text_of(ClaimId(admin.user_id))
    assert (await api(CONFIRM, actor=admin, id=unknown))["confirmClaim"][
        "code"
    ] == "CLAIM_NOT_FOUND"


async def test_administrators_who_confirm_at_once_merge_once(server: str) -> None:
    async with own_database(server, "broadsheet_claims") as dsn:
        pool = Pool(dsn, PoolLimits(size=8))
        async with pool.open():
            imported = await make_user(pool, username="dev-ada")
            post = await make_post(pool, imported)
            admin = await make_account(pool, role=SiteRole.ADMIN)
            people = [await make_account(pool) for _ in range(6)]
            claims = build_context(
                pool, pool, actor=admin, world=WORLD, addresses=ADDRESSES
            ).services.claims
            made = [
                await claims.request(
                    replace(person, session_id=SESSION.new_id(at=NOON)), "dev-ada", None
                )
                for person in people
            ]

            outcomes = await asyncio.gather(
                *(claims.confirm(admin, one.id) for one in made), return_exceptions=True
            )

            winners = [one for one in outcomes if not isinstance(one, BaseException)]
            author = await pool.fetchval("SELECT author_id FROM posts WHERE id = $1", post)
            assert [author] == winners
            losers = [one for one in outcomes if isinstance(one, Refused)]
            assert {one.refusal.code for one in losers} <= {"CLAIM_NOT_FOUND", "USER_CLAIMED"}
            assert len(losers) == 5
            assert await announced(pool) == ["claim.requested"] * 6 + ["user.merged"]
