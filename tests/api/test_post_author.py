"""Publishing in the name of others, and the record that is kept of it."""

import json
from typing import Any

import pytest

from domain.ids import POST, USER
from domain.posts.models import PostStatus
from tests.announced import announced
from tests.api.client import Api
from tests.api.post_callers import EVERYBODY, People, make_people
from tests.factories import make_account
from tests.pinned import PinnedDatabase

CHANGE = """
    mutation ($post: ID!, $user: ID!) {
      changePostAuthor(input: {postId: $post, userId: $user}) {
        ... on ChangePostAuthorSuccess { post { author { name } coAuthors { name } } }
        ... on Error { code }
      }
    }
"""

OF_PUBLICATION = """
    query ($post: ID!) {
      node(id: $post) { ... on Post { publication { auditEntries {
        totalCount
        nodes { id action details subjectId actor { name } subject { ... on Post { title } } }
      } } } }
    }
"""

ALL = "{ auditEntries { totalCount nodes { id action } } }"


async def change(
    api: Api, people: People, who: str = "an editor", whom: str = "a contributor"
) -> Any:
    user = USER.text_of(people.member(whom).user_id)
    answer = await api(CHANGE, actor=people.actor(who), post=people.id, user=user)
    return answer["changePostAuthor"]


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("nobody", "UNAUTHENTICATED"),
        ("a stranger", "POST_NOT_FOUND"),
        ("the author", "PERMISSION_DENIED"),
        ("a reader's token of the author", "SCOPE_MISSING"),
        ("a co-author", "PERMISSION_DENIED"),
        ("a contributor", "POST_NOT_FOUND"),
        ("an editor", None),
        ("an owner", None),
        ("a moderator", "PERMISSION_DENIED"),
        ("an administrator", None),
    ],
)
async def test_editors_say_who_a_post_is_by(
    database: PinnedDatabase, api: Api, who: str, code: str | None
) -> None:
    people = await make_people(database)

    answer = await change(api, people, who)

    assert answer.get("code") == code
    audited = await database.fetchval("SELECT count(*) FROM audit_entries")
    assert audited == (code is None)
    assert await announced(database) == (["post.author_changed"] if code is None else [])
    if code is None:
        assert answer["post"] == {
            "author": {"name": "a contributor"},
            "coAuthors": [{"name": "a co-author"}],
        }


async def test_the_change_is_told_and_audited(database: PinnedDatabase, api: Api) -> None:
    people = await make_people(database)

    await change(api, people)

    payload = json.loads(await database.fetchval("SELECT payload FROM outbox"))
    author, former = people.member("a contributor"), people.member("the author")
    assert payload["author_id"] == USER.text_of(author.user_id)
    assert payload["former_author_id"] == USER.text_of(former.user_id)
    assert payload["changed_by_id"] == USER.text_of(people.member("an editor").user_id)
    answer = await api(OF_PUBLICATION, actor=people.member("an owner"), post=people.id)
    [entry] = answer["node"]["publication"]["auditEntries"]["nodes"]
    assert entry["action"] == "post.author_changed"
    assert entry["actor"] == {"name": "an editor"}
    assert entry["subjectId"] == POST.text_of(people.post_id)
    assert entry["subject"] == {"title": "A draft"}
    assert entry["details"] == {
        "formerAuthor": USER.text_of(former.user_id),
        "author": USER.text_of(author.user_id),
    }


async def test_a_co_author_may_become_the_author(database: PinnedDatabase, api: Api) -> None:
    people = await make_people(database, status=PostStatus.PUBLISHED)
    other = await make_account(database, name="Another")
    await database.execute(
        """
        INSERT INTO post_authors (post_id, user_id, position, publication_id, is_public, listed_at)
        SELECT post_id, $1, 2, publication_id, is_public, listed_at
          FROM post_authors WHERE position = 0
        """,
        other.user_id,
    )
    await database.execute(
        """
        INSERT INTO memberships (publication_id, user_id, role, joined_at)
        SELECT $1, $2, 'contributor', now()
        """,
        people.publication_id,
        people.member("a co-author").user_id,
    )

    answer = await change(api, people, whom="a co-author")

    assert answer["post"] == {
        "author": {"name": "a co-author"},
        "coAuthors": [{"name": "Another"}],
    }
    rows = await database.fetch("SELECT user_id FROM post_authors ORDER BY position")
    assert [row["user_id"] for row in rows] == [
        people.member("a co-author").user_id,
        other.user_id,
    ]


async def test_posts_are_by_members_of_their_publication(
    database: PinnedDatabase, api: Api
) -> None:
    people = await make_people(database)

    assert (await change(api, people, whom="a stranger"))["code"] == "AUTHOR_NOT_MEMBER"
    assert (await change(api, people, whom="the author"))["code"] == "ALREADY_AUTHOR"
    assert await announced(database) == []


@pytest.mark.parametrize("who", EVERYBODY)
async def test_those_who_answer_for_it_read_what_was_done(
    database: PinnedDatabase, api: Api, who: str
) -> None:
    people = await make_people(database, status=PostStatus.PUBLISHED)
    await change(api, people)
    actor = people.actor(who)

    everything = await api(ALL, actor=actor)
    of_publication = await api(OF_PUBLICATION, actor=actor, post=people.id)
    id = await database.fetchval("SELECT 'audit_' || replace(id::text, '-', '') FROM audit_entries")
    by_id = await api("query ($id: ID!) { node(id: $id) { id } }", actor=actor, id=id)

    is_admin = who == "an administrator"
    found = of_publication["node"]["publication"]["auditEntries"]
    assert (everything["auditEntries"] is not None) is is_admin
    assert (found is not None) is (is_admin or who == "an owner")
    assert (by_id["node"] is not None) is (is_admin or who == "an owner")


async def test_the_owner_of_another_publication_reads_nothing(
    database: PinnedDatabase, api: Api
) -> None:
    people, others = await make_people(database), await make_people(database)
    await change(api, people)

    answer = await api(OF_PUBLICATION, actor=others.member("an owner"), post=others.id)

    assert answer["node"]["publication"]["auditEntries"]["totalCount"] == 0
