"""Changing what a publication says of itself, and how it works."""

import json
from typing import Any

import pytest

from domain.ids import PUBLICATION
from tests.api.client import Api
from tests.api.publication_callers import DENIED, Callers, answers, make_callers, written
from tests.factories import make_publication
from tests.pinned import PinnedDatabase

UPDATE = """
    mutation ($input: UpdatePublicationInput!) {
      updatePublication(input: $input) {
        __typename
        ... on UpdatePublicationSuccess {
          publication {
            handle name description url host language contributorPublishing
          }
        }
        ... on Error { code }
        ... on InvalidInputError { violations { argument } }
      }
    }
"""

READ = """
    query ($id: ID!) {
      node(id: $id) {
        ... on Publication {
          handle name description url host language contributorPublishing
        }
      }
    }
"""


async def update(api: Api, callers: Callers, kind: str = "owner", **given: object) -> Any:
    wanted = {"publicationId": PUBLICATION.text_of(callers.publication_id), **given}
    return (await api(UPDATE, actor=callers[kind], input=wanted))["updatePublication"]


async def read(api: Api, callers: Callers) -> Any:
    return (await api(READ, id=PUBLICATION.text_of(callers.publication_id)))["node"]


@answers()
async def test_owners_change_a_publication(
    database: PinnedDatabase, api: Api, kind: str, code: str | None
) -> None:
    callers = await make_callers(database)
    before = await read(api, callers)

    answer = await update(api, callers, kind, name="The Weekly")

    assert answer.get("code") == code
    after = await read(api, callers)
    assert after == (before if code else before | {"name": "The Weekly"})
    assert await written(database) == ([] if code else ["publication.updated"])


async def test_everything_can_be_changed(database: PinnedDatabase, api: Api) -> None:
    callers = await make_callers(database)
    wanted = {
        "handle": "weekly",
        "name": "The Weekly",
        "description": "News",
        "url": "https://weekly.example/blog",
        "host": "weekly.example",
        "language": "fr",
        "contributorPublishing": "NEVER",
    }

    answer = await update(api, callers, "administrator", **wanted)

    assert answer["publication"] == wanted == await read(api, callers)
    payload = json.loads(await database.fetchval("SELECT payload FROM outbox"))
    assert payload["changed"] == list(wanted)
    entry = await database.fetchrow("SELECT subject, publication_id, details FROM audit_entries")
    assert entry is not None
    assert entry["publication_id"] == callers.publication_id
    assert entry["subject"] == PUBLICATION.text_of(callers.publication_id)
    assert json.loads(entry["details"])["changed"].split() == list(wanted)


async def test_what_is_left_out_stays_and_what_is_empty_goes(
    database: PinnedDatabase, api: Api
) -> None:
    callers = await make_callers(database, url="https://daily.example", host="daily.example")
    await database.execute("UPDATE publications SET description = 'News'")

    stayed = await update(api, callers, name=None, description=None)
    gone = await update(api, callers, "administrator", description="", url="", host="")

    assert stayed["publication"]["description"] == "News"
    assert stayed["publication"]["url"] == "https://daily.example"
    assert gone["publication"]["description"] is None
    assert gone["publication"]["host"] is None
    assert gone["publication"]["url"].startswith("https://broadsheet.example/")


async def test_what_changes_nothing_is_told_to_nobody(database: PinnedDatabase, api: Api) -> None:
    callers = await make_callers(database)

    answer = await update(api, callers, name="The Broadsheet", description="")

    assert answer["__typename"] == "UpdatePublicationSuccess"
    assert await written(database) == []


@answers(owner=DENIED)
async def test_administrators_alone_give_host_names(
    database: PinnedDatabase, api: Api, kind: str, code: str | None
) -> None:
    callers = await make_callers(database)

    answer = await update(api, callers, kind, host="daily.example")

    assert answer.get("code") == code


async def test_owners_may_leave_the_host_name_as_it_is(database: PinnedDatabase, api: Api) -> None:
    callers = await make_callers(database, host="daily.example")

    answer = await update(api, callers, name="The Weekly", host="daily.example")

    assert answer["__typename"] == "UpdatePublicationSuccess"


@pytest.mark.parametrize(
    ("argument", "value", "code"),
    [("host", "taken.example", "HOST_TAKEN"), ("handle", "taken", "HANDLE_TAKEN")],
)
async def test_what_another_one_has_is_refused(
    database: PinnedDatabase, api: Api, argument: str, value: str, code: str
) -> None:
    await make_publication(database, handle="taken", host="taken.example")
    callers = await make_callers(database)
    before = await read(api, callers)

    answer = await update(api, callers, "administrator", **{argument: value, "name": "New"})

    assert (answer["__typename"], answer["code"]) == ("ConflictError", code)
    assert await read(api, callers) == before
    assert await written(database) == []


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        ("handle", " API"),
        ("handle", ""),
        ("name", ""),
        ("url", "//daily.example"),
        ("host", "Daily.Example"),
        ("host", "daily.example:80"),
        ("host", "localhost"),
        ("host", f"{'d' * 64}.example"),
        ("language", "x" * 36),
    ],
)
async def test_what_breaks_a_rule_is_told_by_the_name_of_its_argument(
    database: PinnedDatabase, api: Api, argument: str, value: str
) -> None:
    callers = await make_callers(database)

    answer = await update(api, callers, "administrator", **{argument: value})

    assert {violation["argument"] for violation in answer["violations"]} == {argument}
    assert await written(database) == []


async def test_what_is_not_there_is_not_changed(database: PinnedDatabase, api: Api) -> None:
    callers = await make_callers(database)
    for id, code in (
        ("publication_0190b5a7e2f07c3e9d5e4f1a2b3c4d5e", "PUBLICATION_NOT_FOUND"),
        ("daily", "INVALID_INPUT"),
    ):
        wanted = {"publicationId": id, "name": "New"}
        answer = await api(UPDATE, actor=callers["owner"], input=wanted)
        assert answer["updatePublication"]["code"] == code
