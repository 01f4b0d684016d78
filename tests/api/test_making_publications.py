"""Making publications, and deleting them."""

import json
from typing import Any

import pytest

from domain.actor import SiteRole
from domain.ids import PUBLICATION
from domain.posts.models import PostStatus
from tests.api.client import Api
from tests.api.publication_callers import Callers, answers, make_callers, written
from tests.factories import (
    make_account,
    make_page,
    make_post,
    make_publication,
    make_redirect,
    make_series,
    make_user,
)
from tests.pinned import PinnedDatabase

CREATE = """
    mutation ($input: CreatePublicationInput!) {
      createPublication(input: $input) {
        __typename
        ... on CreatePublicationSuccess {
          publication {
            handle name description url host language contributorPublishing commentsDefault
            viewerRole members(first: 5) { nodes { role user { name } } }
          }
        }
        ... on Error { code message }
        ... on InvalidInputError { violations { argument message } }
      }
    }
"""

DELETE = """
    mutation ($id: ID!) {
      deletePublication(input: {publicationId: $id}) {
        __typename
        ... on DeletePublicationSuccess { deletedPublicationId handle }
        ... on Error { code }
      }
    }
"""


async def create(api: Api, actor: Any, **given: object) -> Any:
    wanted = {"handle": "daily", "name": "The Daily"} | given
    return (await api(CREATE, actor=actor, input=wanted))["createPublication"]


async def test_whoever_makes_a_publication_owns_it(database: PinnedDatabase, api: Api) -> None:
    ada = await make_account(database, name="Ada")

    made = await create(api, ada, description="News", url="https://daily.example/")

    assert made["__typename"] == "CreatePublicationSuccess"
    assert made["publication"] == {
        "handle": "daily",
        "name": "The Daily",
        "description": "News",
        "url": "https://daily.example",
        "host": None,
        "language": "en",
        "contributorPublishing": "AFTER_REVIEW",
        "commentsDefault": "OPEN",
        "viewerRole": "OWNER",
        "members": {"nodes": [{"role": "OWNER", "user": {"name": "Ada"}}]},
    }
    assert await written(database) == ["publication.created", "member.joined"]


async def test_everything_can_be_said_at_once(database: PinnedDatabase, api: Api) -> None:
    ada = await make_account(database)

    made = await create(
        api,
        ada,
        language="pt-BR",
        contributorPublishing="THEMSELVES",
        commentsDefault="MEMBERS",
        description="",
        url=None,
    )

    shown: dict[str, str | None] = {"language": "pt-BR", "contributorPublishing": "THEMSELVES"}
    shown |= {"commentsDefault": "MEMBERS", "description": None}
    assert made["publication"].items() >= shown.items()


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("nobody", "UNAUTHENTICATED"),
        ("stranger", None),
        ("moderator", None),
        ("program", "SCOPE_MISSING"),
    ],
)
async def test_people_make_publications_and_programs_do_that_have_the_scope(
    database: PinnedDatabase, api: Api, kind: str, code: str | None
) -> None:
    callers = await make_callers(database)

    made = await create(api, callers[kind])

    assert made.get("code") == code
    assert len(await written(database)) == (0 if code else 2)


async def test_an_address_is_proved_first(database: PinnedDatabase, api: Api) -> None:
    for ada in (await make_account(database, is_verified=False), await make_user(database)):
        made = await create(api, ada)

        assert (made["__typename"], made["code"]) == (
            "PermissionDeniedError",
            "ADDRESS_NOT_VERIFIED",
        )
    assert await written(database) == []


async def test_a_handle_is_had_by_one(database: PinnedDatabase, api: Api) -> None:
    await make_publication(database, handle="daily")

    made = await create(api, await make_account(database))

    assert (made["__typename"], made["code"]) == ("ConflictError", "HANDLE_TAKEN")
    assert await database.fetchval("SELECT count(*) FROM publications") == 1
    assert await written(database) == []


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        ("handle", ""),
        ("handle", "-daily"),
        ("handle", "the daily"),
        ("handle", "dåily"),
        ("handle", "d" * 61),
        ("handle", "admin"),
        ("handle", "graphql"),
        ("name", ""),
        ("name", " \u200b "),
        ("name", "The\x07Daily"),
        ("name", "n" * 101),
        ("description", "d" * 1_001),
        ("url", "ftp://daily.example"),
        ("url", "javascript:alert(1)"),
        ("url", "https://"),
        ("url", "https://daily.example/?a=b"),
        ("url", "https://user:secret@daily.example"),
        ("url", f"https://daily.example/{'p' * 2_000}"),
        ("language", ""),
        ("language", "English"),
    ],
)
async def test_what_breaks_a_rule_is_told_by_the_name_of_its_argument(
    database: PinnedDatabase, api: Api, argument: str, value: str
) -> None:
    made = await create(api, await make_account(database), **{argument: value})

    assert made["code"] == "INVALID_INPUT"
    assert [violation["argument"] for violation in made["violations"]] == [argument]
    assert await database.fetchval("SELECT count(*) FROM publications") == 0


