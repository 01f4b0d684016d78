"""Blocking and muting people, and taking it back."""

from typing import Any

import asyncpg
import pytest

from domain.actor import Member
from domain.blocks import service
from domain.ids import USER
from tests.announced import announced, last_event
from tests.api.client import Api
from tests.api.test_writing_statements import counted
from tests.factories import NOON, block, make_account, make_comment, make_post, make_user, mute
from tests.pinned import PinnedDatabase

SHOWN = "user { id username viewerIsBlocking viewerIsMuting posts { totalCount } }"

HIDDEN = "SELECT viewer_id, user_id FROM hidden_people"


async def change(api: Api, name: str, actor: Member, other: Member, shown: str = SHOWN) -> Any:
    title = name[0].upper() + name[1:]
    document = f"""
        mutation ($input: {title}Input!) {{
          answer: {name}(input: $input) {{
            ... on {title}Success {{ {shown} }}
            ... on Error {{ code }}
          }}
        }}
    """
    given = {"userId": USER.text_of(other.user_id)}
    return (await api(document, actor=actor, input=given))["answer"]


async def hidden(database: PinnedDatabase) -> set[tuple[Any, ...]]:
    return {tuple(row) for row in await database.fetch(HIDDEN)}


@pytest.mark.parametrize(
    ("begin", "end", "event", "told"),
    [
        ("blockUser", "unblockUser", "blocked", (True, False)),
        ("muteUser", "unmuteUser", "muted", (False, True)),
    ],
)
async def test_what_is_begun_is_told_to_the_viewer_and_can_be_ended(
    api: Api, database: PinnedDatabase, begin: str, end: str, event: str, told: tuple[bool, bool]
) -> None:
    ada, eve = await make_account(database), await make_account(database, username="eve")
    await make_post(database, eve)

    user = (await change(api, begin, ada, eve))["user"]

    assert (user["viewerIsBlocking"], user["viewerIsMuting"]) == told
    assert user["posts"]["totalCount"] == 0
    to_each_other = {(ada.user_id, eve.user_id)}
    if event == "blocked":
        to_each_other.add((eve.user_id, ada.user_id))
    assert await hidden(database) == to_each_other
    assert await last_event(database) == {
        "told_to": USER.text_of(ada.user_id),
        "user_id": USER.text_of(eve.user_id),
    }

    user = (await change(api, end, ada, eve))["user"]

    assert (user["viewerIsBlocking"], user["viewerIsMuting"]) == (False, False)
    assert user["posts"]["totalCount"] == 1
    assert await hidden(database) == set()
    assert await announced(database) == [f"person.{event}", f"person.un{event}"]


@pytest.mark.parametrize("name", ["blockUser", "muteUser"])
async def test_doing_it_again_changes_nothing(
    api: Api, database: PinnedDatabase, name: str
) -> None:
    ada, eve = await make_account(database), await make_account(database)
    first = await change(api, name, ada, eve)

    again = await change(api, name, ada, eve)

    assert again == first
    assert len(await announced(database)) == 1


@pytest.mark.parametrize("name", ["unblockUser", "unmuteUser"])
async def test_ending_what_never_began_changes_nothing(
    api: Api, database: PinnedDatabase, name: str
) -> None:
    ada, eve = await make_account(database), await make_account(database)

    assert (await change(api, name, ada, eve))["user"]["viewerIsBlocking"] is False
    assert await announced(database) == []


@pytest.mark.parametrize("name", ["blockUser", "muteUser"])
async def test_nobody_stops_hearing_from_themselves(
    api: Api, database: PinnedDatabase, name: str
) -> None:
    ada = await make_account(database)

    assert await change(api, name, ada, ada) == {"code": "INVALID_INPUT"}
    assert await hidden(database) == set()


