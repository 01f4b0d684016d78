"""Comments being written, changed and deleted: by whom, and what becomes of the discussion."""

from datetime import timedelta
from uuid import uuid4

import pytest

from domain.actor import Anonymous, Member
from domain.ids import COMMENT, POST, CommentId, PostId
from domain.posts.models import PostStatus
from tests.announced import announced, last_event
from tests.api.callers import EVERYONE, SIGNED_OUT, ask, code_of, make_caller, mutation
from tests.api.client import Api
from tests.db.test_departures import tables_with
from tests.factories import (
    NOON,
    hide_comment,
    make_comment,
    make_post,
    make_publication,
    make_user,
)
from tests.factories.sight import delete_comment
from tests.pinned import PinnedDatabase

_COMMENT = """
    comment {
      id parentId depth replyCount createdAt editedAt isDeleted
      author { username } content { markdown html }
    }
"""
ADD = mutation("addComment", f"{_COMMENT} parent {{ id replyCount }} post {{ id commentCount }}")
UPDATE = mutation("updateComment", f"{_COMMENT} post {{ id }}")
DELETE = mutation(
    "deleteComment",
    f"""
    deletedCommentId goneCommentIds {_COMMENT} parent {{ id replyCount }} post {{ commentCount }}
    """,
)
THREAD = """
    query ($id: ID!) {
      node(id: $id) { ... on Post { commentCount thread(first: 100) {
        totalCount edges { repliesNotShown node {
          id depth replyCount isDeleted author { name } content { markdown }
        } }
      } } }
    }
"""

UNKNOWN = COMMENT.text_of(CommentId(uuid4()))


async def comments(database: PinnedDatabase) -> int:
    count: int = await database.fetchval("SELECT count(*) FROM comments")
    return count


async def said_on(api: Api, post_id: PostId) -> list[str]:
    """Return the discussion, a line for each comment."""
    found = (await api(THREAD, id=POST.text_of(post_id)))["node"]["thread"]
    assert found["totalCount"] == len(found["edges"])
    nodes = [edge["node"] for edge in found["edges"]]
    return [
        "  " * node["depth"] + (node["content"]["markdown"] if node["content"] else "-")
        for node in nodes
    ]


@pytest.mark.parametrize("who", EVERYONE)
async def test_everybody_who_is_signed_in_comments_on_what_is_public(
    database: PinnedDatabase, api: Api, who: str
) -> None:
    publication = await make_publication(database)
    caller = await make_caller(database, who, publication)
    post_id = await make_post(database, await make_user(database), publication_id=publication)

    result = await ask(api, ADD, caller, postId=POST.text_of(post_id), markdown="Well *said*.")

    assert code_of(result) == SIGNED_OUT.get(who)
    if who in SIGNED_OUT:
        assert await comments(database) == 0
        assert await announced(database) == []
    else:
        assert result["comment"]["content"]["html"] == "<p>Well <em>said</em>.</p>\n"
        assert result["post"] == {"id": POST.text_of(post_id), "commentCount": 1}
        assert await announced(database) == ["comment.added"]


async def test_an_answer_stands_below_what_it_answers_and_is_counted_there(
    database: PinnedDatabase, api: Api
) -> None:
    ada, grace = await make_user(database), await make_user(database)
    post_id = await make_post(database, ada)
    first = await make_comment(database, post_id, grace, text="First.")
    await make_comment(database, post_id, grace, text="Second.")

    given = {"postId": POST.text_of(post_id), "parentId": COMMENT.text_of(first)}
    added = await ask(api, ADD, ada, **given, markdown="Thanks!")

    assert added["comment"]["parentId"] == added["parent"]["id"] == COMMENT.text_of(first)
    assert added["comment"]["depth"] == 1
    assert added["parent"]["replyCount"] == 1
    assert added["post"]["commentCount"] == 3
    assert await said_on(api, post_id) == ["First.", "  Thanks!", "Second."]
    event = await last_event(database)
    assert (event["comment_id"], event["parent_id"]) == (
        added["comment"]["id"],
        added["parent"]["id"],
    )


