"""Who is a member of a publication, and as what."""

from typing import Any

import pytest

from domain.actor import Member
from domain.ids import PUBLICATION, USER
from domain.posts.models import PostStatus
from tests.api.client import Api
from tests.api.publication_callers import DENIED, DONE, Callers, answers, make_callers, written
from tests.factories import make_account, make_invitation, make_member, make_post, make_user
from tests.pinned import PinnedDatabase

CHANGE = """
    mutation ($in: ID!, $whom: ID!, $role: PublicationRole!) {
      changeMemberRole(input: {publicationId: $in, userId: $whom, role: $role}) {
        __typename
        ... on ChangeMemberRoleSuccess { membership { role user { name } } publication { id } }
        ... on Error { code }
      }
    }
"""

REMOVE = """
    mutation ($in: ID!, $whom: ID!) {
      removeMember(input: {publicationId: $in, userId: $whom}) {
        __typename
        ... on RemoveMemberSuccess {
          removedUserId publication { members { totalCount } }
        }
        ... on Error { code }
      }
    }
"""

LEAVE = """
    mutation ($in: ID!) {
      leavePublication(input: {publicationId: $in}) {
        __typename
        ... on LeavePublicationSuccess { publication { viewerRole members { totalCount } } }
        ... on Error { code }
      }
    }
"""

TRANSFER = """
    mutation ($in: ID!, $whom: ID!) {
      transferOwnership(input: {publicationId: $in, userId: $whom}) {
        __typename
        ... on TransferOwnershipSuccess {
          membership { role user { name } } publication { viewerRole }
        }
        ... on Error { code }
        ... on InvalidInputError { violations { argument } }
      }
    }
"""


async def ask(
    api: Api, query: str, callers: Callers, kind: str, whom: Member | None = None, **given: object
) -> Any:
    """Return what came of the one mutation."""
    variables = {"in": PUBLICATION.text_of(callers.publication_id), **given}
    if whom is not None:
        variables["whom"] = USER.text_of(whom.user_id)
    [answer] = (await api(query, actor=callers[kind], **variables)).values()
    return answer


async def roles(database: PinnedDatabase) -> list[str]:
    rows = await database.fetch("SELECT role FROM memberships ORDER BY joined_at")
    return [row["role"] for row in rows]


AS_MADE = ["owner", "editor", "contributor"]


@answers()
async def test_owners_decide_what_members_are(
    database: PinnedDatabase, api: Api, kind: str, code: str | None
) -> None:
    callers = await make_callers(database)

    answer = await ask(
        api, CHANGE, callers, kind, whom=callers.member("contributor"), role="EDITOR"
    )

    assert answer.get("code") == code
    assert await roles(database) == (AS_MADE if code else ["owner", "editor", "editor"])
    assert await written(database) == ([] if code else ["member.role_changed"])
    if code is None:
        assert answer["membership"] == {"role": "EDITOR", "user": {"name": "Con"}}


@answers()
async def test_owners_remove_members(
    database: PinnedDatabase, api: Api, kind: str, code: str | None
) -> None:
    callers = await make_callers(database)

    answer = await ask(api, REMOVE, callers, kind, whom=callers.member("editor"))

    assert answer.get("code") == code
    assert await roles(database) == (AS_MADE if code else ["owner", "contributor"])
    assert await written(database) == ([] if code else ["member.left"])
    if code is None:
        assert answer["removedUserId"] == USER.text_of(callers.member("editor").user_id)
        assert answer["publication"]["members"]["totalCount"] == 2


@answers(
    stranger="MEMBER_NOT_FOUND",
    contributor=DONE,
    editor=DONE,
    owner="LAST_OWNER",
    moderator="MEMBER_NOT_FOUND",
    administrator="MEMBER_NOT_FOUND",
    **{"program of an administrator": "MEMBER_NOT_FOUND"},
)
async def test_members_leave_but_for_the_last_owner(
    database: PinnedDatabase, api: Api, kind: str, code: str | None
) -> None:
    callers = await make_callers(database)

    answer = await ask(api, LEAVE, callers, kind)

    assert answer.get("code") == code
    assert len(await roles(database)) == (3 if code else 2)
    assert await written(database) == ([] if code else ["member.left"])
    if code is None:
        assert answer["publication"] == {"viewerRole": None, "members": {"totalCount": 2}}


@answers(administrator=DENIED)
async def test_owners_give_a_publication_away(
    database: PinnedDatabase, api: Api, kind: str, code: str | None
) -> None:
    callers = await make_callers(database)

    answer = await ask(api, TRANSFER, callers, kind, whom=callers.member("contributor"))

    assert answer.get("code") == code
    assert await roles(database) == (AS_MADE if code else ["editor", "editor", "owner"])
    assert await written(database) == ([] if code else ["member.role_changed"] * 2)
    if code is None:
        assert answer["membership"] == {"role": "OWNER", "user": {"name": "Con"}}
        assert answer["publication"] == {"viewerRole": "EDITOR"}


