"""Deleting one's account: who may, what is refused, what stays and what is told."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from broadsheet.wiring import build_context
from db.pool import Pool, PoolLimits
from domain.accounts.models import Device
from domain.actor import Anonymous, Member, SiteRole
from domain.ids import SESSION, USER
from domain.people.models import LeftContent
from domain.refusals import Refused
from tests.api.client import ADDRESSES, WORLD, Api
from tests.api.passwords import plain_hash
from tests.committing import own_database
from tests.factories import (
    NOON,
    make_account,
    make_comment,
    make_post,
    make_publication,
    make_user,
)
from tests.pinned import PinnedDatabase

DELETE = """
    mutation ($password: String!, $content: LeftContent!) {
      deleteAccount(input: {password: $password, content: $content}) {
        __typename
        ... on DeleteAccountSuccess { userId }
        ... on Error { code message }
      }
    }
"""

THREAD = """
    query ($id: ID!) {
      node(id: $id) {
        ... on Post { thread(first: 9) { nodes { content { text } author { name } } } }
      }
    }
"""


async def signed_in(database: Any, **given: Any) -> Member:
    member = await make_account(database, password_hash=plain_hash("a horse"), **given)
    return replace(member, session_id=SESSION.new_id(at=NOON))


async def delete(
    api: Api,
    actor: Any,
    *,
    password: str = "a horse",  # noqa: S107 - everybody's
    content: str = "ERASE",
) -> Any:
    answer = await api(DELETE, actor=actor, password=password, content=content)
    return answer["deleteAccount"]


async def assert_nothing_happened(database: PinnedDatabase, member: Member) -> None:
    query = "SELECT count(*) FROM accounts WHERE user_id = $1"
    assert await database.fetchval(query, member.user_id) == 1
    assert await database.fetchval("SELECT count(*) FROM outbox") == 0
    assert await database.fetchval("SELECT count(*) FROM outgoing_mail") == 0


@pytest.mark.parametrize("content", LeftContent)
async def test_the_account_goes_and_a_letter_says_so(
    database: PinnedDatabase, api: Api, content: LeftContent
) -> None:
    ada = await signed_in(database, email="ada@example.org")
    await database.execute(
        """
        INSERT INTO sessions (id, user_id, token_hash, created_at, last_used_at, expires_at)
        VALUES ($1, $2, sha256('a'), now(), now(), now())
        """,
        ada.session_id,
        ada.user_id,
    )

    deleted = await delete(api, ada, content=content.name)

    assert deleted == {
        "__typename": "DeleteAccountSuccess",
        "userId": USER.text_of(ada.user_id),
    }
    for table in ("accounts", "sessions"):
        assert await database.fetchval(f"SELECT count(*) FROM {table}") == 0  # noqa: S608 - names of ours
    letter = await database.fetchrow("SELECT kind, recipient, user_id FROM outgoing_mail")
    assert letter
    assert tuple(letter) == ("account_deleted", "ada@example.org", None)
    event = await database.fetchrow("SELECT name, payload->>'content' FROM outbox")
    assert event
    assert tuple(event) == ("user.deleted", content.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [("ERASE", (None, None)), ("KEEP_ANONYMOUS", ("Somebody who left", "I am Ada."))],
)
async def test_discussions_can_still_be_read(
    database: PinnedDatabase, api: Api, content: str, said: tuple[str | None, str | None]
) -> None:
    ada, grace = await signed_in(database, name="Ada"), await make_user(database, name="Grace")
    post = await make_post(database, grace)
    comment = await make_comment(database, post, ada, text="I am Ada.")
    await make_comment(database, post, grace, parent_id=comment, text="Hello.")
    id = f"post_{post.hex}"

    await delete(api, ada, content=content)

    thread = (await api(THREAD, id=id))["node"]["thread"]["nodes"]
    found = [
        (one["author"] and one["author"]["name"], one["content"] and one["content"]["text"])
        for one in thread
    ]
    assert found == [said, ("Grace", "Hello.")]


async def test_a_wrong_password_is_refused(database: PinnedDatabase, api: Api) -> None:
    ada = await signed_in(database)

    refused = await delete(api, ada, password="a mule")

    assert (refused["__typename"], refused["code"]) == ("PermissionDeniedError", "WRONG_PASSWORD")
    await assert_nothing_happened(database, ada)


async def test_only_the_person_deletes_the_account(database: PinnedDatabase, api: Api) -> None:
    ada = await signed_in(database)

    assert (await delete(api, Anonymous()))["code"] == "UNAUTHENTICATED"
    assert (await delete(api, replace(ada, session_id=None)))["code"] == "SESSION_NEEDED"
    await assert_nothing_happened(database, ada)


async def test_an_owner_whom_others_need_stays(database: PinnedDatabase, api: Api) -> None:
    ada, grace = await signed_in(database), await make_user(database)
    await make_publication(database, handle="daily", owner=ada, editor=grace)

    refused = await delete(api, ada)

    assert (refused["__typename"], refused["code"]) == ("ConflictError", "PUBLICATION_NEEDS_OWNER")
    assert "daily" in refused["message"]
    await assert_nothing_happened(database, ada)


async def test_the_last_administrator_stays(database: PinnedDatabase, api: Api) -> None:
    ada = await signed_in(database, role=SiteRole.ADMIN)

    refused = await delete(api, ada)
    await assert_nothing_happened(database, ada)
    await make_account(database, role=SiteRole.ADMIN)
    deleted = await delete(api, ada)

    assert (refused["__typename"], refused["code"]) == ("ConflictError", "LAST_ADMINISTRATOR")
    assert deleted["__typename"] == "DeleteAccountSuccess"


async def test_one_administrator_of_two_who_leave_at_once_remains(server: str) -> None:
    async with own_database(server, "broadsheet_leaving") as dsn:
        pool = Pool(dsn, PoolLimits(size=8))
        async with pool.open():
            admins = [await signed_in(pool, role=SiteRole.ADMIN) for _ in range(4)]
            leaving = build_context(
                pool, pool, actor=admins[0], world=WORLD, addresses=ADDRESSES
            ).services.leaving

            outcomes = await asyncio.gather(
                *(
                    leaving.delete_account(
                        admin, password="a horse", content=LeftContent.ERASE, device=Device()
                    )
                    for admin in admins
                ),
                return_exceptions=True,
            )

            refused = [one for one in outcomes if isinstance(one, Refused)]
            assert [one.refusal.code for one in refused] == ["LAST_ADMINISTRATOR"]
            assert len([one for one in outcomes if not isinstance(one, BaseException)]) == 3
            assert await pool.fetchval("SELECT count(*) FROM accounts") == 1


async def test_somebody_who_leaves_twice_at_once_leaves_once(server: str) -> None:
    async with own_database(server, "broadsheet_leaving") as dsn:
        pool = Pool(dsn, PoolLimits(size=8))
        async with pool.open():
            ada = await signed_in(pool)
            await make_post(pool, ada)
            leaving = build_context(
                pool, pool, actor=ada, world=WORLD, addresses=ADDRESSES
            ).services.leaving

            outcomes = await asyncio.gather(
                *(
                    leaving.delete_account(
                        ada, password="a horse", content=content, device=Device()
                    )
                    for content in (*LeftContent, *LeftContent)
                ),
                return_exceptions=True,
            )

            assert len([one for one in outcomes if not isinstance(one, BaseException)]) == 1
            refused = [one.refusal.code for one in outcomes if isinstance(one, Refused)]
            assert refused == ["WRONG_PASSWORD"] * 3
            assert await pool.fetchval("SELECT count(*) FROM outgoing_mail") == 1
