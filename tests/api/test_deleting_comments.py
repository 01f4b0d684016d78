"""Comments being deleted: by whom, and what becomes of the discussion."""

import pytest

from domain.actor import Member
from domain.ids import COMMENT, POST, CommentId, PostId
from tests.announced import announced
from tests.api.callers import EVERYONE, SIGNED_OUT, ask, code_of, make_caller
from tests.api.client import Api
from tests.api.commenting import ADD, DELETE, UPDATE, said_on
from tests.db.test_departures import tables_with
from tests.factories import NOON, hide_comment, make_comment, make_post, make_publication, make_user
from tests.pinned import PinnedDatabase


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
