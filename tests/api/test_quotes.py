"""Comments that say whose words they repeat."""

from typing import Any
from uuid import uuid4

import pytest

from domain.actor import Member
from domain.ids import COMMENT, POST, CommentId, PostId
from tests.announced import announced
from tests.api.callers import ask, mutation
from tests.api.client import Api
from tests.factories import block, hide_comment, make_comment, make_post, make_user, mute
from tests.factories.sight import delete_comment
from tests.pinned import PinnedDatabase

_COMMENT = "comment { id parentId quoted { id content { markdown } } }"
ADD = mutation("addComment", _COMMENT)
UPDATE = mutation("updateComment", _COMMENT)
DELETE = mutation("deleteComment", "deletedCommentId")
QUOTED = "query ($id: ID!) { node(id: $id) { ... on Comment { quoted { id } } } }"


async def quote(api: Api, post_id: PostId, by: Member, quoted: CommentId) -> Any:
    return await ask(
        api,
        ADD,
        by,
        postId=POST.text_of(post_id),
        quotedCommentId=COMMENT.text_of(quoted),
        markdown="> Well said.\n\nIndeed.",
    )


async def quoted_by(api: Api, id: str, actor: Member | None = None) -> str | None:
    found = (await api(QUOTED, actor=actor, id=id))["node"]["quoted"]
    return found and str(found["id"])


async def test_a_quote_keeps_its_source_however_both_are_changed(
    database: PinnedDatabase, api: Api
) -> None:
    ada, bob = await make_user(database), await make_user(database)
    post_id = await make_post(database, ada)
    source = await make_comment(database, post_id, bob)
    other = await make_comment(database, post_id, bob)

    added = await ask(
        api,
        ADD,
        ada,
        postId=POST.text_of(post_id),
        parentId=COMMENT.text_of(other),
        quotedCommentId=COMMENT.text_of(source),
        markdown="> Well said.",
    )
    assert added["comment"]["quoted"]["id"] == COMMENT.text_of(source)
    assert added["comment"]["parentId"] == COMMENT.text_of(other)

    await ask(api, UPDATE, bob, commentId=COMMENT.text_of(source), markdown="Changed.")
    own = added["comment"]["id"]
    changed = await ask(api, UPDATE, ada, commentId=own, markdown="> Well said!")
    assert changed["comment"]["quoted"] == {
        "id": COMMENT.text_of(source),
        "content": {"markdown": "Changed."},
    }


async def test_a_quote_whose_source_is_gone_says_so(database: PinnedDatabase, api: Api) -> None:
    ada, bob = await make_user(database), await make_user(database)
    post_id = await make_post(database, ada)
    hidden, deleted, answered = [await make_comment(database, post_id, bob) for _ in range(3)]
    quotes = [
        (await quote(api, post_id, ada, source))["comment"]["id"]
        for source in (hidden, deleted, answered)
    ]
    await make_comment(database, post_id, ada, parent_id=answered)

    await hide_comment(database, hidden)
    for source in (deleted, answered):
        await ask(api, DELETE, bob, commentId=COMMENT.text_of(source))

    assert [await quoted_by(api, id) for id in quotes] == [None] * 3
    await database.execute("UPDATE comments SET hidden_at = NULL")
    assert await quoted_by(api, quotes[0]) == COMMENT.text_of(hidden)


async def test_a_deleted_comment_quotes_nothing(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database)
    post_id = await make_post(database, ada)
    own = (await quote(api, post_id, ada, await make_comment(database, post_id, ada)))["comment"]
    own_id = COMMENT.parse(own["id"])
    assert own_id
    await make_comment(database, post_id, ada, parent_id=own_id)

    await ask(api, DELETE, ada, commentId=own["id"])

    assert await quoted_by(api, own["id"]) is None
    assert await database.fetchval("SELECT count(quoted_id) FROM comments") == 0


@pytest.mark.parametrize("hides", [block, mute])
async def test_what_somebody_out_of_sight_said_is_no_source(
    database: PinnedDatabase, api: Api, hides: Any
) -> None:
    ada, bob, eve = [await make_user(database) for _ in range(3)]
    post_id = await make_post(database, ada)
    source = await make_comment(database, post_id, bob)
    own = (await quote(api, post_id, ada, source))["comment"]["id"]
    await hides(database, eve, bob)

    assert await quoted_by(api, own, eve) is None
    assert await quoted_by(api, own) == await quoted_by(api, own, bob) == COMMENT.text_of(source)


async def test_nobody_quotes_what_is_not_there_for_them(database: PinnedDatabase, api: Api) -> None:
    ada, bob = await make_user(database), await make_user(database)
    post_id, other = await make_post(database, ada), await make_post(database, ada)
    elsewhere = await make_comment(database, other, ada)
    hidden, deleted, bobs = [await make_comment(database, post_id, bob) for _ in range(3)]
    for source in (deleted, bobs):
        await make_comment(database, post_id, ada, parent_id=source)
    await hide_comment(database, hidden)
    await delete_comment(database, deleted)
    await mute(database, ada, bob)
    before = await database.fetchval("SELECT count(*) FROM comments")

    sources = (CommentId(uuid4()), elsewhere, hidden, deleted, bobs)
    codes = [(await quote(api, post_id, ada, source))["code"] for source in sources]

    assert codes == ["COMMENT_NOT_FOUND"] * 3 + ["COMMENT_DELETED"] * 2
    assert await database.fetchval("SELECT count(*) FROM comments") == before
    assert await announced(database) == []


@pytest.mark.parametrize("id", ["", "comment_", "post_01"])
async def test_what_is_quoted_has_the_id_of_a_comment(
    database: PinnedDatabase, api: Api, id: str
) -> None:
    ada = await make_user(database)
    post_id = POST.text_of(await make_post(database, ada))

    refused = await ask(api, ADD, ada, postId=post_id, quotedCommentId=id, markdown="A.")

    assert [violation["argument"] for violation in refused["violations"]] == ["quotedCommentId"]


async def test_quotes_of_a_whole_level_cost_one_statement(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_user(database)
    post_id = await make_post(database, ada)
    source = await make_comment(database, post_id, ada)
    for _ in range(6):
        await quote(api, post_id, ada, source)
    query = """
        query ($id: ID!, $first: Int!) {
          node(id: $id) { ... on Post {
            comments(first: $first) { nodes { quoted { id } } }
          } }
        }
    """

    for first in (2, 6):
        database.statements.clear()
        await api(query, id=POST.text_of(post_id), first=first)
        assert len(database.statements) == 3