@pytest.mark.parametrize("name", ["blockUser", "muteUser", "unblockUser", "unmuteUser"])
async def test_whoever_is_not_there_or_blocks_the_viewer_is_not_found(
    api: Api, database: PinnedDatabase, name: str
) -> None:
    ada, eve = await make_account(database), await make_account(database)
    nobody = Member(user_id=USER.new_id(at=NOON))
    await block(database, eve, ada)

    assert await change(api, name, ada, nobody) == {"code": "PERSON_NOT_FOUND"}
    assert await change(api, name, ada, eve) == {"code": "PERSON_NOT_FOUND"}
    assert await announced(database) == []


async def test_a_block_can_be_taken_back_from_somebody_who_blocks_one_too(
    api: Api, database: PinnedDatabase
) -> None:
    ada, eve = await make_account(database), await make_account(database)
    await block(database, ada, eve)
    await block(database, eve, ada)
    listed = "{ viewer { blockedUsers { nodes { id } } } }"

    assert (await api(listed, actor=ada))["viewer"]["blockedUsers"]["nodes"] != []
    assert "user" in await change(api, "unblockUser", ada, eve)
    assert await change(api, "unblockUser", ada, eve) == {"code": "PERSON_NOT_FOUND"}
    assert await hidden(database) == {(ada.user_id, eve.user_id), (eve.user_id, ada.user_id)}


@pytest.mark.parametrize(
    ("name", "code"), [("blockUser", "TOO_MANY_BLOCKED"), ("muteUser", "TOO_MANY_MUTED")]
)
async def test_nobody_stops_hearing_from_more_people_than_may_be(
    api: Api, database: PinnedDatabase, monkeypatch: pytest.MonkeyPatch, name: str, code: str
) -> None:
    monkeypatch.setattr(service, "MOST_PEOPLE", 2)
    ada = await make_account(database)
    for _ in range(2):
        await change(api, name, ada, await make_account(database))
    events, before = await announced(database), await hidden(database)

    assert await change(api, name, ada, await make_account(database)) == {"code": code}
    assert await announced(database) == events
    assert await hidden(database) == before


async def test_whoever_mutes_somebody_who_blocks_them_has_no_card_of_them(
    api: Api, database: PinnedDatabase
) -> None:
    ada, eve = await make_account(database), await make_account(database)
    await mute(database, ada, eve)
    listed = "{ viewer { mutedUsers { totalCount nodes { id } } } }"
    assert (await api(listed, actor=ada))["viewer"]["mutedUsers"]["totalCount"] == 1

    await block(database, eve, ada)

    found = (await api(listed, actor=ada))["viewer"]["mutedUsers"]
    assert found == {"totalCount": 0, "nodes": []}


async def test_what_is_shown_of_people_takes_one_statement_more_for_all_of_them(
    api: Api, database: PinnedDatabase, connection: asyncpg.Connection
) -> None:
    ada = await make_account(database)
    people = [await make_user(database) for _ in range(5)]
    names = "{ users(first: %d) { nodes { username %s } } }"
    shown = "viewerIsBlocking viewerIsMuting"

    async def statements(size: int, what: str) -> int:
        with counted(connection) as sent:
            await api(names % (size, what), actor=ada)
        return len(sent)

    assert await statements(5, shown) == await statements(5, "")
    await mute(database, ada, people[0])
    assert await statements(5, shown) == await statements(2, shown)


async def test_a_change_takes_as_many_statements_whoever_it_is_about(
    api: Api, database: PinnedDatabase, connection: asyncpg.Connection
) -> None:
    ada, eve = await make_account(database), await make_account(database)
    post_id = await make_post(database, eve)
    taken = {}

    for name in ("blockUser", "unblockUser", "muteUser", "unmuteUser"):
        await make_comment(database, post_id, eve)
        with counted(connection) as sent:
            await change(api, name, ada, eve, "user { id }")
        taken[name] = len(sent)

    assert taken == {"blockUser": 8, "unblockUser": 5, "muteUser": 6, "unmuteUser": 5}
