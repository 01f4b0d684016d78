"""Comments being written: by whom, where, and what they cannot say."""

import pytest

from domain.ids import COMMENT, POST
from domain.posts.models import PostStatus
from tests.announced import announced, last_event
from tests.api.callers import EVERYONE, SIGNED_OUT, ask, code_of, make_caller
from tests.api.client import Api
from tests.api.commenting import ADD, DELETE, UNKNOWN, UPDATE, said_on
from tests.factories import hide_comment, make_comment, make_post, make_publication, make_user
from tests.factories.sight import delete_comment
from tests.pinned import PinnedDatabase


async def comments(database: PinnedDatabase) -> int:
    count: int = await database.fetchval("SELECT count(*) FROM comments")
    return count


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