@pytest.mark.parametrize(
    ("markdown", "code"),
    [
        ("", "INVALID_INPUT"),
        (" \n\t", "INVALID_INPUT"),
        ("x" * 20_001, "CONTENT_TOO_LONG"),
        ("é" * 10_001, "CONTENT_TOO_LONG"),
    ],
)
async def test_what_a_comment_cannot_say(
    database: PinnedDatabase, api: Api, markdown: str, code: str
) -> None:
    ada = await make_user(database)
    post_id = await make_post(database, ada)
    comment = COMMENT.text_of(await make_comment(database, post_id, ada))

    refused = [
        await ask(api, ADD, ada, postId=POST.text_of(post_id), markdown=markdown),
        await ask(api, UPDATE, ada, commentId=comment, markdown=markdown),
    ]

    for answer in refused:
        assert answer["code"] == code
        assert [violation["argument"] for violation in answer["violations"]] == ["markdown"]
    assert await comments(database) == 1
    assert await announced(database) == []


async def test_nobody_answers_what_is_not_there(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database)
    post_id, other = await make_post(database, ada), await make_post(database, ada)
    hidden = await make_comment(database, post_id, ada)
    below = await make_comment(database, post_id, ada, parent_id=hidden)
    await hide_comment(database, hidden)
    bare = await make_comment(database, post_id, ada)
    await delete_comment(database, bare, is_bare=True)
    elsewhere = await make_comment(database, other, ada)
    parents = [COMMENT.text_of(id) for id in (hidden, below, bare, elsewhere)]

    codes = [
        code_of(
            await ask(
                api, ADD, ada, postId=POST.text_of(post_id), parentId=parent, markdown="Hello?"
            )
        )
        for parent in [*parents, UNKNOWN]
    ]

    assert codes == ["COMMENT_NOT_FOUND"] * 5
    assert await comments(database) == 4
    assert await announced(database) == []


