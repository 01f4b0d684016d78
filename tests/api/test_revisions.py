"""What posts were: who reads it, and how two revisions differ."""

from typing import Any

import pytest

from domain.ids import MEDIA, REVISION
from domain.posts.models import PostStatus
from tests.api.client import Api
from tests.api.post_callers import EVERYBODY, People, make_people
from tests.factories import NOON, make_revision
from tests.pinned import PinnedDatabase

REVISIONS = """
    query ($post: ID!, $first: Int! = 20) {
      node(id: $post) {
        ... on Post {
          revisions(first: $first) {
            totalCount
            nodes {
              number title note isPublished isSubstantial tags
              author { name } content { markdown } coverImage { url }
            }
          }
        }
      }
    }
"""

COMPARE = """
    query ($from: ID!, $to: ID!) {
      compareRevisions(fromId: $from, toId: $to) {
        earlier { number } later { number }
        title { before after } subtitle { before } slug { before }
        addedTags removedTags
        cover { before { url } after { url } }
        hunks { fromLine toLine segments { kind text } }
      }
    }
"""


async def compare(api: Api, people: People, one: Any, two: Any, who: str = "the author") -> Any:
    ids = {"from": REVISION.text_of(one), "to": REVISION.text_of(two)}
    answer = await api(COMPARE, actor=people.actor(who), **ids)
    return answer["compareRevisions"]


async def test_revisions_are_listed_newest_first(database: PinnedDatabase, api: Api) -> None:
    people = await make_people(database)
    author, editor = people.member("the author"), people.member("an editor")
    await make_revision(database, people.post_id, author, title="One", tags=["sql", "http"])
    await make_revision(
        database, people.post_id, editor, title="Two", text="New.", is_published=True, note="So."
    )

    answer = await api(REVISIONS, actor=author, post=people.id)

    assert answer["node"]["revisions"] == {
        "totalCount": 2,
        "nodes": [
            {
                "number": 2,
                "title": "Two",
                "note": "So.",
                "isPublished": True,
                "isSubstantial": False,
                "tags": [],
                "author": {"name": "an editor"},
                "content": {"markdown": "New."},
                "coverImage": None,
            },
            {
                "number": 1,
                "title": "One",
                "note": None,
                "isPublished": False,
                "isSubstantial": False,
                "tags": ["sql", "http"],
                "author": {"name": "the author"},
                "content": {"markdown": "Well said."},
                "coverImage": None,
            },
        ],
    }


@pytest.mark.parametrize("first", [1, 5])
async def test_they_take_as_many_statements_whatever_their_number(
    database: PinnedDatabase, api: Api, first: int
) -> None:
    people = await make_people(database)
    for number in range(6):
        who = "the author" if number % 2 else "an editor"
        await make_revision(database, people.post_id, people.member(who), tags=["sql"])
    database.statements.clear()

    await api(REVISIONS, actor=people.member("the author"), post=people.id, first=first)

    # The post, the viewer's part in its publication to find it, and again for its fields; the
    # list, its total, names of tags, authors and texts.
    assert len(database.statements) == 8, "\n".join(database.statements)


@pytest.mark.parametrize("who", EVERYBODY)
async def test_only_those_who_may_edit_the_post_see_what_it_was(
    database: PinnedDatabase, api: Api, who: str
) -> None:
    people = await make_people(database, status=PostStatus.PUBLISHED)
    author = people.member("the author")
    one = await make_revision(database, people.post_id, author)
    two = await make_revision(database, people.post_id, author, text="Other.")
    actor = people.actor(who)
    may_edit = who not in {"nobody", "a stranger", "a contributor", "a moderator"}

    listed = await api(REVISIONS, actor=actor, post=people.id)
    by_id = await api(
        "query ($id: ID!) { node(id: $id) { id } }", actor=actor, id=REVISION.text_of(one)
    )
    compared = await compare(api, people, one, two, who)

    assert (listed["node"]["revisions"] is not None) is may_edit
    assert (by_id["node"] is not None) is may_edit
    assert (compared is not None) is may_edit


async def test_revisions_are_compared(database: PinnedDatabase, api: Api) -> None:
    people = await make_people(database)
    author, cover_id = people.member("the author"), MEDIA.new_id(at=NOON)
    await database.execute(
        """
        INSERT INTO media_assets (id, source_url, content_type, byte_size, created_at)
        VALUES ($1, 'https://m.example/1.png', 'image/png', 42, $2)
        """,
        cover_id,
        NOON,
    )
    one = await make_revision(
        database, people.post_id, author, title="One", text="Some words here.", tags=["a", "b"]
    )
    two = await make_revision(
        database,
        people.post_id,
        author,
        title="Two",
        text="Some other words here.",
        tags=["b", "c"],
        cover_id=cover_id,
    )

    answer = await compare(api, people, one, two)

    assert answer == {
        "earlier": {"number": 1},
        "later": {"number": 2},
        "title": {"before": "One", "after": "Two"},
        "subtitle": None,
        "slug": None,
        "addedTags": ["c"],
        "removedTags": ["a"],
        "cover": {"before": None, "after": {"url": "https://m.example/1.png"}},
        "hunks": [
            {
                "fromLine": 1,
                "toLine": 1,
                "segments": [
                    {"kind": "UNCHANGED", "text": "Some "},
                    {"kind": "ADDED", "text": "other "},
                    {"kind": "UNCHANGED", "text": "words here."},
                ],
            }
        ],
    }


async def test_a_revision_is_the_same_as_itself(database: PinnedDatabase, api: Api) -> None:
    people = await make_people(database)
    one = await make_revision(database, people.post_id, people.member("the author"), tags=["a"])

    answer = await compare(api, people, one, one)

    assert answer["hunks"] == answer["addedTags"] == answer["removedTags"] == []
    assert answer["title"] is answer["cover"] is None


async def test_revisions_of_two_posts_are_not_compared(database: PinnedDatabase, api: Api) -> None:
    people, others = await make_people(database), await make_people(database)
    admin = people.member("an administrator")
    one = await make_revision(database, people.post_id, admin)
    two = await make_revision(database, others.post_id, admin)
    ids = {"from": REVISION.text_of(one), "to": REVISION.text_of(two)}

    assert await api.errors(COMPARE, actor=admin, **ids) == ["INVALID_INPUT"]
    assert await compare(api, people, one, two) is None
    assert await api.errors(COMPARE, actor=admin, **(ids | {"to": people.id})) == ["INVALID_INPUT"]


async def test_long_texts_are_not_compared(database: PinnedDatabase, api: Api) -> None:
    people = await make_people(database)
    author = people.member("the author")
    one = await make_revision(database, people.post_id, author, text="a" * 200_000)
    two = await make_revision(database, people.post_id, author, text="a" * 200_001)
    ids = {"from": REVISION.text_of(one), "to": REVISION.text_of(two)}

    assert await api.errors(COMPARE, actor=author, **ids) == ["COMPARISON_TOO_LARGE"]
    assert (await compare(api, people, one, one))["hunks"] == []


async def test_what_a_reader_asks_for_in_vain_takes_no_statement(
    database: PinnedDatabase, api: Api
) -> None:
    people = await make_people(database, status=PostStatus.PUBLISHED)
    database.statements.clear()

    await api(REVISIONS, post=people.id)

    assert len(database.statements) == 1
