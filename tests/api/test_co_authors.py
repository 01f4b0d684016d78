"""Writing together: who answers, what whoever is asked sees, and who goes again."""

from typing import Any

import pytest

from domain.ids import USER
from domain.posts.models import PostStatus
from tests.announced import announced
from tests.api.client import Api
from tests.api.co_authors import READ, invite
from tests.api.post_callers import EVERYBODY, People, make_people
from tests.factories import make_account
from tests.pinned import PinnedDatabase

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
