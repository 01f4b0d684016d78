"""How many statements discussions take: as many for ten thousand comments as for ten."""

import asyncpg
import pytest

from db.executor import Executor
from domain.actor import Member
from domain.ids import COMMENT, POST, CommentId, PostId
from tests.api.client import Api
from tests.api.test_writing_statements import counted
from tests.discussions import assert_sound
from tests.factories import make_comment, make_content, make_post, make_user
from tests.pinned import PinnedDatabase

VIEWED = """
    query ($id: ID!, $first: Int!) {
      node(id: $id) {
        ... on Post {
          viewerCanComment
          thread(first: $first) { nodes {
            viewerCanReply viewerCanUpdate viewerCanDelete
            history(first: 2) { totalCount nodes { content { markdown } } }
          } }
        }
      }
    }
"""

# Answers to the first comment, and answers to its last answer, one below the other or side by side.
_MANY = """
    INSERT INTO comments
           (id, post_id, parent_id, author_id, content_id, depth, position, created_at)
    SELECT md5($2::uuid::text || n)::uuid, $1,
           CASE WHEN $5 AND n > 1 THEN md5($2::uuid::text || (n - 1))::uuid ELSE $2::uuid END,
           $3, $4,
           CASE WHEN $5 THEN n ELSE 1 END, n * (2::bigint << 31), now() + n * interval '1 second'
      FROM generate_series(1, $6::integer) AS n
"""


_LEAVE_A_GAP = "UPDATE comments SET position = position + (1::bigint << 32) WHERE id = $1"


async def fill(
    database: Executor, post_id: PostId, first: CommentId, ada: Member, *, deep: bool, number: int
) -> CommentId:
    """Add many answers below a comment, and return the last of them."""
    content = await make_content(database)
    await database.execute(_MANY, post_id, first, ada.user_id, content, deep, number)
    last: CommentId = await database.fetchval(
        "SELECT id FROM comments WHERE post_id = $1 ORDER BY position DESC LIMIT 1", post_id
    )
    return last


def change(name: str) -> str:
    title = name[0].upper() + name[1:]
    return f"""
        mutation ($input: {title}Input!) {{
          {name}(input: $input) {{
            ... on {title}Success {{ comment {{ id replyCount }} post {{ commentCount }} }}
            ... on Error {{ code }}
          }}
        }}
    """


@pytest.mark.parametrize("deep", [True, False])
async def test_a_change_takes_as_many_statements_however_long_the_discussion_is(
    database: PinnedDatabase, connection: asyncpg.Connection, api: Api, *, deep: bool
) -> None:
    taken: dict[str, list[int]] = {}
    ada = await make_user(database)
    # What the driver asks about types, it asks once.
    known = {"postId": POST.text_of(await make_post(database, ada)), "markdown": "x"}
    await api(change("addComment"), actor=ada, input=known)
    for number in (1, 10_000):
        post_id = await make_post(database, ada)
        first = await make_comment(database, post_id, ada)
        last = await fill(database, post_id, first, ada, deep=deep, number=number)
        end = await make_comment(database, post_id, ada)
        await database.execute(_LEAVE_A_GAP, end)
        below_post = {"postId": POST.text_of(post_id), "markdown": "x"}
        for name, given in (
            ("addComment", below_post),
            ("addComment", {**below_post, "parentId": COMMENT.text_of(first)}),
            ("addComment", {**below_post, "parentId": COMMENT.text_of(last)}),
            ("updateComment", {"commentId": COMMENT.text_of(last), "markdown": "y"}),
            ("deleteComment", {"commentId": COMMENT.text_of(last)}),
        ):
            with counted(connection) as statements:
                answer = await api(change(name), actor=ada, input=given)
            assert "code" not in answer[name], answer
            taken.setdefault(name, []).append(len(statements))
        assert len(await assert_sound(database, post_id)) == number + 5

    assert taken == {
        "addComment": [8, 8, 8] * 2,
        "updateComment": [9] * 2,
        "deleteComment": [15] * 2,
    }


async def test_what_the_viewer_may_do_takes_as_many_statements_for_any_page(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_user(database)
    post_id = await make_post(database, ada)
    for _ in range(10):
        await make_comment(database, post_id, ada)
    taken = []
    for first in (2, 10):
        for viewer in (None, ada):
            database.statements.clear()
            await api(VIEWED, actor=viewer, id=POST.text_of(post_id), first=first)
            taken.append(len(database.statements))

    # Nobody costs nothing: no statement asks what they may do.
    assert taken == [2, 6] * 2
