"""Several people at once, on connections of their own: what comes of it is what may."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable
from typing import Any

import asyncpg
import pytest_asyncio

from domain.actor import Member
from domain.ids import PUBLICATION, USER, PublicationId
from domain.tokens import INVITATION_TOKEN
from tests.changes.keyed import Sender, open_sender, shown
from tests.factories import (
    mail_link,
    make_account,
    make_invitation,
    make_post,
    make_publication,
)
from tests.factories.moments import next_number
from tests.waiting import until

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

INVITE = """
    mutation ($in: ID!) {
      answer: inviteToPublication(
        input: {publicationId: $in, email: "grace@example.org", role: CONTRIBUTOR}
      ) { __typename ... on Error { code } }
    }
"""

ACCEPT = """
    mutation ($token: String!) {
      answer: acceptInvitation(input: {token: $token}) { __typename ... on Error { code } }
    }
"""

WAITS = """
    SELECT count(*) FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock'
"""


@pytest_asyncio.fixture(loop_scope="session")
async def sender(dsn: str) -> AsyncIterator[Sender]:
    async with open_sender(dsn, size=12) as sender:
        yield sender


async def ask(sender: Sender, actor: Member, query: str, **variables: Any) -> str:
    """Return the code of a refusal, or the type of a success."""
    outcome = await sender.send(actor, None, query=query, **variables)
    answer = shown(outcome)["answer"]
    return str(answer.get("code") or answer["__typename"])


async def at_once(*asked: Awaitable[str]) -> dict[str, int]:
    """Return how often each answer was given."""
    return dict(Counter(await asyncio.gather(*asked)))


async def roles(writer: asyncpg.Connection, publication_id: PublicationId) -> list[str]:
    rows = await writer.fetch(
        "SELECT role FROM memberships WHERE publication_id = $1 ORDER BY role", publication_id
    )
    return [row["role"] for row in rows]


def handle() -> str:
    return f"raced-{next_number()}"


async def test_a_link_for_three_lets_in_three_of_ten(
    writer: asyncpg.Connection, sender: Sender
) -> None:
    owner = await make_account(writer)
    publication_id = await make_publication(writer, owner=owner)
    token = INVITATION_TOKEN.new().text
    await make_invitation(writer, publication_id, owner, token=token, capacity=3)
    people = [await make_account(writer) for _ in range(10)]

    answers = await at_once(*(ask(sender, one, ACCEPT, token=token) for one in people))

    assert answers == {"AcceptInvitationSuccess": 3, "INVITATION_NOT_FOUND": 7}
    assert await roles(writer, publication_id) == ["contributor"] * 3 + ["owner"]
    uses = "SELECT uses FROM publication_invitations WHERE publication_id = $1"
    assert await writer.fetchval(uses, publication_id) == 3


async def test_a_link_lets_one_person_in_once(writer: asyncpg.Connection, sender: Sender) -> None:
    owner, guest = await make_account(writer), await make_account(writer)
    publication_id = await make_publication(writer, owner=owner)
    token = INVITATION_TOKEN.new().text
    await make_invitation(writer, publication_id, owner, token=token, capacity=9)

    answers = await at_once(*(ask(sender, guest, ACCEPT, token=token) for _ in range(5)))

    assert answers == {"AcceptInvitationSuccess": 1, "ALREADY_MEMBER": 4}
    uses = "SELECT uses FROM publication_invitations WHERE publication_id = $1"
    assert await writer.fetchval(uses, publication_id) == 1


async def test_a_letter_is_accepted_once(writer: asyncpg.Connection, sender: Sender) -> None:
    email = f"{handle()}@example.org"
    owner, guest = await make_account(writer), await make_account(writer, email=email)
    publication_id = await make_publication(writer, owner=owner)
    id = await make_invitation(writer, publication_id, owner, email=email)
    token = await mail_link(writer, id, email)

    answers = await at_once(*(ask(sender, guest, ACCEPT, token=token) for _ in range(5)))

    assert answers == {"AcceptInvitationSuccess": 1, "INVITATION_NOT_FOUND": 4}


async def test_an_address_that_is_invited_twice_at_once_has_one_invitation(
    writer: asyncpg.Connection, sender: Sender
) -> None:
    owner = await make_account(writer)
    publication_id = await make_publication(writer, owner=owner)
    text = PUBLICATION.text_of(publication_id)

    answers = await at_once(*(ask(sender, owner, INVITE, **{"in": text}) for _ in range(5)))

    assert answers == {"InviteToPublicationSuccess": 5}
    count = "SELECT count(*) FROM publication_invitations WHERE publication_id = $1"
    assert await writer.fetchval(count, publication_id) == 1


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


async def until_one_waits(sender: Sender) -> None:
    async def waits() -> bool:
        async with sender.pool.acquire() as connection:
            return bool(await connection.fetchval(WAITS))

    await until(waits)


async def test_what_is_being_revoked_is_not_to_be_accepted(
    writer: asyncpg.Connection, sender: Sender
) -> None:
    email = f"{handle()}@example.org"
    owner, guest = await make_account(writer), await make_account(writer, email=email)
    publication_id = await make_publication(writer, owner=owner)
    id = await make_invitation(writer, publication_id, owner, email=email)
    token = await mail_link(writer, id, email)
    transaction = writer.transaction()
    await transaction.start()
    await writer.execute("DELETE FROM publication_invitations WHERE id = $1", id)

    asked = asyncio.ensure_future(ask(sender, guest, ACCEPT, token=token))
    await until_one_waits(sender)
    await transaction.commit()

    assert await asked == "INVITATION_NOT_FOUND"
    assert await roles(writer, publication_id) == ["owner"]
