"""Open invitations to publications: who sees them, and who takes them back."""

from datetime import timedelta

from domain.ids import PUBLICATION_INVITATION
from tests.api.client import Api
from tests.api.publication_callers import DONE, answers, make_callers
from tests.factories import NOON, make_account, make_invitation
from tests.pinned import PinnedDatabase

REVOKE = """
    mutation ($id: ID!) {
      revokeInvitation(input: {invitationId: $id}) {
        __typename
        ... on RevokeInvitationSuccess { revokedInvitationId publication { id } }
        ... on Error { code }
      }
    }
"""

OPEN = """
    {
      publications {
        nodes { invitations { totalCount nodes { email inviter { name } } } }
      }
    }
"""

NODE = "query ($id: ID!) { node(id: $id) { ... on PublicationInvitation { email } } }"


@answers(editor=DONE)
async def test_those_who_may_invite_see_and_revoke(
    database: PinnedDatabase, api: Api, kind: str, code: str | None
) -> None:
    callers = await make_callers(database)
    id = await make_invitation(
        database, callers.publication_id, callers.member("owner"), email="grace@example.org"
    )
    text = PUBLICATION_INVITATION.text_of(id)

    [publication] = (await api(OPEN, actor=callers[kind]))["publications"]["nodes"]
    node = (await api(NODE, actor=callers[kind], id=text))["node"]
    revoked = (await api(REVOKE, actor=callers[kind], id=text))["revokeInvitation"]

    if code is None:
        nodes = [{"email": "grace@example.org", "inviter": {"name": "Olga"}}]
        assert publication == {"invitations": {"totalCount": 1, "nodes": nodes}}
        assert node == {"email": "grace@example.org"}
        assert revoked["revokedInvitationId"] == text
    else:
        hidden = "INVITATION_NOT_FOUND" if code == "PERMISSION_DENIED" else code
        assert publication == {"invitations": None}
        assert node is None
        assert revoked["code"] == hidden
    left = await database.fetchval("SELECT count(*) FROM publication_invitations")
    assert left == (1 if code else 0)
    entries = await database.fetch("SELECT action FROM audit_entries")
    assert [entry["action"] for entry in entries] == ([] if code else ["invitation.revoked"])


async def test_editors_do_not_take_back_what_only_owners_hand_out(
    database: PinnedDatabase, api: Api
) -> None:
    callers = await make_callers(database)
    id = await make_invitation(
        database, callers.publication_id, callers.member("owner"), role="editor"
    )
    text = PUBLICATION_INVITATION.text_of(id)

    refused = await api(REVOKE, actor=callers["editor"], id=text)

    assert refused["revokeInvitation"]["code"] == "PERMISSION_DENIED"
    assert await database.fetchval("SELECT count(*) FROM publication_invitations") == 1


async def test_whoever_is_invited_cannot_revoke(database: PinnedDatabase, api: Api) -> None:
    callers = await make_callers(database)
    grace = await make_account(database, email="grace@example.org")
    id = await make_invitation(
        database, callers.publication_id, callers.member("owner"), email="grace@example.org"
    )
    text = PUBLICATION_INVITATION.text_of(id)

    refused = await api(REVOKE, actor=grace, id=text)

    assert refused["revokeInvitation"]["code"] == "PERMISSION_DENIED"
    assert (await api(NODE, actor=grace, id=text))["node"] == {"email": "grace@example.org"}


async def test_what_has_expired_is_in_no_list_and_no_node(
    database: PinnedDatabase, api: Api
) -> None:
    callers = await make_callers(database)
    id = await make_invitation(
        database, callers.publication_id, callers.member("owner"), lasts=timedelta(0)
    )

    [publication] = (await api(OPEN, actor=callers["owner"]))["publications"]["nodes"]

    assert publication["invitations"] == {"totalCount": 0, "nodes": []}
    node = await api(NODE, actor=callers["owner"], id=PUBLICATION_INVITATION.text_of(id))
    assert node["node"] is None


async def test_invitations_are_listed_newest_first_for_each_publication_with_one_statement(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_account(database)
    for number in range(3):
        callers = await make_callers(database)
        await database.execute(
            "INSERT INTO memberships (publication_id, user_id, role, joined_at) "
            "VALUES ($1, $2, 'owner', $3)",
            callers.publication_id,
            ada.user_id,
            NOON,
        )
        for letter in "ab":
            email = f"{letter}-{number}@example.org"
            await make_invitation(database, callers.publication_id, ada, email=email)
    database.statements.clear()
    query = "{ publications { nodes { invitations { nodes { email } } } } }"

    found = await api(query, actor=ada)

    assert [
        [node["email"][:3] for node in publication["invitations"]["nodes"]]
        for publication in found["publications"]["nodes"]
    ] == [["b-2", "a-2"], ["b-1", "a-1"], ["b-0", "a-0"]]
    # Publications, what the viewer is in them, invitations.
    assert len(database.statements) == 3
