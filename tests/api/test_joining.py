"""Being invited to a publication, and what comes of the answer."""

from dataclasses import replace

import pytest

from domain.actor import Anonymous, Scope
from domain.ids import PUBLICATION, PUBLICATION_INVITATION
from domain.tokens import INVITATION_TOKEN
from tests.api.answering import ACCEPT, ADDRESS, DECLINE, PREVIEW, accept, decline
from tests.api.client import Api
from tests.api.publication_callers import make_callers, written
from tests.factories import mail_link, make_account, make_invitation
from tests.pinned import PinnedDatabase


async def test_a_letter_makes_whoever_has_the_address_a_member(
    database: PinnedDatabase, api: Api
) -> None:
    callers = await make_callers(database)
    grace = await make_account(database, name="Grace", email="Grace@Example.org")
    id = await make_invitation(
        database, callers.publication_id, callers.member("owner"), email=ADDRESS, role="owner"
    )
    token = await mail_link(database, id, ADDRESS)

    accepted = await accept(api, grace, token=token)

    assert accepted == {
        "__typename": "AcceptInvitationSuccess",
        "membership": {"role": "OWNER", "user": {"name": "Grace"}},
        "publication": {
            "id": PUBLICATION.text_of(callers.publication_id),
            "viewerRole": "OWNER",
            "members": {"totalCount": 4},
        },
    }
    assert await written(database) == ["invitation.accepted", "member.joined"]
    assert await database.fetchval("SELECT count(*) FROM publication_invitations") == 0
    assert (await accept(api, grace, token=token))["code"] == "INVITATION_NOT_FOUND"


async def test_a_link_makes_as_many_members_as_it_may(database: PinnedDatabase, api: Api) -> None:
    callers = await make_callers(database)
    token = INVITATION_TOKEN.new().text
    await make_invitation(
        database, callers.publication_id, callers.member("owner"), token=token, capacity=2
    )
    one, two, three = [await make_account(database) for _ in range(3)]

    codes = [(await accept(api, actor, token=token)).get("code") for actor in (one, two, three)]

    assert codes == [None, None, "INVITATION_NOT_FOUND"]
    assert await database.fetchval("SELECT uses FROM publication_invitations") == 2
    assert (await api(PREVIEW, token=token))["invitation"] is None


async def test_a_member_uses_nothing_up(database: PinnedDatabase, api: Api) -> None:
    callers = await make_callers(database)
    token = INVITATION_TOKEN.new().text
    await make_invitation(
        database, callers.publication_id, callers.member("owner"), token=token, role="editor"
    )

    refused = await accept(api, callers["contributor"], token=token)

    assert (refused["__typename"], refused["code"]) == ("ConflictError", "ALREADY_MEMBER")
    assert await database.fetchval("SELECT uses FROM publication_invitations") == 0
    assert await written(database) == []


@pytest.mark.parametrize("query", [ACCEPT, DECLINE])
@pytest.mark.parametrize(
    "whose", ["another address", "an address that is not proved", "no account"]
)
async def test_a_letter_is_for_whoever_has_proved_the_address(
    database: PinnedDatabase, api: Api, query: str, whose: str
) -> None:
    callers = await make_callers(database)
    id = await make_invitation(
        database, callers.publication_id, callers.member("owner"), email=ADDRESS
    )
    token = await mail_link(database, id, ADDRESS)
    match whose:
        case "another address":
            actor = callers.member("stranger")
        case "an address that is not proved":
            actor = await make_account(database, email=ADDRESS, is_verified=False)
        case _:
            actor = replace(callers.member("stranger"), user_id=callers.member("owner").user_id)

    [by_token] = (await api(query, actor=actor, token=token)).values()
    [by_id] = (await api(query, actor=actor, id=PUBLICATION_INVITATION.text_of(id))).values()

    assert by_token["code"] == "INVITATION_FOR_SOMEBODY_ELSE"
    assert by_id["code"] == "INVITATION_NOT_FOUND"
    for table in ("publication_invitations", "mailed_links"):
        assert await database.fetchval(f"SELECT count(*) FROM {table}") == 1  # noqa: S608 - above
    assert await written(database) == []


@pytest.mark.parametrize("query", [ACCEPT, DECLINE])
async def test_one_signs_in_to_answer(database: PinnedDatabase, api: Api, query: str) -> None:
    grace = await make_account(database, email=ADDRESS)
    reading = replace(grace, scopes=(Scope.READ,))
    token = INVITATION_TOKEN.new().text

    for actor, code in ((Anonymous(), "UNAUTHENTICATED"), (reading, "SCOPE_MISSING")):
        [answer] = (await api(query, actor=actor, token=token)).values()
        assert answer["code"] == code


async def test_a_letter_is_declined_by_its_link(database: PinnedDatabase, api: Api) -> None:
    callers = await make_callers(database)
    grace = await make_account(database, email=ADDRESS)
    id = await make_invitation(
        database, callers.publication_id, callers.member("owner"), email=ADDRESS
    )
    token = await mail_link(database, id, ADDRESS)

    declined = await decline(api, grace, token=token)

    assert declined["__typename"] == "DeclineInvitationSuccess"
    assert (await accept(api, grace, token=token))["code"] == "INVITATION_NOT_FOUND"
    assert await database.fetchval("SELECT count(*) FROM memberships") == 3


async def test_a_link_for_many_cannot_be_declined(database: PinnedDatabase, api: Api) -> None:
    callers = await make_callers(database)
    token = INVITATION_TOKEN.new().text
    id = await make_invitation(
        database, callers.publication_id, callers.member("owner"), token=token
    )
    stranger, text = callers["stranger"], PUBLICATION_INVITATION.text_of(id)

    for given in ({"token": token}, {"id": text}):
        assert (await decline(api, stranger, **given))["code"] == "INVITATION_NOT_FOUND"
    assert (await accept(api, stranger, id=text))["code"] == "INVITATION_NOT_FOUND"
    assert await database.fetchval("SELECT count(*) FROM publication_invitations") == 1


async def test_one_says_which_invitation(database: PinnedDatabase, api: Api) -> None:
    ada = await make_account(database)
    id = "invitation_0190b5a7e2f07c3e9d5e4f1a2b3c4d5e"

    for given, argument in (
        ({}, "token"),
        ({"token": "bsi_", "id": id}, "token"),
        ({"id": "post_0190b5a7e2f07c3e9d5e4f1a2b3c4d5e"}, "invitationId"),
    ):
        assert (await accept(api, ada, **given))["violations"] == [{"argument": argument}]
    assert (await accept(api, ada, id=id))["code"] == "INVITATION_NOT_FOUND"