async def test_the_last_owner_stays_owner(database: PinnedDatabase, api: Api) -> None:
    callers = await make_callers(database)
    owner = callers.member("owner")

    for kind in ("owner", "administrator"):
        demoted = await ask(api, CHANGE, callers, kind, whom=owner, role="EDITOR")
        removed = await ask(api, REMOVE, callers, kind, whom=owner)
        assert demoted["code"] == removed["code"] == "LAST_OWNER"

    assert await roles(database) == AS_MADE
    assert await written(database) == []


async def test_one_of_several_owners_may_go(database: PinnedDatabase, api: Api) -> None:
    callers = await make_callers(database)
    await make_member(database, callers.publication_id, await make_account(database), role="owner")

    assert (await ask(api, LEAVE, callers, "owner"))["__typename"] == "LeavePublicationSuccess"


async def test_an_owner_who_cannot_sign_in_does_not_count(
    database: PinnedDatabase, api: Api
) -> None:
    callers = await make_callers(database)
    imported = await make_user(database)
    await make_member(database, callers.publication_id, imported, role="owner")

    left = await ask(api, LEAVE, callers, "owner")
    given_away = await ask(api, TRANSFER, callers, "owner", whom=imported)

    assert left["code"] == given_away["code"] == "LAST_OWNER"
    assert await written(database) == []


async def test_what_changes_nothing_is_told_to_nobody(database: PinnedDatabase, api: Api) -> None:
    callers = await make_callers(database)

    for kind, role in (("owner", "OWNER"), ("editor", "EDITOR")):
        answer = await ask(api, CHANGE, callers, "owner", whom=callers.member(kind), role=role)
        assert answer["membership"]["role"] == role
    assert await written(database) == []


async def test_a_stranger_is_no_member(database: PinnedDatabase, api: Api) -> None:
    callers = await make_callers(database)
    stranger = callers.member("stranger")

    for query, given in ((CHANGE, {"role": "EDITOR"}), (REMOVE, {}), (TRANSFER, {})):
        answer = await ask(api, query, callers, "owner", whom=stranger, **given)
        assert (answer["__typename"], answer["code"]) == ("NotFoundError", "MEMBER_NOT_FOUND")


async def test_nobody_gives_a_publication_to_themselves(database: PinnedDatabase, api: Api) -> None:
    callers = await make_callers(database)

    answer = await ask(api, TRANSFER, callers, "owner", whom=callers.member("owner"))

    assert answer["violations"] == [{"argument": "userId"}]


@pytest.mark.parametrize("query", [CHANGE, REMOVE, TRANSFER, LEAVE])
async def test_there_has_to_be_such_a_publication(
    database: PinnedDatabase, api: Api, query: str
) -> None:
    ada = await make_account(database)
    given: dict[str, object] = {"whom": USER.text_of(ada.user_id), "role": "EDITOR"}
    given = {name: value for name, value in given.items() if f"${name}:" in query}
    for id, code in (
        ("publication_0190b5a7e2f07c3e9d5e4f1a2b3c4d5e", "PUBLICATION_NOT_FOUND"),
        ("user_0190b5a7e2f07c3e9d5e4f1a2b3c4d5e", "INVALID_INPUT"),
    ):
        [answer] = (await api(query, actor=ada, **{"in": id, **given})).values()
        assert answer["code"] == code


async def test_what_somebody_wrote_stays_when_they_go(database: PinnedDatabase, api: Api) -> None:
    callers = await make_callers(database)
    writer = callers.member("contributor")
    await make_post(database, writer, publication_id=callers.publication_id, title="Kept")
    await make_post(
        database, writer, publication_id=callers.publication_id, status=PostStatus.DRAFT
    )

    await ask(api, LEAVE, callers, "contributor")

    posts = await database.fetch("SELECT author_id FROM posts")
    assert [row["author_id"] for row in posts] == [writer.user_id] * 2
    found = await api("{ posts { nodes { title author { name } } } }")
    assert found["posts"]["nodes"] == [{"title": "Kept", "author": {"name": "Con"}}]


@pytest.mark.parametrize(
    ("query", "given", "left"),
    [(REMOVE, {}, 1), (CHANGE, {"role": "CONTRIBUTOR"}, 1), (CHANGE, {"role": "OWNER"}, 2)],
)
async def test_invitations_go_with_those_who_made_them(
    database: PinnedDatabase, api: Api, query: str, given: dict[str, object], left: int
) -> None:
    callers = await make_callers(database)
    for kind in ("editor", "owner"):
        await make_invitation(database, callers.publication_id, callers.member(kind))

    await ask(api, query, callers, "owner", whom=callers.member("editor"), **given)

    assert await database.fetchval("SELECT count(*) FROM publication_invitations") == left
