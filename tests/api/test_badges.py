"""Badges: who keeps them, who has them."""

from typing import Any
from uuid import uuid4

import pytest

from domain.ids import BADGE, USER, BadgeId
from tests.announced import announced, last_event
from tests.api.callers import EVERYONE, ONLY_STAFF, ask, code_of, make_caller, make_staff, mutation
from tests.api.client import Api
from tests.factories import make_badge, make_publication, make_user, mute
from tests.pinned import PinnedDatabase

CREATE = mutation("createBadge", "badge { id slug name description imageUrl }")
UPDATE = mutation("updateBadge", "badge { slug name description imageUrl }")
DELETE = mutation("deleteBadge", "deletedBadgeId")
AWARD = mutation("awardBadge", "badge { slug } user { badges { totalCount nodes { slug } } }")
REVOKE = mutation("revokeBadge", "badge { slug } user { badges { totalCount nodes { slug } } }")

UNKNOWN = BADGE.text_of(BadgeId(uuid4()))


async def all_badges(api: Api) -> Any:
    return (await api("{ badges { nodes { slug holders { totalCount } } } }"))["badges"]["nodes"]


@pytest.mark.parametrize("who", EVERYONE)
async def test_the_staff_keeps_badges(database: PinnedDatabase, api: Api, who: str) -> None:
    caller = await make_caller(database, who, await make_publication(database))
    somebody = USER.text_of((await make_user(database)).user_id)
    first, second, third = [BADGE.text_of(await make_badge(database, slug)) for slug in "abc"]
    holder = await make_user(database)
    await make_badge(database, "d", holder)
    before = await all_badges(api)

    results = [
        await ask(api, CREATE, caller, name="New"),
        await ask(api, UPDATE, caller, badgeId=first, name="First"),
        await ask(api, DELETE, caller, badgeId=second),
        await ask(api, AWARD, caller, badgeId=third, userId=somebody),
        await ask(api, REVOKE, caller, badgeId=third, userId=somebody),
    ]

    assert [code_of(result) for result in results] == [ONLY_STAFF.get(who)] * 5
    audited = await database.fetchval("SELECT count(*) FROM audit_entries")
    if who in ONLY_STAFF:
        assert await all_badges(api) == before
        assert await announced(database) == []
        assert audited == 0
    else:
        assert {badge["slug"] for badge in await all_badges(api)} == {"new", "a", "c", "d"}
        names = ["created", "updated", "deleted", "awarded", "revoked"]
        assert await announced(database) == [f"badge.{name}" for name in names]
        assert audited == 2


async def test_a_badge_is_awarded_once_and_can_be_taken_back(
    database: PinnedDatabase, api: Api
) -> None:
    staff, ada = await make_staff(database), await make_user(database)
    badge = BADGE.text_of(await make_badge(database, "helpful"))
    given = {"badgeId": badge, "userId": USER.text_of(ada.user_id)}

    for _ in range(2):
        awarded = await ask(api, AWARD, staff, **given)
        assert awarded["user"]["badges"] == {"totalCount": 1, "nodes": [{"slug": "helpful"}]}
    assert await announced(database) == ["badge.awarded"]
    assert await last_event(database) == {"badge_id": badge, "user_id": given["userId"]}
    for _ in range(2):
        revoked = await ask(api, REVOKE, staff, **given)
        assert revoked["user"]["badges"] == {"totalCount": 0, "nodes": []}
    assert await announced(database) == ["badge.awarded", "badge.revoked"]


async def test_whoever_is_out_of_sight_is_no_holder(database: PinnedDatabase, api: Api) -> None:
    viewer, ada = await make_user(database), await make_user(database)
    await make_badge(database, "helpful", viewer, ada)
    await mute(database, viewer, ada)

    asked = "{ badges { nodes { holders { totalCount nodes { username } } } } }"
    [badge] = (await api(asked, actor=viewer))["badges"]["nodes"]

    assert badge["holders"]["totalCount"] == len(badge["holders"]["nodes"]) == 1
    assert (await all_badges(api)) == [{"slug": "helpful", "holders": {"totalCount": 2}}]


@pytest.mark.parametrize(
    ("given", "argument"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"name": "x", "slug": "Upper"}, "slug"),
        ({"name": "x", "description": "x" * 1_001}, "description"),
        ({"name": "x", "imageUrl": "javascript:alert(1)"}, "imageUrl"),
    ],
)
async def test_what_a_badge_cannot_say(
    database: PinnedDatabase, api: Api, given: dict[str, str], argument: str
) -> None:
    refused = await ask(api, CREATE, await make_staff(database), **given)

    assert refused["code"] == "INVALID_INPUT"
    assert [violation["argument"] for violation in refused["violations"]] == [argument]
    assert await all_badges(api) == []
    assert await announced(database) == []


async def test_two_badges_have_two_names_in_addresses(database: PinnedDatabase, api: Api) -> None:
    staff = await make_staff(database)
    badge = BADGE.text_of(await make_badge(database, "helpful"))
    await make_badge(database, "kind")

    assert code_of(await ask(api, CREATE, staff, name="Helpful!")) == "BADGE_SLUG_TAKEN"
    assert code_of(await ask(api, UPDATE, staff, badgeId=badge, slug="kind")) == "BADGE_SLUG_TAKEN"
    assert await announced(database) == []


async def test_what_is_not_there_is_not_found(database: PinnedDatabase, api: Api) -> None:
    staff = await make_staff(database)
    badge = BADGE.text_of(await make_badge(database, "helpful"))
    nobody = USER.text_of((await make_user(database)).user_id)[:-4] + "0000"

    for change, given in (
        (UPDATE, {"name": "New"}),
        (DELETE, {}),
        (AWARD, {"userId": USER.text_of(staff.user_id)}),
        (REVOKE, {"userId": USER.text_of(staff.user_id)}),
    ):
        answer = await ask(api, change, staff, badgeId=UNKNOWN, **given)
        assert code_of(answer) == "BADGE_NOT_FOUND"
    unknown = await ask(api, AWARD, staff, badgeId=badge, userId=nobody)
    assert code_of(unknown) == "PERSON_NOT_FOUND"
    assert await announced(database) == []


async def test_a_change_says_nothing_of_what_is_not_given(
    database: PinnedDatabase, api: Api
) -> None:
    staff = await make_staff(database)
    image = "https://example.org/badge.png"
    made = await ask(api, CREATE, staff, name="Helpful", description="Helps.", imageUrl=image)
    badge = made["badge"]

    renamed = await ask(api, UPDATE, staff, badgeId=badge["id"], name="Very helpful")
    emptied = await ask(api, UPDATE, staff, badgeId=badge["id"], description="", imageUrl="")
    await ask(api, UPDATE, staff, badgeId=badge["id"], name="Very helpful")

    assert renamed["badge"] == {
        "slug": "helpful",
        "name": "Very helpful",
        "description": "Helps.",
        "imageUrl": image,
    }
    assert (emptied["badge"]["description"], emptied["badge"]["imageUrl"]) == (None, None)
    assert await announced(database) == ["badge.created", "badge.updated", "badge.updated"]