async def test_everything_that_is_wrong_is_told_at_once(database: PinnedDatabase, api: Api) -> None:
    made = await create(api, await make_account(database), handle="api", name="", url="nowhere")

    assert [violation["argument"] for violation in made["violations"]] == ["handle", "name", "url"]


async def test_text_that_is_none_is_refused_before_anything(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_account(database)
    for text in ("a\0b", "\ud800"):
        wanted = {"handle": "daily", "name": text}
        assert await api.errors(CREATE, actor=ada, input=wanted) == ["BAD_USER_INPUT"]


async def test_nobody_owns_more_than_ten_but_administrators(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_account(database)
    admin = await make_account(database, role=SiteRole.ADMIN)
    for _ in range(10):
        await make_publication(database, owner=ada)
        await make_publication(database, owner=admin)
    await make_publication(database, editor=ada)

    assert (await create(api, ada))["code"] == "PUBLICATIONS_TOO_MANY"
    assert (await create(api, admin))["__typename"] == "CreatePublicationSuccess"


async def delete(api: Api, callers: Callers, kind: str = "owner") -> Any:
    id = PUBLICATION.text_of(callers.publication_id)
    return (await api(DELETE, actor=callers[kind], id=id))["deletePublication"]


@answers()
async def test_owners_delete_a_publication(
    database: PinnedDatabase, api: Api, kind: str, code: str | None
) -> None:
    callers = await make_callers(database)

    gone = await delete(api, callers, kind)

    assert gone.get("code") == code
    assert await database.fetchval("SELECT count(*) FROM publications") == (1 if code else 0)
    assert await written(database) == ([] if code else ["publication.deleted"])


async def test_what_belongs_to_a_publication_goes_with_it(
    database: PinnedDatabase, api: Api
) -> None:
    callers = await make_callers(database, handle="daily")
    await make_series(database, callers.publication_id, slug="parts")
    await make_redirect(database, callers.publication_id, "old", url="https://a.example")

    gone = await delete(api, callers)

    assert gone == {
        "__typename": "DeletePublicationSuccess",
        "deletedPublicationId": PUBLICATION.text_of(callers.publication_id),
        "handle": "daily",
    }
    for table in ("publications", "memberships", "series", "redirects"):
        assert await database.fetchval(f"SELECT count(*) FROM {table}") == 0  # noqa: S608 - above
    entry = await database.fetchrow("SELECT subject, actor_id, details FROM audit_entries")
    assert entry is not None
    assert entry["subject"] == gone["deletedPublicationId"]
    assert entry["actor_id"] == callers.member("owner").user_id
    assert json.loads(entry["details"]) == {}


@pytest.mark.parametrize("status", PostStatus)
async def test_a_publication_with_a_post_stays(
    database: PinnedDatabase, api: Api, status: PostStatus
) -> None:
    callers = await make_callers(database)
    writer = await make_user(database)
    await make_post(database, writer, publication_id=callers.publication_id, status=status)

    assert (await delete(api, callers))["code"] == "PUBLICATION_NOT_EMPTY"
    assert await database.fetchval("SELECT count(*) FROM memberships") == 3
    assert await written(database) == []


async def test_a_publication_with_a_page_stays(database: PinnedDatabase, api: Api) -> None:
    callers = await make_callers(database)
    await make_page(database, callers.publication_id, slug="about")

    assert (await delete(api, callers))["code"] == "PUBLICATION_NOT_EMPTY"


@pytest.mark.parametrize(
    ("id", "code"),
    [
        ("publication_0190b5a7e2f07c3e9d5e4f1a2b3c4d5e", "PUBLICATION_NOT_FOUND"),
        ("post_0190b5a7e2f07c3e9d5e4f1a2b3c4d5e", "INVALID_INPUT"),
    ],
)
async def test_what_is_not_there_is_not_deleted(
    database: PinnedDatabase, api: Api, id: str, code: str
) -> None:
    ada = await make_account(database, role=SiteRole.ADMIN)

    assert (await api(DELETE, actor=ada, id=id))["deletePublication"]["code"] == code
