"""Writing together: who asks, who answers, and what everyone sees of it."""

from typing import Any

import pytest

from domain.actor import Member
from domain.ids import USER
from domain.posts.models import PostStatus
from tests.announced import announced
from tests.api.client import Api
from tests.api.post_callers import EVERYBODY, People, make_people
from tests.factories import make_account, make_user
from tests.pinned import PinnedDatabase

INVITE = """
    mutation ($post: ID!, $user: ID, $name: String) {
      inviteCoAuthor(input: {postId: $post, userId: $user, username: $name}) {
        __typename
        ... on InviteCoAuthorSuccess {
          invitation { id user { id } invitedBy { name } post { title } }
          post { coAuthors { name } coAuthorInvitations { totalCount } }
        }
        ... on Error { code }
        ... on InvalidInputError { violations { argument message } }
      }
    }
"""

ACCEPT = """
    mutation ($id: ID!) {
      acceptCoAuthorship(input: {invitationId: $id}) {
        ... on AcceptCoAuthorshipSuccess {
          post { coAuthors { name } coAuthorInvitations { totalCount } }
        }
        ... on Error { code }
      }
    }
"""

DECLINE = """
    mutation ($id: ID!) {
      declineCoAuthorship(input: {invitationId: $id}) {
        ... on DeclineCoAuthorshipSuccess {
          declinedBy { coAuthorInvitations { totalCount } }
        }
        ... on Error { code }
      }
    }
"""

REMOVE = """
    mutation ($post: ID!, $user: ID!) {
      removeCoAuthor(input: {postId: $post, userId: $user}) {
        ... on RemoveCoAuthorSuccess { post { coAuthors { name } } }
        ... on Error { code }
      }
    }
"""

OWN = "{ viewer { coAuthorInvitations { totalCount nodes { id post { title } } } } }"

READ = "query ($id: ID!) { node(id: $id) { id } }"


async def invite(api: Api, people: People, user: Member, *, who: str = "the author") -> Any:
    answer = await api(
        INVITE, actor=people.actor(who), post=people.id, user=USER.text_of(user.user_id)
    )
    return answer["inviteCoAuthor"]


async def authors(database: PinnedDatabase, people: People) -> list[Any]:
    rows = await database.fetch(
        "SELECT user_id FROM post_authors WHERE post_id = $1 ORDER BY position", people.post_id
    )
    return [row["user_id"] for row in rows]


async def test_whoever_accepts_is_a_co_author(database: PinnedDatabase, api: Api) -> None:
    people = await make_people(database)
    eve = await make_account(database, name="Eve")

    asked = await invite(api, people, eve)
    accepted = await api(ACCEPT, actor=eve, id=asked["invitation"]["id"])

    assert asked["post"]["coAuthors"] == [{"name": "a co-author"}]
    assert asked["post"]["coAuthorInvitations"] == {"totalCount": 1}
    assert accepted["acceptCoAuthorship"]["post"] == {
        "coAuthors": [{"name": "a co-author"}, {"name": "Eve"}],
        "coAuthorInvitations": {"totalCount": 0},
    }
    assert (await authors(database, people))[-1] == eve.user_id
    assert await announced(database) == ["co_author.invited", "co_author.accepted"]


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


async def test_whoever_is_asked_reads_the_draft_until_they_have_declined(
    database: PinnedDatabase, api: Api
) -> None:
    people = await make_people(database, title="Together")
    eve = await make_account(database)
    before = await api(READ, actor=eve, id=people.id)
    invitation = (await invite(api, people, eve))["invitation"]

    meanwhile = await api(READ, actor=eve, id=people.id)
    own = await api(OWN, actor=eve)
    people.members["Eve"] = eve
    refused = await invite(api, people, eve, who="Eve")
    declined = await api(DECLINE, actor=eve, id=invitation["id"])
    afterwards = await api(READ, actor=eve, id=people.id)

    assert before["node"] is None
    assert meanwhile["node"] == {"id": people.id}
    assert own["viewer"]["coAuthorInvitations"]["nodes"] == [
        {"id": invitation["id"], "post": {"title": "Together"}}
    ]
    assert refused["code"] == "PERMISSION_DENIED"
    assert declined["declineCoAuthorship"] == {
        "declinedBy": {"coAuthorInvitations": {"totalCount": 0}}
    }
    assert afterwards["node"] is None


