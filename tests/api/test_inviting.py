"""Invitations to publications, made by those who may."""

import json
from datetime import timedelta
from typing import Any

import pytest

from domain.ids import PUBLICATION, PUBLICATION_INVITATION
from domain.tokens import INVITATION_TOKEN
from tests.api.client import Api
from tests.api.publication_callers import DONE, Callers, answers, make_callers, written
from tests.factories import NOON, make_invitation
from tests.pinned import PinnedDatabase

INVITE = """
    mutation ($in: ID!, $email: String!, $role: PublicationRole!) {
      inviteToPublication(input: {publicationId: $in, email: $email, role: $role}) {
        __typename
        ... on InviteToPublicationSuccess {
          invitation {
            id role email capacity uses createdAt expiresAt inviter { name } publication { id }
          }
        }
        ... on Error { code }
        ... on InvalidInputError { violations { argument } }
        ... on RateLimitedError { retryAfterSeconds }
      }
    }
"""

LINK = """
    mutation ($in: ID!, $role: PublicationRole!, $capacity: Int!, $days: Int!) {
      createInvitationLink(
        input: {publicationId: $in, role: $role, capacity: $capacity, expiresInDays: $days}
      ) {
        __typename
        ... on CreateInvitationLinkSuccess {
          token invitation { id role email capacity uses expiresAt }
        }
        ... on Error { code }
        ... on InvalidInputError { violations { argument } }
      }
    }
"""


async def invite(
    api: Api,
    callers: Callers,
    kind: str = "owner",
    *,
    email: str = "grace@example.org",
    role: str = "CONTRIBUTOR",
) -> Any:
    id = PUBLICATION.text_of(callers.publication_id)
    variables = {"in": id, "email": email, "role": role}
    return (await api(INVITE, actor=callers[kind], **variables))["inviteToPublication"]


async def make_link(
    api: Api,
    callers: Callers,
    kind: str = "owner",
    *,
    role: str = "CONTRIBUTOR",
    capacity: int = 3,
    days: int = 7,
) -> Any:
    id = PUBLICATION.text_of(callers.publication_id)
    variables = {"in": id, "role": role, "capacity": capacity, "days": days}
    return (await api(LINK, actor=callers[kind], **variables))["createInvitationLink"]


@answers(editor=DONE)
async def test_editors_and_owners_invite_contributors(
    database: PinnedDatabase, api: Api, kind: str, code: str | None
) -> None:
    callers = await make_callers(database)

    sent = await invite(api, callers, kind)
    linked = await make_link(api, callers, kind)

    assert sent.get("code") == linked.get("code") == code
    made = 0 if code else 2
    assert await database.fetchval("SELECT count(*) FROM publication_invitations") == made
    assert await database.fetchval("SELECT count(*) FROM outgoing_mail") == made // 2
    assert await written(database) == ["invitation.created"] * made


@pytest.mark.parametrize("role", ["EDITOR", "OWNER"])
@answers()
async def test_only_owners_invite_to_more(
    database: PinnedDatabase, api: Api, kind: str, code: str | None, role: str
) -> None:
    callers = await make_callers(database)

    assert (await invite(api, callers, kind, role=role)).get("code") == code
    assert await database.fetchval("SELECT count(*) FROM outgoing_mail") == (0 if code else 1)


async def test_a_letter_is_written_that_holds_no_secret(database: PinnedDatabase, api: Api) -> None:
    callers = await make_callers(database)

    invitation = (await invite(api, callers, role="EDITOR"))["invitation"]

    assert invitation == {
        "id": invitation["id"],
        "role": "EDITOR",
        "email": "grace@example.org",
        "capacity": 1,
        "uses": 0,
        "createdAt": NOON.isoformat(),
        "expiresAt": (NOON + timedelta(days=7)).isoformat(),
        "inviter": {"name": "Olga"},
        "publication": {"id": PUBLICATION.text_of(callers.publication_id)},
    }
    letter = await database.fetchrow("SELECT * FROM outgoing_mail")
    assert letter is not None
    assert (letter["kind"], letter["recipient"]) == ("publication_invitation", "grace@example.org")
    assert letter["subject_id"] == PUBLICATION_INVITATION.parse(invitation["id"])
    assert json.loads(letter["facts"]) == {
        "inviter": "Olga",
        "publication": "The Broadsheet",
        "role": "editor",
    }
    for table in ("outbox", "audit_entries"):
        told = [str(dict(row)) for row in await database.fetch(f"SELECT * FROM {table}")]  # noqa: S608 - above
        assert "grace" not in "".join(told)


