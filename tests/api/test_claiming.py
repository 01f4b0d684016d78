"""Claims: who says that they are somebody who was imported, and who sees that they do."""

from dataclasses import replace

import pytest

from domain.actor import Anonymous, Scope, SiteRole
from tests.announced import announced
from tests.api.claims import REQUEST, claim, signed_in
from tests.api.client import Api
from tests.factories import NOON, make_account, make_user
from tests.pinned import PinnedDatabase

CLAIMS = "{ claims(first: 5) { totalCount nodes { id user { username } } } }"
NODE = "query ($id: ID!) { node(id: $id) { ... on Claim { message } } }"


async def test_a_claim_waits_for_an_administrator(database: PinnedDatabase, api: Api) -> None:
    await make_user(database, username="dev-ada")
    ada = await signed_in(database, username="ada")
    admin = await signed_in(database, role=SiteRole.ADMIN)

    made = (await claim(api, ada, username=" Dev-Ada "))["claim"]

    assert made == {
        "id": made["id"],
        "message": "It is me.",
        "createdAt": NOON.isoformat(),
        "user": {"username": "dev-ada"},
        "claimant": {"username": "ada"},
    }
    assert await announced(database) == ["claim.requested"]
    waiting = {"totalCount": 1, "nodes": [{"id": made["id"], "user": {"username": "dev-ada"}}]}
    assert await api(CLAIMS, actor=admin) == {"claims": waiting}
    assert await api(NODE, actor=ada, id=made["id"]) == {"node": {"message": "It is me."}}


async def test_a_claim_that_is_made_again_is_the_same(database: PinnedDatabase, api: Api) -> None:
    await make_user(database, username="dev-ada")
    ada = await signed_in(database)

    first, again = await claim(api, ada), await claim(api, ada, message=" ")

    assert again["claim"]["id"] == first["claim"]["id"]
    assert again["claim"]["message"] is None
    assert await database.fetchval("SELECT count(*) FROM claims") == 1


async def test_claims_are_between_the_claimant_and_administrators(
    database: PinnedDatabase, api: Api
) -> None:
    await make_user(database, username="dev-ada")
    ada = await signed_in(database)
    id = (await claim(api, ada))["claim"]["id"]
    moderator = await signed_in(database, role=SiteRole.MODERATOR)
    admin = await signed_in(database, role=SiteRole.ADMIN)
    lent = replace(admin, scopes=(Scope.READ, Scope.MODERATE))

    for other in (Anonymous(), moderator, lent, await signed_in(database)):
        assert await api(NODE, actor=other, id=id) == {"node": None}
    assert await api.errors(CLAIMS) == ["UNAUTHENTICATED"]
    assert await api.errors(CLAIMS, actor=ada) == ["PERMISSION_DENIED"]
    assert await api.errors(CLAIMS, actor=moderator) == ["PERMISSION_DENIED"]
    assert await api.errors(CLAIMS, actor=lent) == ["SCOPE_MISSING"]


@pytest.mark.parametrize("username", ["nobody", "", "dev-ada\0"])
async def test_there_must_be_somebody(database: PinnedDatabase, api: Api, username: str) -> None:
    if "\0" in username:
        assert await api.errors(REQUEST, actor=await signed_in(database), username=username) == [
            "BAD_USER_INPUT"
        ]
        return
    refused = await claim(api, await signed_in(database), username=username)

    assert (refused["__typename"], refused["code"]) == ("NotFoundError", "NOBODY_TO_CLAIM")


async def test_people_who_speak_for_themselves_are_not_claimed(
    database: PinnedDatabase, api: Api
) -> None:
    await make_account(database, username="grace")

    assert (await claim(api, await signed_in(database), username="grace"))["code"] == "USER_CLAIMED"
    assert await announced(database) == []


async def test_only_people_claim(database: PinnedDatabase, api: Api) -> None:
    await make_user(database, username="dev-ada")

    assert (await claim(api, Anonymous()))["code"] == "UNAUTHENTICATED"
    assert (await claim(api, await make_account(database)))["code"] == "SESSION_NEEDED"


async def test_too_much_is_refused(database: PinnedDatabase, api: Api) -> None:
    ada = await signed_in(database)
    for number in range(11):
        await make_user(database, username=f"dev-{number}")

    long = await claim(api, ada, username="dev-0", message="a" * 1_001)
    made = [(await claim(api, ada, username=f"dev-{number}"))["__typename"] for number in range(11)]

    assert long["violations"] == [{"argument": "message"}]
    assert made == ["RequestClaimSuccess"] * 10 + ["ConflictError"]
