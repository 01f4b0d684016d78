"""Comments: what they show, and the lists they stand in."""

from typing import Any

import pytest

from domain.actor import Member
from domain.ids import COMMENT, CommentId, PostId
from tests.api.client import Api
from tests.factories import (
    NOON,
    hide_comment,
    import_comment_reactions,
    make_comment,
    make_post,
    make_publication,
    make_user,
)
from tests.pinned import PinnedDatabase

LISTED = """
    query ($by: CommentOrder!) {
      post(publication: "gazette", slug: "hello") {
        comments(orderBy: $by) {
          totalCount
          nodes { content { text } replies(orderBy: $by) { totalCount nodes { content { text } } } }
        }
      }
    }
"""


def texts(page: Any) -> list[str]:
    assert page["totalCount"] == len(page["nodes"])
    return [comment["content"]["text"] for comment in page["nodes"]]


async def make_hello(database: PinnedDatabase) -> tuple[PostId, Member]:
    author = await make_user(database, username="ada", name="Ada")
    gazette = await make_publication(database, handle="gazette")
    post_id = await make_post(database, author, publication_id=gazette, slug="hello")
    return post_id, author


async def find(api: Api, fields: str, comment_id: CommentId) -> Any:
    """Ask for fields of a comment."""
    query = f"query ($id: ID!) {{ node(id: $id) {{ ... on Comment {{ {fields} }} }} }}"
    return (await api(query, id=COMMENT.text_of(comment_id)))["node"]


async def test_a_comment_shows_what_it_says_and_where_it_stands(
    database: PinnedDatabase, api: Api
) -> None:
    post_id, author = await make_hello(database)
    parent = await make_comment(database, post_id, author, text="Question?")
    reply = await make_comment(database, post_id, author, parent_id=parent, text="Answer!")
    await make_comment(database, post_id, author, parent_id=reply)
    await import_comment_reactions(database, reply, 3, kind="like")
    await import_comment_reactions(database, reply, 5, kind="unicorn")
    await database.execute(
        "UPDATE comments SET created_at = $2, edited_at = $2 WHERE id = $1", reply, NOON
    )

    fields = """
        depth parentId replyCount reactionCount reactionCounts { kind count } createdAt editedAt
        content { markdown html text } author { name } post { slug }
        parent { id content { text } }
    """
    assert await find(api, fields, reply) == {
        "depth": 1,
        "parentId": COMMENT.text_of(parent),
        "replyCount": 1,
        "reactionCount": 8,
        "reactionCounts": [{"kind": "unicorn", "count": 5}, {"kind": "like", "count": 3}],
        "createdAt": "2026-01-02T12:00:00+00:00",
        "editedAt": "2026-01-02T12:00:00+00:00",
        "content": {"markdown": "Answer!", "html": "<p>Answer!</p>", "text": "Answer!"},
        "author": {"name": "Ada"},
        "post": {"slug": "hello"},
        "parent": {"id": COMMENT.text_of(parent), "content": {"text": "Question?"}},
    }


async def test_a_comment_on_the_post_itself_has_no_parent(
    database: PinnedDatabase, api: Api
) -> None:
    post_id, author = await make_hello(database)
    comment_id = await make_comment(database, post_id, author)

    fields = "depth parentId parent { id } editedAt replyCount reactionCounts { kind }"
    assert await find(api, fields, comment_id) == {
        "depth": 0,
        "parentId": None,
        "parent": None,
        "editedAt": None,
        "replyCount": 0,
        "reactionCounts": [],
    }


