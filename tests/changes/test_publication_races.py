"""Several owners of publications at once: what comes of it is what may."""

import asyncio
from typing import Any

import asyncpg

from domain.actor import Member
from domain.ids import PUBLICATION, USER
from tests.changes.keyed import Sender
from tests.changes.racing import ask, at_once, handle, roles, until_one_waits
from tests.factories import make_account, make_post, make_publication

CREATE = """
    mutation ($handle: String!) {
      answer: createPublication(input: {handle: $handle, name: "Daily"}) {
        __typename ... on Error { code }
      }
    }
"""

RENAME = """
    mutation ($in: ID!, $handle: String!) {
      answer: updatePublication(input: {publicationId: $in, handle: $handle}) {
        __typename ... on Error { code }
      }
    }
"""

DELETE = """
    mutation ($in: ID!) {
      answer: deletePublication(input: {publicationId: $in}) { __typename ... on Error { code } }
    }
"""

DEMOTE = """
    mutation ($in: ID!, $whom: ID!) {
      answer: changeMemberRole(input: {publicationId: $in, userId: $whom, role: EDITOR}) {
        __typename ... on Error { code }
      }
    }
"""

LEAVE = """
    mutation ($in: ID!) {
      answer: leavePublication(input: {publicationId: $in}) { __typename ... on Error { code } }
    }
"""


async def test_owners_who_demote_each_other_leave_one(
    writer: asyncpg.Connection, sender: Sender
) -> None:
    for _ in range(5):
        one, other = await make_account(writer), await make_account(writer)
        publication_id = await make_publication(writer, owner=one)
        await writer.execute(
            "INSERT INTO memberships (publication_id, user_id, role, joined_at) "
            "VALUES ($1, $2, 'owner', now())",
            publication_id,
            other.user_id,
        )
        where: dict[str, Any] = {"in": PUBLICATION.text_of(publication_id)}

        answers = await at_once(
            ask(sender, one, DEMOTE, whom=USER.text_of(other.user_id), **where),
            ask(sender, other, DEMOTE, whom=USER.text_of(one.user_id), **where),
        )

        assert answers == {"ChangeMemberRoleSuccess": 1, "PERMISSION_DENIED": 1}
        assert await roles(writer, publication_id) == ["editor", "owner"]


async def test_of_two_owners_who_leave_one_stays(
    writer: asyncpg.Connection, sender: Sender
) -> None:
    for _ in range(5):
        one, other = await make_account(writer), await make_account(writer)
        publication_id = await make_publication(writer, owner=one)
        await writer.execute(
            "INSERT INTO memberships (publication_id, user_id, role, joined_at) "
            "VALUES ($1, $2, 'owner', now())",
            publication_id,
            other.user_id,
        )
        where: dict[str, Any] = {"in": PUBLICATION.text_of(publication_id)}

        answers = await at_once(*(ask(sender, actor, LEAVE, **where) for actor in (one, other)))

        assert answers == {"LeavePublicationSuccess": 1, "LAST_OWNER": 1}
        assert await roles(writer, publication_id) == ["owner"]


async def test_of_two_who_want_a_handle_one_gets_it(
    writer: asyncpg.Connection, sender: Sender
) -> None:
    one, other = await make_account(writer), await make_account(writer)
    mine = PUBLICATION.text_of(await make_publication(writer, owner=one))
    wanted = handle()

    answers = await at_once(
        ask(sender, other, CREATE, handle=wanted),
        ask(sender, one, RENAME, handle=wanted, **{"in": mine}),
        ask(sender, one, CREATE, handle=wanted),
    )

    assert answers.pop("HANDLE_TAKEN") == 2
    assert len(answers) == 1


async def test_a_handle_that_is_being_given_up_is_not_to_be_had(
    writer: asyncpg.Connection, sender: Sender
) -> None:
    """Whoever wants it waits for the index, and finds it among the former ones."""
    former, owner = handle(), await make_account(writer)
    publication_id = await make_publication(writer, owner=owner, handle=former)
    transaction = writer.transaction()
    await transaction.start()
    await writer.execute(
        "INSERT INTO former_publication_handles (handle, publication_id) VALUES ($1, $2)",
        former,
        publication_id,
    )
    await writer.execute(
        "UPDATE publications SET handle = $2 WHERE id = $1", publication_id, handle()
    )

    asked = asyncio.ensure_future(ask(sender, await make_waiter(sender), CREATE, handle=former))
    await until_one_waits(sender)
    await transaction.commit()

    assert await asked == "HANDLE_TAKEN"


async def test_nobody_gets_more_publications_by_asking_at_once(
    writer: asyncpg.Connection, sender: Sender
) -> None:
    ada = await make_account(writer)
    for _ in range(8):
        await make_publication(writer, owner=ada)

    answers = await at_once(*(ask(sender, ada, CREATE, handle=handle()) for _ in range(6)))

    assert answers == {"CreatePublicationSuccess": 2, "PUBLICATIONS_TOO_MANY": 4}


async def test_a_publication_that_is_written_for_is_not_deleted(
    writer: asyncpg.Connection, sender: Sender
) -> None:
    owner = await make_account(writer)
    publication_id = await make_publication(writer, owner=owner)
    where: dict[str, Any] = {"in": PUBLICATION.text_of(publication_id)}
    transaction = writer.transaction()
    await transaction.start()
    await make_post(writer, owner, publication_id=publication_id)

    asked = asyncio.ensure_future(ask(sender, owner, DELETE, **where))
    await until_one_waits(sender)
    await transaction.commit()

    assert await asked == "PUBLICATION_NOT_EMPTY"


async def make_waiter(sender: Sender) -> Member:
    """Make somebody, while the writer is in the middle of something."""
    async with sender.pool.acquire() as connection:
        return await make_account(connection)
