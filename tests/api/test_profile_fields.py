"""Lines that people add to their profiles."""

from dataclasses import replace
from typing import Any

import pytest

from domain.actor import Anonymous, Scope
from tests.announced import announced
from tests.api.callers import ask, code_of, mutation
from tests.api.client import Api
from tests.factories import make_user
from tests.pinned import PinnedDatabase

SET = mutation("setProfileFields", "user { profileFields { name value url } }")

LINKED = {"name": "Code", "value": "https://example.org/ada"}
PLAIN = {"name": "Pronouns", "value": "she/her"}
TOO_MANY = [PLAIN] * 9


async def stored(database: PinnedDatabase) -> int:
    count: int = await database.fetchval("SELECT count(*) FROM profile_fields")
    return count


async def test_a_profile_has_the_lines_that_were_given_last(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_user(database, username="ada")
    await ask(api, SET, ada, fields=[PLAIN] * 8)

    changed = await ask(api, SET, ada, fields=[LINKED, PLAIN])

    lines = [{**LINKED, "url": LINKED["value"]}, {**PLAIN, "url": None}]
    assert changed["user"]["profileFields"] == lines
    asked = '{ user(username: "ada") { profileFields { name value url } } }'
    assert (await api(asked))["user"]["profileFields"] == lines
    assert await announced(database) == ["user.updated"] * 2
    assert (await ask(api, SET, ada, fields=[]))["user"]["profileFields"] == []


async def test_the_same_lines_again_change_nothing(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database)
    for _ in range(2):
        await ask(api, SET, ada, fields=[LINKED])

    assert await announced(database) == ["user.updated"]


@pytest.mark.parametrize(
    ("fields", "argument"),
    [
        (TOO_MANY, "fields"),
        ([{"name": " ", "value": "x"}], "name"),
        ([{"name": "x" * 101, "value": "x"}], "name"),
        ([{"name": "x", "value": ""}], "value"),
        ([{"name": "x", "value": "x" * 2_001}], "value"),
    ],
)
async def test_what_a_line_cannot_say(
    database: PinnedDatabase, api: Api, fields: Any, argument: str
) -> None:
    refused = await ask(api, SET, await make_user(database), fields=fields)

    assert refused["code"] == "INVALID_INPUT"
    assert [violation["argument"] for violation in refused["violations"]] == [argument]
    assert (await stored(database), await announced(database)) == (0, [])


async def test_only_addresses_of_the_web_may_be_followed(
    database: PinnedDatabase, api: Api
) -> None:
    for value in ("javascript:alert(1)", "data:text/html,x", "//example.org", "mailto:a@b.example"):
        changed = await ask(
            api, SET, await make_user(database), fields=[{"name": "x", "value": value}]
        )
        assert changed["user"]["profileFields"] == [{"name": "x", "value": value, "url": None}]


async def test_whoever_is_not_signed_in_has_no_profile(database: PinnedDatabase, api: Api) -> None:
    reader = replace(await make_user(database), scopes=(Scope.READ,))

    assert code_of(await ask(api, SET, Anonymous(), fields=[PLAIN])) == "UNAUTHENTICATED"
    assert code_of(await ask(api, SET, reader, fields=[PLAIN])) == "SCOPE_MISSING"
    assert (await stored(database), await announced(database)) == (0, [])