async def test_inviting_an_address_again_alters_its_one_invitation(
    database: PinnedDatabase, api: Api
) -> None:
    callers = await make_callers(database)

    first = await invite(api, callers, "editor")
    again = await invite(api, callers, email="Grace@Example.org", role="EDITOR")

    assert again["invitation"]["id"] == first["invitation"]["id"]
    assert again["invitation"]["role"] == "EDITOR"
    assert again["invitation"]["inviter"] == {"name": "Olga"}
    assert await database.fetchval("SELECT count(*) FROM outgoing_mail") == 2


async def test_whether_a_member_has_the_address_is_not_told(
    database: PinnedDatabase, api: Api
) -> None:
    callers = await make_callers(database)
    user_id = callers.member("contributor").user_id
    email = await database.fetchval("SELECT email FROM accounts WHERE user_id = $1", user_id)

    of_member = await invite(api, callers, email=email)
    of_nobody = await invite(api, callers)

    assert of_member["__typename"] == of_nobody["__typename"] == "InviteToPublicationSuccess"
    assert await database.fetchval("SELECT count(*) FROM outgoing_mail") == 2


@pytest.mark.parametrize(
    "email",
    [
        "",
        "grace",
        "grace@",
        "@example.org",
        "gr ace@example.org",
        "grace@example.org\nbcc: eve@example.org",
        "grace@example.org, eve@example.org",
        "Grace <grace@example.org>",
        f"{'g' * 65}@example.org",
        f"grace@{'e' * 250}.org",
    ],
)
async def test_a_letter_needs_an_address(database: PinnedDatabase, api: Api, email: str) -> None:
    callers = await make_callers(database)

    assert (await invite(api, callers, email=email))["violations"] == [{"argument": "email"}]
    assert await database.fetchval("SELECT count(*) FROM outgoing_mail") == 0
    assert await written(database) == []


async def test_the_text_of_a_link_is_told_once_and_stored_as_a_hash(
    database: PinnedDatabase, api: Api
) -> None:
    callers = await make_callers(database)

    made = await make_link(api, callers, role="EDITOR", capacity=1_000, days=90)

    assert made["invitation"] == {
        "id": made["invitation"]["id"],
        "role": "EDITOR",
        "email": None,
        "capacity": 1_000,
        "uses": 0,
        "expiresAt": (NOON + timedelta(days=90)).isoformat(),
    }
    stored = await database.fetchval("SELECT token_hash FROM publication_invitations")
    assert stored == INVITATION_TOKEN.parse(made["token"])


@pytest.mark.parametrize(
    ("given", "argument"),
    [
        ({"role": "OWNER"}, "role"),
        ({"capacity": 0}, "capacity"),
        ({"capacity": -1}, "capacity"),
        ({"capacity": 1_001}, "capacity"),
        ({"days": 0}, "expiresInDays"),
        ({"days": 91}, "expiresInDays"),
        ({"days": 2_147_483_647}, "expiresInDays"),
    ],
)
async def test_a_link_has_bounds(
    database: PinnedDatabase, api: Api, given: dict[str, Any], argument: str
) -> None:
    callers = await make_callers(database)

    made = await make_link(api, callers, **given)

    assert made["violations"] == [{"argument": argument}]
    assert await written(database) == []


async def test_a_publication_has_so_many_open_invitations(
    database: PinnedDatabase, api: Api
) -> None:
    callers = await make_callers(database)
    owner, old = callers.member("owner"), -timedelta(days=1)
    for number in range(100):
        await make_invitation(
            database, callers.publication_id, owner, lasts=old if number == 0 else timedelta(days=1)
        )

    last = await invite(api, callers)
    one_more = await make_link(api, callers)

    assert last["__typename"] == "InviteToPublicationSuccess"
    assert one_more["code"] == "INVITATIONS_TOO_MANY"
    assert await database.fetchval("SELECT count(*) FROM publication_invitations") == 100


async def test_a_publication_makes_so_many_invitations_in_a_day(
    database: PinnedDatabase, api: Api
) -> None:
    callers = await make_callers(database)
    await database.execute(
        """
        INSERT INTO audit_entries (id, action, subject, occurred_at)
        SELECT gen_random_uuid(), 'invitation.created', $1, $2::timestamptz + n * interval '1 min'
          FROM generate_series(1, 100) n
        """,
        PUBLICATION.text_of(callers.publication_id),
        NOON - timedelta(hours=23),
    )

    refused = await invite(api, callers)
    await database.execute("UPDATE audit_entries SET occurred_at = occurred_at - interval '61 min'")
    allowed = await invite(api, callers)

    assert refused == {
        "__typename": "RateLimitedError",
        "code": "RATE_LIMITED",
        "retryAfterSeconds": 61 * 60,
    }
    assert allowed["__typename"] == "InviteToPublicationSuccess"
    assert await database.fetchval("SELECT count(*) FROM outgoing_mail") == 1