@pytest.mark.parametrize("status", [PostStatus.REMOVED, PostStatus.DELETED])
async def test_nobody_is_shown_by_an_invitation_what_was_taken_down(
    database: PinnedDatabase, api: Api, status: PostStatus
) -> None:
    people = await make_people(database)
    eve = await make_account(database)
    invitation = (await invite(api, people, eve))["invitation"]
    await database.execute(
        """
        UPDATE posts
           SET status = $1,
               deleted_at = CASE WHEN $1 = 'deleted' THEN now() END,
               deleted_from = CASE WHEN $1 = 'deleted' THEN 'draft' END
        """,
        status,
    )

    assert (await api(READ, actor=eve, id=people.id))["node"] is None
    assert (await api(OWN, actor=eve))["viewer"]["coAuthorInvitations"]["totalCount"] == 0
    accepted = await api(ACCEPT, actor=eve, id=invitation["id"])
    assert accepted["acceptCoAuthorship"]["code"] == "CO_AUTHOR_INVITATION_NOT_FOUND"


async def test_whoever_declined_is_not_asked_again(database: PinnedDatabase, api: Api) -> None:
    people = await make_people(database)
    eve = await make_account(database)
    invitation = (await invite(api, people, eve))["invitation"]
    await api(DECLINE, actor=eve, id=invitation["id"])

    again = await invite(api, people, eve)
    accepted = await api(ACCEPT, actor=eve, id=invitation["id"])
    declined = await api(DECLINE, actor=eve, id=invitation["id"])

    assert again["code"] == "INVITATION_DECLINED"
    assert accepted["acceptCoAuthorship"]["code"] == "CO_AUTHOR_INVITATION_NOT_FOUND"
    assert declined["declineCoAuthorship"]["code"] == "CO_AUTHOR_INVITATION_NOT_FOUND"
    assert await announced(database) == ["co_author.invited", "co_author.declined"]


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("answer", [ACCEPT, DECLINE])
async def test_nobody_answers_for_others(
    database: PinnedDatabase, api: Api, answer: str, who: str
) -> None:
    people = await make_people(database)
    invitation = (await invite(api, people, await make_account(database)))["invitation"]

    refused = await api(answer, actor=people.actor(who), id=invitation["id"])

    codes = {"nobody": "UNAUTHENTICATED", "a reader's token of the author": "SCOPE_MISSING"}
    [result] = refused.values()
    assert result == {"code": codes.get(who, "CO_AUTHOR_INVITATION_NOT_FOUND")}
    assert await announced(database) == ["co_author.invited"]


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


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("nobody", "UNAUTHENTICATED"),
        ("a stranger", "POST_NOT_FOUND"),
        ("the author", None),
        ("a reader's token of the author", "SCOPE_MISSING"),
        ("a co-author", None),
        ("a contributor", "POST_NOT_FOUND"),
        ("an editor", None),
        ("a moderator", "PERMISSION_DENIED"),
    ],
)
async def test_co_authors_are_removed_or_leave(
    database: PinnedDatabase, api: Api, who: str, code: str | None
) -> None:
    people = await make_people(database)
    user = USER.text_of(people.member("a co-author").user_id)

    answer = await api(REMOVE, actor=people.actor(who), post=people.id, user=user)

    assert answer["removeCoAuthor"].get("code") == code
    assert len(await authors(database, people)) == (1 if code is None else 2)
    if code is None:
        seen: Any = None if who == "a co-author" else {"coAuthors": []}
        assert answer["removeCoAuthor"]["post"] == seen
        assert await announced(database) == ["co_author.removed"]


async def test_co_authors_do_not_remove_each_other(database: PinnedDatabase, api: Api) -> None:
    people = await make_people(database)
    eve = await make_account(database)
    await invite(api, people, eve)

    refused = await api(
        REMOVE,
        actor=people.member("a co-author"),
        post=people.id,
        user=USER.text_of(eve.user_id),
    )

    assert refused["removeCoAuthor"]["code"] == "PERMISSION_DENIED"


async def test_an_invitation_is_taken_back(database: PinnedDatabase, api: Api) -> None:
    people = await make_people(database)
    eve = await make_account(database)
    await invite(api, people, eve)
    author, user = people.member("the author"), USER.text_of(eve.user_id)

    await api(REMOVE, actor=author, post=people.id, user=user)
    again = await api(REMOVE, actor=author, post=people.id, user=user)

    assert (await api(READ, actor=eve, id=people.id))["node"] is None
    assert again["removeCoAuthor"]["code"] == "CO_AUTHOR_NOT_FOUND"
    assert "invitation" in await invite(api, people, eve)


async def test_the_author_is_no_co_author_to_remove(database: PinnedDatabase, api: Api) -> None:
    people = await make_people(database)
    user = USER.text_of(people.member("the author").user_id)

    refused = await api(REMOVE, actor=people.member("an editor"), post=people.id, user=user)

    assert refused["removeCoAuthor"]["code"] == "CO_AUTHOR_NOT_FOUND"