@pytest.mark.parametrize(
    ("order", "comments", "replies"),
    [
        ("OLDEST", ["one", "two", "three"], ["1", "2", "3"]),
        ("NEWEST", ["three", "two", "one"], ["3", "2", "1"]),
        ("TOP", ["two", "three", "one"], ["2", "3", "1"]),
    ],
)
async def test_comments_and_their_replies_stand_in_the_order_asked(
    database: PinnedDatabase, api: Api, order: str, comments: list[str], replies: list[str]
) -> None:
    post_id, author = await make_hello(database)
    reactions = {"one": 0, "two": 7, "three": 1}
    first = None
    for number, (text, likes) in enumerate(reactions.items(), start=1):
        comment_id = await make_comment(database, post_id, author, text=text)
        await import_comment_reactions(database, comment_id, likes)
        first = first or comment_id
        reply_id = await make_comment(database, post_id, author, text=str(number), parent_id=first)
        await import_comment_reactions(database, reply_id, likes)

    page = (await api(LISTED, by=order))["post"]["comments"]

    assert texts(page) == comments
    found = {item["content"]["text"]: texts(item["replies"]) for item in page["nodes"]}
    assert found == {"one": replies, "two": [], "three": []}


async def test_comments_come_oldest_first_when_nobody_says_otherwise(
    database: PinnedDatabase, api: Api
) -> None:
    post_id, author = await make_hello(database)
    first = await make_comment(database, post_id, author, text="first")
    await make_comment(database, post_id, author, text="second")
    for text in ("1", "2"):
        await make_comment(database, post_id, author, parent_id=first, text=text)
    page = "totalCount nodes { content { text } }"
    query = f"""{{
        post(publication: "gazette", slug: "hello") {{ comments {{ {page} }} }}
    }}"""

    data = await api(query)
    replies = await find(api, f"replies {{ {page} }}", first)

    assert texts(data["post"]["comments"]) == ["first", "second"]
    assert texts(replies["replies"]) == ["1", "2"]


async def test_the_comments_of_a_post_are_counted_with_replies_but_listed_without(
    database: PinnedDatabase, api: Api
) -> None:
    post_id, author = await make_hello(database)
    parent_id = None
    for _ in range(4):
        parent_id = await make_comment(database, post_id, author, parent_id=parent_id)
    query = """{
        post(publication: "gazette", slug: "hello") {
          commentCount comments { totalCount nodes { replyCount depth } }
        }
    }"""

    assert (await api(query))["post"] == {
        "commentCount": 4,
        "comments": {"totalCount": 1, "nodes": [{"replyCount": 1, "depth": 0}]},
    }


async def test_what_is_hidden_is_gone_from_counts_and_lists_with_all_below_it(
    database: PinnedDatabase, api: Api
) -> None:
    post_id, author = await make_hello(database)
    kept = await make_comment(database, post_id, author, text="kept")
    hidden = await make_comment(database, post_id, author, parent_id=kept, text="hidden")
    below = await make_comment(database, post_id, author, parent_id=hidden, text="below")
    await make_comment(database, post_id, author, parent_id=kept, text="beside")
    await hide_comment(database, hidden)
    fields = "replyCount post { commentCount } replies { totalCount nodes { content { text } } }"

    found = await find(api, fields, kept)

    assert found["replyCount"] == 1
    assert found["post"] == {"commentCount": 2}
    assert texts(found["replies"]) == ["beside"]
    assert await find(api, "id", hidden) is None
    assert await find(api, "id", below) is None


async def test_lists_of_several_posts_and_comments_are_each_their_own(
    database: PinnedDatabase, api: Api
) -> None:
    author = await make_user(database)
    for number in range(3):
        post_id = await make_post(database, author, slug=f"post-{number}")
        for place in range(number):
            comment_id = await make_comment(database, post_id, author, text=f"{number}.{place}")
            for reply in range(place):
                await make_comment(
                    database,
                    post_id,
                    author,
                    parent_id=comment_id,
                    text=f"{number}.{place}.{reply}",
                )

    data = await api(
        """{
          posts(orderBy: OLDEST) { nodes { comments {
            totalCount nodes {
              content { text } replies { totalCount nodes { content { text } } }
            }
          } } }
        }"""
    )

    pages = [post["comments"] for post in data["posts"]["nodes"]]
    assert [texts(page) for page in pages] == [[], ["1.0"], ["2.0", "2.1"]]
    replies = [[texts(item["replies"]) for item in page["nodes"]] for page in pages]
    assert replies == [[], [[]], [[], ["2.1.0"]]]
