"""Changing what one says of oneself."""

import json
from dataclasses import replace
from typing import Any

import pytest

from domain.actor import Anonymous, Member, Scope
from domain.ids import ACCESS_TOKEN, SESSION, USER
from tests.api.client import Api
from tests.factories import NOON, make_account, make_user
from tests.pinned import PinnedDatabase

UPDATE = """
    mutation ($input: UpdateProfileInput!) {
      updateProfile(input: $input) {
        __typename
        ... on UpdateProfileSuccess { user { username name bio location websiteUrl } }
        ... on Error { code }
        ... on InvalidInputError { violations { argument } }
      }
    }
"""

ALL = {
    "username": "grace",
    "name": "Grace Hopper",
    "bio": "Wrote compilers.\nAnd more.",
    "location": "Arlington",
    "websiteUrl": "https://grace.example/",
}


async def signed_in(database: PinnedDatabase, **person: Any) -> Member:
    """Make somebody who came with a session."""
    return replace(await make_account(database, **person), session_id=SESSION.new_id(at=NOON))


async def update(api: Api, actor: Any, **given: object) -> Any:
    return (await api(UPDATE, actor=actor, input=given))["updateProfile"]


async def test_everything_can_be_changed(database: PinnedDatabase, api: Api) -> None:
    ada = await signed_in(database, name="Ada", username="ada")

    answer = await update(api, ada, **ALL)

    assert answer == {"__typename": "UpdateProfileSuccess", "user": ALL}
    event = await database.fetchrow("SELECT name, payload FROM outbox")
    assert event is not None
    assert event["name"] == "user.updated"
    told = json.loads(event["payload"])
    assert told["user_id"] == USER.text_of(ada.user_id)
    assert told["changed"] == list(ALL)
    entry = await database.fetchrow("SELECT action, subject, details FROM audit_entries")
    assert entry is not None
    assert (entry["action"], entry["subject"]) == ("user.renamed", USER.text_of(ada.user_id))
    assert json.loads(entry["details"]) == {"username": "grace", "former_username": "ada"}


async def test_what_is_left_out_stays_and_what_is_empty_goes(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await signed_in(database, username="ada")
    await update(api, ada, **ALL)

    stayed = await update(api, ada, name=None)
    gone = await update(api, ada, bio="", location="", websiteUrl="")

    assert stayed["user"] == ALL
    emptied = {"bio": None, "location": None, "websiteUrl": None}
    assert gone["user"] == ALL | emptied


async def test_what_changes_nothing_is_told_to_nobody(database: PinnedDatabase, api: Api) -> None:
    ada = await signed_in(database, name="Ada", username="ada")

    assert (await update(api, ada, name="Ada", username="ada"))["user"]["name"] == "Ada"
    assert await database.fetchval("SELECT count(*) FROM outbox") == 0
    assert await database.fetchval("SELECT count(*) FROM audit_entries") == 0


async def test_programs_change_a_profile_but_no_name(database: PinnedDatabase, api: Api) -> None:
    ada = await signed_in(database, name="Ada")
    token = ACCESS_TOKEN.new_id(at=NOON)
    program = replace(ada, session_id=None, access_token_id=token)

    assert (await update(api, program, name="Grace"))["user"]["name"] == "Grace"
    assert (await update(api, program, username="grace"))["code"] == "SESSION_NEEDED"


async def test_people_change_their_own_profile_alone(database: PinnedDatabase, api: Api) -> None:
    ada, bob = await signed_in(database, name="Ada"), await make_user(database, name="Bob")
    reading = replace(ada, scopes=(Scope.READ,))

    assert (await update(api, Anonymous(), name="Eve"))["code"] == "UNAUTHENTICATED"
    assert (await update(api, reading, name="Eve"))["code"] == "SCOPE_MISSING"
    await update(api, ada, name="Eve")

    names = await database.fetch("SELECT id, name FROM users ORDER BY name")
    assert [(row["id"], row["name"]) for row in names] == [
        (bob.user_id, "Bob"),
        (ada.user_id, "Eve"),
    ]


async def test_a_username_is_had_by_one(database: PinnedDatabase, api: Api) -> None:
    ada = await signed_in(database, username="ada")
    await make_user(database, username="bob")

    answer = await update(api, ada, username="bob", name="Bob")

    assert (answer["__typename"], answer["code"]) == ("ConflictError", "USERNAME_TAKEN")
    assert await database.fetchval("SELECT name FROM users WHERE username = 'ada'") == "Ada"
    assert await database.fetchval("SELECT count(*) FROM former_usernames") == 0


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        ("username", ""),
        ("username", "gr ace"),
        ("username", "root"),
        ("username", "g" * 61),
        ("name", ""),
        ("name", " \u200d"),
        ("name", "Gr\x07ace"),
        ("name", "n" * 201),
        ("bio", "b" * 1_001),
        ("location", "l" * 101),
        ("location", "a\x07b"),
        ("websiteUrl", "grace.example"),
        ("websiteUrl", "javascript:alert(1)"),
    ],
)
async def test_what_breaks_a_rule_is_told_by_the_name_of_its_argument(
    database: PinnedDatabase, api: Api, argument: str, value: str
) -> None:
    answer = await update(api, await signed_in(database), **{argument: value})

    assert {violation["argument"] for violation in answer["violations"]} == {argument}
    assert await database.fetchval("SELECT count(*) FROM outbox") == 0
