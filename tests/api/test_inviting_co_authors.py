"""Writing together: who asks whom, how many, and who sees that they did."""

import pytest

from domain.ids import USER
from domain.posts.models import PostStatus
from tests.announced import announced
from tests.api.client import Api
from tests.api.co_authors import INVITE, READ, invite
from tests.api.post_callers import EVERYBODY, make_people
from tests.factories import make_account, make_user
from tests.pinned import PinnedDatabase


async def test_people_are_asked_by_username_too(database: PinnedDatabase, api: Api) -> None:
    people = await make_people(database)
    eve = await make_account(database, username="eve")

    answer = await api(INVITE, actor=people.member("the author"), post=people.id, name="Eve")

    assert answer["inviteCoAuthor"]["invitation"]["user"] == {"id": USER.text_of(eve.user_id)}


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("nobody", "UNAUTHENTICATED"),
        ("a stranger", "POST_NOT_FOUND"),
        ("the author", None),
        ("a reader's token of the author", "SCOPE_MISSING"),
        ("a co-author", "PERMISSION_DENIED"),
        ("a contributor", "POST_NOT_FOUND"),
        ("an editor", None),
        ("an owner", None),
        ("a moderator", "PERMISSION_DENIED"),
        ("an administrator", None),
    ],
)
async def test_authors_and_editors_ask(
    database: PinnedDatabase, api: Api, who: str, code: str | None
) -> None:
    people = await make_people(database)

    offered = await api(
        "query ($id: ID!) { node(id: $id) { ... on Post { viewerCanChooseCoAuthors } } }",
        actor=people.actor(who),
        id=people.id,
    )
    answer = await invite(api, people, await make_account(database), who=who)

    is_offered = bool(offered["node"] and offered["node"]["viewerCanChooseCoAuthors"])
    assert is_offered is (code is None)
    assert answer.get("code") == code
    count = await database.fetchval("SELECT count(*) FROM co_author_invitations")
    assert count == (code is None)
    assert await announced(database) == (["co_author.invited"] if code is None else [])


@pytest.mark.parametrize("who", [*EVERYBODY, "the invited"])
async def test_an_invitation_is_seen_by_those_it_concerns(
    database: PinnedDatabase, api: Api, who: str
) -> None:
    people = await make_people(database, status=PostStatus.PUBLISHED)
    eve = await make_account(database)
    people.members["the invited"] = eve
    invitation = (await invite(api, people, eve))["invitation"]
    may_edit = who not in {"nobody", "a stranger", "a contributor", "a moderator", "the invited"}

    by_id = await api(READ, actor=people.actor(who), id=invitation["id"])
    listed = await api(
        "query ($id: ID!) { node(id: $id) { ... on Post { coAuthorInvitations { totalCount } } } }",
        actor=people.actor(who),
        id=people.id,
    )

    assert (by_id["node"] is not None) is (may_edit or who == "the invited")
    assert (listed["node"]["coAuthorInvitations"] is not None) is may_edit


async def test_nobody_is_asked_twice(database: PinnedDatabase, api: Api) -> None:
    people = await make_people(database)
    eve = await make_account(database)
    await invite(api, people, eve)

    assert (await invite(api, people, eve))["code"] == "ALREADY_INVITED"
    for who in ("the author", "a co-author"):
        assert (await invite(api, people, people.member(who)))["code"] == "ALREADY_AUTHOR"


async def test_only_people_who_can_answer_are_asked(database: PinnedDatabase, api: Api) -> None:
    people = await make_people(database)
    imported = await make_user(database)
    author = people.member("the author")

    unclaimed = await invite(api, people, imported)
    unknown = await api(INVITE, actor=author, post=people.id, name="nobody-at-all")
    neither = await api(INVITE, actor=author, post=people.id)
    wrong = await api(INVITE, actor=author, post=people.id, user=people.id)

    assert unclaimed["code"] == "PERSON_NOT_CLAIMED"
    assert unknown["inviteCoAuthor"]["code"] == "PERSON_NOT_FOUND"
    assert neither["inviteCoAuthor"]["violations"][0]["argument"] == "userId"
    assert wrong["inviteCoAuthor"]["violations"][0]["argument"] == "userId"
    assert await announced(database) == []


async def test_a_post_has_ten_co_authors_at_most(database: PinnedDatabase, api: Api) -> None:
    people = await make_people(database)
    for _ in range(9):
        assert "invitation" in await invite(api, people, await make_account(database))

    refused = await invite(api, people, await make_account(database))

    assert refused["code"] == "TOO_MANY_CO_AUTHORS"
    assert await database.fetchval("SELECT count(*) FROM co_author_invitations") == 9


async def test_fifty_people_are_ever_asked(database: PinnedDatabase, api: Api) -> None:
    people = await make_people(database)
    for _ in range(50):
        await invite(api, people, await make_account(database))
        await database.execute("UPDATE co_author_invitations SET declined_at = invited_at")

    refused = await invite(api, people, await make_account(database))

    assert refused["code"] == "TOO_MANY_INVITATIONS"
