"""Names that were given up: they still answer, and nobody else gets them."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import asyncpg
import pytest

from domain.actor import Member
from domain.ids import PUBLICATION, SESSION
from tests.api.client import Api
from tests.factories import NOON, make_account, make_page, make_post, make_publication, make_user
from tests.pinned import PinnedDatabase

RENAME = """
    mutation ($id: ID!, $handle: String!) {
      updatePublication(input: {publicationId: $id, handle: $handle}) {
        ... on UpdatePublicationSuccess { publication { handle } }
        ... on Error { code }
      }
    }
"""

CREATE = """
    mutation ($handle: String!) {
      createPublication(input: {handle: $handle, name: "Another one"}) {
        ... on CreatePublicationSuccess { publication { handle } }
        ... on Error { code }
      }
    }
"""

RENAME_SELF = """
    mutation ($username: String!) {
      updateProfile(input: {username: $username}) {
        ... on UpdateProfileSuccess { user { username } }
        ... on Error { code }
      }
    }
"""

EVERYWHERE = """
    query ($handle: String!) {
      publication(handle: $handle) { handle }
      post(publication: $handle, slug: "hello") { slug publication { handle } }
      page(publication: $handle, slug: "about") { slug }
      resolvePath(publication: $handle, path: "/hello") { ... on Post { slug } }
      posts(filter: {publication: $handle}) { totalCount nodes { slug } }
    }
"""

Rename = Callable[[str], Awaitable[Any]]


@pytest.fixture
def rename(api: Api, owner: Member, daily: str) -> Rename:
    async def renamed(handle: str) -> Any:
        answer = await api(RENAME, actor=owner, id=daily, handle=handle)
        return answer["updatePublication"]

    return renamed


@pytest.fixture
async def owner(database: PinnedDatabase) -> Member:
    ada = await make_account(database, username="ada")
    return replace(ada, session_id=SESSION.new_id(at=NOON))


@pytest.fixture
async def daily(database: PinnedDatabase, owner: Member) -> str:
    publication_id = await make_publication(database, handle="daily", owner=owner)
    await make_post(database, owner, publication_id=publication_id, slug="hello")
    await make_page(database, publication_id, slug="about")
    return PUBLICATION.text_of(publication_id)


async def test_a_former_handle_answers_wherever_a_publication_is_named(
    api: Api, rename: Rename
) -> None:
    before = await api(EVERYWHERE, handle="daily")
    assert before["posts"]["totalCount"] == 1

    await rename("weekly")

    after = await api(EVERYWHERE, handle="weekly")
    assert after == await api(EVERYWHERE, handle="daily") == await api(EVERYWHERE, handle="DAILY")
    assert after["publication"] == after["post"]["publication"] == {"handle": "weekly"}
    for name in ("page", "resolvePath", "posts"):
        assert after[name] == before[name]


async def test_nobody_else_gets_a_former_handle(
    database: PinnedDatabase, api: Api, rename: Rename
) -> None:
    await rename("weekly")
    bob = await make_account(database)
    other = await make_publication(database, owner=bob)

    made = await api(CREATE, actor=bob, handle="daily")
    renamed = await api(RENAME, actor=bob, id=PUBLICATION.text_of(other), handle="daily")

    assert made["createPublication"] == renamed["updatePublication"] == {"code": "HANDLE_TAKEN"}


async def test_a_publication_takes_its_former_handle_back(api: Api, rename: Rename) -> None:
    await rename("weekly")

    assert await rename("daily") == {"publication": {"handle": "daily"}}

    assert (await api(EVERYWHERE, handle="weekly"))["publication"] == {"handle": "daily"}


async def test_handles_are_not_collected(
    database: PinnedDatabase, api: Api, rename: Rename
) -> None:
    for number in range(5):
        assert await rename(f"daily-{number}") == {"publication": {"handle": f"daily-{number}"}}

    assert await rename("daily-5") == {"code": "RENAMED_TOO_OFTEN"}
    assert await rename("daily-2") == {"publication": {"handle": "daily-2"}}
    assert await database.fetchval("SELECT count(*) FROM former_publication_handles") == 5
    assert (await api(EVERYWHERE, handle="daily-5"))["publication"] is None


async def test_the_names_of_a_publication_are_free_when_it_is_deleted(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_account(database)
    id = PUBLICATION.text_of(await make_publication(database, handle="daily", owner=ada))
    await api(RENAME, actor=ada, id=id, handle="weekly")
    delete = "mutation ($id: ID!) { deletePublication(input: {publicationId: $id}) { __typename } }"
    await api(delete, actor=ada, id=id)

    for handle in ("daily", "weekly"):
        made = await api(CREATE, actor=ada, handle=handle)
        assert made["createPublication"] == {"publication": {"handle": handle}}


async def test_whoever_writes_meets_the_former_names_of_others(
    database: PinnedDatabase, api: Api, owner: Member, rename: Rename
) -> None:
    await rename("weekly")
    await api(RENAME_SELF, actor=owner, username="grace")

    with pytest.raises(asyncpg.UniqueViolationError) as refused:
        await make_publication(database, handle="daily")
    assert refused.value.constraint_name == "publications_handle"
    with pytest.raises(asyncpg.UniqueViolationError) as refused:
        await make_user(database, username="ada")
    assert refused.value.constraint_name == "users_username"


@pytest.mark.usefixtures("daily")
async def test_a_former_username_answers_wherever_a_person_is_named(
    api: Api, owner: Member
) -> None:
    query = """
        query ($name: String!) {
          user(username: $name) { username }
          posts(filter: {author: $name}) { totalCount nodes { slug } }
        }
    """
    renamed = await api(RENAME_SELF, actor=owner, username="grace")

    assert renamed["updateProfile"] == {"user": {"username": "grace"}}
    found = await api(query, name="ada")
    assert found == await api(query, name="grace")
    assert found["user"] == {"username": "grace"}
    assert found["posts"]["totalCount"] == 1


async def test_usernames_are_not_collected_and_nobody_else_gets_them(
    database: PinnedDatabase, api: Api, owner: Member
) -> None:
    bob = replace(await make_account(database), session_id=SESSION.new_id(at=NOON))
    for number in range(5):
        await api(RENAME_SELF, actor=owner, username=f"ada-{number}")

    one_more = await api(RENAME_SELF, actor=owner, username="ada-5")
    stolen = await api(RENAME_SELF, actor=bob, username="ada-3")
    back = await api(RENAME_SELF, actor=owner, username="ada")

    assert one_more["updateProfile"] == {"code": "RENAMED_TOO_OFTEN"}
    assert stolen["updateProfile"] == {"code": "USERNAME_TAKEN"}
    assert back["updateProfile"] == {"user": {"username": "ada"}}


SIGN_UP = """
    mutation ($username: String!) {
      signUp(input: {email: "eve@example.org", username: $username, name: "Eve"}) {
        __typename ... on Error { code }
      }
    }
"""


@pytest.mark.parametrize(
    ("username", "code"),
    [("ada", "USERNAME_TAKEN"), ("daily", "USERNAME_TAKEN"), ("admin", "INVALID_INPUT")],
)
async def test_whoever_joins_gets_no_name_that_was_given_up_or_is_reserved(
    api: Api, owner: Member, rename: Rename, username: str, code: str
) -> None:
    await api(RENAME_SELF, actor=owner, username="grace")
    await rename("weekly")

    assert (await api(SIGN_UP, username=username))["signUp"]["code"] == code
