"""Being invited to a publication, and what comes of it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain.actor import Anonymous, Scope
from domain.ids import PUBLICATION, PUBLICATION_INVITATION
from domain.tokens import INVITATION_TOKEN, LINK_TOKEN
from tests.api.client import Api
from tests.api.publication_callers import make_callers, written
from tests.factories import mail_link, make_account, make_invitation, make_publication
from tests.pinned import PinnedDatabase

PREVIEW = """
    query ($token: String!) {
      invitation(token: $token) {
        role isPersonal expiresAt publication { name } inviter { name }
      }
    }
"""

ACCEPT = """
    mutation ($token: String, $id: ID) {
      acceptInvitation(input: {token: $token, invitationId: $id}) {
        __typename
        ... on AcceptInvitationSuccess {
          membership { role user { name } }
          publication { id viewerRole members { totalCount } }
        }
        ... on Error { code }
        ... on InvalidInputError { violations { argument } }
      }
    }
"""

DECLINE = """
    mutation ($token: String, $id: ID) {
      declineInvitation(input: {token: $token, invitationId: $id}) {
        __typename
        ... on DeclineInvitationSuccess { declinedInvitationId }
        ... on Error { code }
      }
    }
"""

MINE = """
    {
      viewer {
        publicationInvitations { totalCount nodes { id role publication { name } } }
      }
    }
"""

ADDRESS = "grace@example.org"


async def accept(api: Api, actor: Any, **given: object) -> Any:
    return (await api(ACCEPT, actor=actor, **given))["acceptInvitation"]


async def decline(api: Api, actor: Any, **given: object) -> Any:
    return (await api(DECLINE, actor=actor, **given))["declineInvitation"]


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


async def test_those_who_are_invited_find_it_without_the_letter(
    database: PinnedDatabase, api: Api
) -> None:
    callers = await make_callers(database)
    other = await make_publication(database)
    grace = await make_account(database, email=ADDRESS)
    owner = callers.member("owner")
    first = await make_invitation(database, callers.publication_id, owner, email=ADDRESS.upper())
    second = await make_invitation(database, other, owner, email=ADDRESS, role="editor")
    await make_invitation(database, other, owner, email="eve@example.org")
    await make_invitation(
        database, await make_publication(database), owner, email=ADDRESS, lasts=timedelta(0)
    )

    mine = (await api(MINE, actor=grace))["viewer"]["publicationInvitations"]
    accepted = await accept(api, grace, id=PUBLICATION_INVITATION.text_of(first))
    declined = await decline(api, grace, id=PUBLICATION_INVITATION.text_of(second))

    assert mine["totalCount"] == 2
    assert [node["role"] for node in mine["nodes"]] == ["EDITOR", "CONTRIBUTOR"]
    assert accepted["membership"]["role"] == "CONTRIBUTOR"
    assert declined["declinedInvitationId"] == PUBLICATION_INVITATION.text_of(second)
    left = (await api(MINE, actor=grace))["viewer"]["publicationInvitations"]
    assert left == {"totalCount": 0, "nodes": []}
    actions = await database.fetch("SELECT action FROM audit_entries ORDER BY action")
    assert [row["action"] for row in actions] == [
        "invitation.accepted",
        "invitation.declined",
        "member.joined",
    ]


@pytest.mark.parametrize("is_verified", [False, True])
async def test_only_a_proved_address_shows_invitations(
    database: PinnedDatabase, api: Api, *, is_verified: bool
) -> None:
    callers = await make_callers(database)
    grace = await make_account(database, email=ADDRESS, is_verified=is_verified)
    id = await make_invitation(
        database, callers.publication_id, callers.member("owner"), email=ADDRESS
    )
    node = "query ($id: ID!) { node(id: $id) { id } }"

    mine = (await api(MINE, actor=grace))["viewer"]["publicationInvitations"]
    found = (await api(node, actor=grace, id=PUBLICATION_INVITATION.text_of(id)))["node"]

    assert mine["totalCount"] == int(is_verified)
    assert (found is not None) is is_verified


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


@pytest.mark.parametrize("gone", ["expired", "revoked", "link expired", "of another purpose"])
async def test_what_is_gone_is_not_found(database: PinnedDatabase, api: Api, gone: str) -> None:
    callers = await make_callers(database)
    grace = await make_account(database, email=ADDRESS)
    id = await make_invitation(
        database, callers.publication_id, callers.member("owner"), email=ADDRESS
    )
    token = await mail_link(database, id, ADDRESS)
    await database.execute(
        {
            "expired": "UPDATE publication_invitations SET expires_at = '2026-01-01'",
            "revoked": "DELETE FROM publication_invitations",
            "link expired": "UPDATE mailed_links SET expires_at = '2026-01-01'",
            "of another purpose": "UPDATE mailed_links SET purpose = 'verify_email'",
        }[gone]
    )

    assert (await api(PREVIEW, token=token))["invitation"] is None
    assert (await accept(api, grace, token=token))["code"] == "INVITATION_NOT_FOUND"
    assert await written(database) == []


@pytest.mark.parametrize(
    "token",
    [
        "",
        "bsi_",
        "bsi_" + "a" * 49,
        "x" * 9_000,
        INVITATION_TOKEN.new().text,
        LINK_TOKEN.new().text,
    ],
)
async def test_a_text_that_is_no_invitation(database: PinnedDatabase, api: Api, token: str) -> None:
    ada = await make_account(database)

    assert (await api(PREVIEW, token=token))["invitation"] is None
    assert (await accept(api, ada, token=token))["code"] == "INVITATION_NOT_FOUND"
    assert (await decline(api, ada, token=token))["code"] == "INVITATION_NOT_FOUND"


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


async def test_whoever_holds_a_text_sees_what_it_is_about(
    database: PinnedDatabase, api: Api
) -> None:
    callers = await make_callers(database)
    owner, text = callers.member("owner"), INVITATION_TOKEN.new().text
    await make_invitation(database, callers.publication_id, owner, token=text)
    id = await make_invitation(
        database, callers.publication_id, owner, email=ADDRESS, role="editor"
    )
    letter = await mail_link(database, id, ADDRESS)

    linked = (await api(PREVIEW, token=text))["invitation"]
    mailed = (await api(PREVIEW, token=letter))["invitation"]

    shared = {"publication": {"name": "The Broadsheet"}, "inviter": {"name": "Olga"}}
    assert linked.items() >= ({"role": "CONTRIBUTOR", "isPersonal": False} | shared).items()
    assert mailed.items() >= ({"role": "EDITOR", "isPersonal": True} | shared).items()
    assert await database.fetchval("SELECT count(*) FROM mailed_links") == 1
