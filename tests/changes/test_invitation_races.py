"""Several people at once who invite and are invited: what comes of it is what may."""

import asyncio

import asyncpg

from domain.ids import PUBLICATION
from domain.tokens import INVITATION_TOKEN
from tests.changes.keyed import Sender
from tests.changes.racing import ask, at_once, handle, roles, until_one_waits
from tests.factories import mail_link, make_account, make_invitation, make_publication

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