async def test_a_place_whose_comment_is_deleted_cannot_be_answered(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_user(database)
    post_id = await make_post(database, ada)
    gone = await make_comment(database, post_id, ada)
    await make_comment(database, post_id, ada, parent_id=gone)
    await delete_comment(database, gone)
    parent = COMMENT.text_of(gone)

    refused = [
        await ask(api, ADD, ada, postId=POST.text_of(post_id), parentId=parent, markdown="Hm."),
        await ask(api, UPDATE, ada, commentId=parent, markdown="Hm."),
        await ask(api, DELETE, ada, commentId=parent),
    ]

    assert [code_of(answer) for answer in refused] == ["COMMENT_DELETED"] * 3
    assert await announced(database) == []


@pytest.mark.parametrize("status", [PostStatus.DRAFT, PostStatus.WITHDRAWN, PostStatus.DELETED])
async def test_what_readers_do_not_see_has_no_discussion(
    database: PinnedDatabase, api: Api, status: PostStatus
) -> None:
    ada, grace = await make_user(database), await make_user(database)
    post_id = await make_post(database, ada, status=status)
    given = {"postId": POST.text_of(post_id), "markdown": "Early."}
    comment = COMMENT.text_of(await make_comment(database, post_id, grace))

    assert code_of(await ask(api, ADD, ada, **given)) == "POST_NOT_PUBLISHED"
    assert code_of(await ask(api, ADD, grace, **given)) == "POST_NOT_FOUND"
    assert code_of(await ask(api, UPDATE, grace, commentId=comment, markdown="x")) == (
        "COMMENT_NOT_FOUND"
    )
    assert code_of(await ask(api, DELETE, grace, commentId=comment)) == "COMMENT_NOT_FOUND"
    assert await comments(database) == 1


@pytest.mark.parametrize("who", EVERYONE)
async def test_nobody_changes_what_somebody_else_has_said(
    database: PinnedDatabase, api: Api, who: str
) -> None:
    publication = await make_publication(database)
    caller = await make_caller(database, who, publication)
    ada = await make_user(database)
    post_id = await make_post(database, ada, publication_id=publication)
    comment = COMMENT.text_of(await make_comment(database, post_id, ada))

    result = await ask(api, UPDATE, caller, commentId=comment, markdown="I was wrong.")

    assert code_of(result) == SIGNED_OUT.get(who, "PERMISSION_DENIED")
    assert await said_on(api, post_id) == ["Well said."]
    assert await announced(database) == []


async def test_an_author_changes_a_comment_and_what_it_said_is_kept(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_user(database)
    post_id = await make_post(database, ada)
    comment_id = await make_comment(database, post_id, ada, text="Wel said.")
    given = {"commentId": COMMENT.text_of(comment_id)}

    updated = await ask(api, UPDATE, ada, **given, markdown="Well said.")
    same = await ask(api, UPDATE, ada, **given, markdown="Well said.")

    assert updated["comment"]["editedAt"]
    assert updated["comment"]["content"]["html"] == "<p>Well said.</p>\n"
    assert updated["post"] == {"id": POST.text_of(post_id)}
    assert same["comment"] == updated["comment"]
    assert await announced(database) == ["comment.updated"]
    kept = await database.fetch(
        "SELECT number, markdown FROM comment_versions JOIN contents ON id = content_id"
    )
    assert [tuple(row) for row in kept] == [(1, "Wel said.")]


async def test_a_comment_can_be_changed_for_a_day(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database)
    post_id = await make_post(database, ada)
    comment_id = await make_comment(database, post_id, ada)
    given = {"commentId": COMMENT.text_of(comment_id), "markdown": "Better."}
    dated = "UPDATE comments SET created_at = $1"
    offered = "query ($id: ID!) { node(id: $id) { ... on Comment { viewerCanUpdate } } }"
    told = []

    await database.execute(dated, NOON - timedelta(hours=24, seconds=1))
    late = await ask(api, UPDATE, ada, **given)
    told.append((await api(offered, actor=ada, id=given["commentId"]))["node"])
    await database.execute(dated, NOON - timedelta(hours=24))
    in_time = await ask(api, UPDATE, ada, **given)
    told.append((await api(offered, actor=ada, id=given["commentId"]))["node"])

    assert code_of(late) == "COMMENT_TOO_OLD"
    assert in_time["comment"]["content"]["markdown"] == "Better."
    assert told == [{"viewerCanUpdate": False}, {"viewerCanUpdate": True}]


async def test_a_comment_is_not_changed_without_end(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database)
    comment_id = await make_comment(database, await make_post(database, ada), ada)
    given = {"commentId": COMMENT.text_of(comment_id)}

    codes = [
        code_of(await ask(api, UPDATE, ada, **given, markdown=f"Version {number}"))
        for number in range(52)
    ]

    assert codes == [None] * 50 + ["COMMENT_EDITED_TOO_OFTEN"] * 2
    assert await database.fetchval("SELECT count(*) FROM contents") == 52  # with that of the post


def deletes(who: str) -> str | None:
    """Return the code that each caller is refused with who deletes what others have said."""
    return {
        **SIGNED_OUT,
        "a stranger": "PERMISSION_DENIED",
        "a contributor": "PERMISSION_DENIED",
    }.get(who)


@pytest.mark.parametrize("who", [*EVERYONE, "the author", "the author of the post", "a co-author"])
async def test_who_deletes_a_comment(database: PinnedDatabase, api: Api, who: str) -> None:
    publication = await make_publication(database)
    author, of_post, together = [await make_user(database) for _ in range(3)]
    known = {"the author": author, "the author of the post": of_post, "a co-author": together}
    caller = known.get(who) or await make_caller(database, who, publication)
    post_id = await make_post(database, of_post, publication_id=publication, co_authors=[together])
    comment = COMMENT.text_of(await make_comment(database, post_id, author))

    result = await ask(api, DELETE, caller, commentId=comment)

    assert code_of(result) == deletes(who)
    audited = await database.fetch("SELECT action, subject, publication_id FROM audit_entries")
    if deletes(who):
        assert await said_on(api, post_id) == ["Well said."]
        assert await announced(database) == []
        assert audited == []
    else:
        assert result["goneCommentIds"] == [comment]
        assert result["comment"] is None
        assert await said_on(api, post_id) == []
        assert await announced(database) == ["comment.deleted"]
        is_own = who == "the author"
        entry = ("comment.deleted", comment, publication)
        assert [tuple(row) for row in audited] == ([] if is_own else [entry])


async def discussion(database: PinnedDatabase, ada: Member) -> tuple[PostId, list[CommentId]]:
    """Make a comment, an answer to it, and one to that."""
    post_id = await make_post(database, ada)
    one = await make_comment(database, post_id, ada, text="One.")
    two = await make_comment(database, post_id, ada, text="Two.", parent_id=one)
    three = await make_comment(database, post_id, ada, text="Three.", parent_id=two)
    return post_id, [one, two, three]


async def test_of_what_is_answered_the_place_stays(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database)
    post_id, [one, two, _] = await discussion(database, ada)

    deleted = await ask(api, DELETE, ada, commentId=COMMENT.text_of(two))

    assert deleted["deletedCommentId"] == COMMENT.text_of(two)
    assert deleted["goneCommentIds"] == []
    left = deleted["comment"]
    assert (left["isDeleted"], left["author"], left["content"], left["editedAt"]) == (
        True,
        None,
        None,
        None,
    )
    assert left["replyCount"] == 1
    assert deleted["parent"] == {"id": COMMENT.text_of(one), "replyCount": 0}
    assert deleted["post"] == {"commentCount": 2}
    assert await said_on(api, post_id) == ["One.", "  -", "    Three."]
    row = await database.fetchrow("SELECT author_id, content_id FROM comments WHERE id = $1", two)
    assert row
    assert tuple(row) == (None, None)
    assert await database.fetchval("SELECT count(*) FROM contents WHERE markdown = 'Two.'") == 0


async def test_what_nothing_answers_is_gone_and_what_is_deleted_above_it(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_user(database)
    post_id, ids = await discussion(database, ada)
    one, two, three = map(COMMENT.text_of, ids)
    await ask(api, DELETE, ada, commentId=two)

    deleted = await ask(api, DELETE, ada, commentId=three)
    last = await ask(api, DELETE, ada, commentId=one)

    assert deleted["goneCommentIds"] == [three, two]
    assert (deleted["comment"], deleted["parent"]) == (None, None)
    assert last["goneCommentIds"] == [one]
    assert last["post"] == {"commentCount": 0}
    assert await said_on(api, post_id) == []
    nodes = await api("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=[one, two, three])
    assert nodes == {"nodes": [None] * 3}


async def test_a_place_stays_for_an_answer_that_is_hidden(
    database: PinnedDatabase, api: Api
) -> None:
    """It may be shown again, and would have nothing to stand below."""
    ada = await make_user(database)
    post_id, [_, two, three] = await discussion(database, ada)
    await hide_comment(database, three)

    await ask(api, DELETE, ada, commentId=COMMENT.text_of(two))

    assert await said_on(api, post_id) == ["One.", "  -"]


async def test_all_that_is_about_a_comment_goes_with_it(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database)
    post_id, [_, two, _] = await discussion(database, ada)
    comment = COMMENT.text_of(two)
    await ask(api, UPDATE, ada, commentId=comment, markdown="2.")
    await database.execute(
        "INSERT INTO comment_reactions VALUES ($1, $2, 'like', $3)", two, ada.user_id, NOON
    )
    await database.execute(
        """
        INSERT INTO comment_reaction_counts AS there (comment_id, kind, imported)
        VALUES ($1, 'like', 5) ON CONFLICT (comment_id, kind) DO UPDATE SET imported = 5
        """,
        two,
    )

    await ask(api, DELETE, ada, commentId=comment)

    for table in ("comment_versions", "comment_reactions", "comment_reaction_counts"):
        assert await database.fetchval(f"SELECT count(*) FROM {table}") == 0  # noqa: S608 - names above
    assert await database.fetchval("SELECT max(reaction_count) FROM comments") == 0
    # Those of the post and of the two others.
    assert await database.fetchval("SELECT count(*) FROM contents") == 3
    assert (await api("query ($id: ID!) { node(id: $id) { id } }", id=comment))["node"]
    assert await said_on(api, post_id) == ["One.", "  -", "    Three."]


async def test_what_was_said_is_in_no_table_afterwards(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database)
    post_id = POST.text_of(await make_post(database, await make_user(database)))
    silent = await tables_with(database, str(ada.user_id))
    added = await ask(api, ADD, ada, postId=post_id, markdown="Say *xyzzy*.")
    comment = added["comment"]["id"]
    await ask(api, ADD, await make_user(database), postId=post_id, parentId=comment, markdown="?")
    await ask(api, UPDATE, ada, commentId=comment, markdown="Say xyzzy!")
    assert "contents" in await tables_with(database, "xyzzy")

    await ask(api, DELETE, ada, commentId=comment)

    assert await tables_with(database, "xyzzy") == []
    assert await tables_with(database, str(ada.user_id)) == silent


async def test_what_is_not_there_is_neither_changed_nor_deleted(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_user(database)

    for comment, code in ((UNKNOWN, "COMMENT_NOT_FOUND"), ("nonsense", "INVALID_INPUT")):
        assert code_of(await ask(api, DELETE, ada, commentId=comment)) == code
        assert code_of(await ask(api, UPDATE, ada, commentId=comment, markdown="x")) == code
    assert code_of(await ask(api, DELETE, Anonymous(), commentId=UNKNOWN)) == "UNAUTHENTICATED"
