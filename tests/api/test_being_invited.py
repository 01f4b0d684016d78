"""Being invited to a publication: who finds the invitation, and what it tells."""

from datetime import timedelta

import pytest

from domain.ids import PUBLICATION_INVITATION
from domain.tokens import INVITATION_TOKEN, LINK_TOKEN
from tests.api.answering import ADDRESS, PREVIEW, accept, decline
from tests.api.client import Api
from tests.api.publication_callers import make_callers, written
from tests.factories import mail_link, make_account, make_invitation, make_publication
from tests.pinned import PinnedDatabase

MINE = """
    {
      viewer {
        publicationInvitations { totalCount nodes { id role publication { name } } }
      }
    }
"""


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
        pytest.param(INVITATION_TOKEN.new().text, id="of another invitation"),
        pytest.param(LINK_TOKEN.new().text, id="of a link"),
    ],
)
async def test_a_text_that_is_no_invitation(database: PinnedDatabase, api: Api, token: str) -> None:
    ada = await make_account(database)

    assert (await api(PREVIEW, token=token))["invitation"] is None
    assert (await accept(api, ada, token=token))["code"] == "INVITATION_NOT_FOUND"
    assert (await decline(api, ada, token=token))["code"] == "INVITATION_NOT_FOUND"


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
