"""Many who write in one discussion at once: it stays in order, and every comment counts once."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest_asyncio

from db.comment_writing import CommentRepository
from db.departures import DepartureRepository
from domain.actor import Member
from domain.ids import COMMENT, POST, CommentId, PostId
from tests.api.callers import mutation
from tests.changes.keyed import Sender, open_sender, shown
from tests.changes.racing import at_once, until_one_waits
from tests.discussions import assert_sound
from tests.factories import NOON, make_comment, make_comment_version, make_post, make_user
from tests.kept.world import World

ADD = mutation("addComment", "comment { id } parent { replyCount } post { commentCount }")
UPDATE = mutation("updateComment", "comment { id }")
DELETE = mutation("deleteComment", "goneCommentIds")
REACT = mutation("setReaction", "subject { reactionCount }")


@pytest_asyncio.fixture(loop_scope="session")
async def crowd(dsn: str, writer: asyncpg.Connection) -> AsyncIterator[Sender]:
    """Send on as many connections as there are who write."""
    await World.empty(writer)
    async with open_sender(dsn, size=25, acquire=20, lock=20) as sender:
        yield sender


async def sends(crowd: Sender, actor: Member, document: str, **given: Any) -> str:
    """Return the code of a refusal, or the type of a success."""
    outcome = await crowd.send(actor, None, document, input=given)
    data = shown(outcome)
    assert data is not None, outcome.payload
    [result] = data.values()
    return str(result.get("code") or result["__typename"])


def adds(crowd: Sender, actor: Member, post_id: PostId, parent_id: CommentId | None = None) -> Any:
    parent = None if parent_id is None else COMMENT.text_of(parent_id)
    given = {"postId": POST.text_of(post_id), "parentId": parent, "markdown": "At once."}
    return sends(crowd, actor, ADD, **given)


def deletes(crowd: Sender, actor: Member, comment_id: CommentId) -> Any:
    return sends(crowd, actor, DELETE, commentId=COMMENT.text_of(comment_id))


async def test_many_comment_and_answer_at_once(crowd: Sender, writer: asyncpg.Connection) -> None:
    ada = await make_user(writer)
    post_id = await make_post(writer, ada)
    first = await make_comment(writer, post_id, ada)
    await make_comment(writer, post_id, ada)
    people = [await make_user(writer) for _ in range(5)]

    answers = await at_once(
        *(adds(crowd, people[number % 5], post_id) for number in range(25)),
        *(adds(crowd, people[number % 5], post_id, first) for number in range(25)),
    )

    assert answers == {"AddCommentSuccess": 50}
    stored = await assert_sound(writer, post_id)
    assert len(stored) == 52


async def test_many_write_where_there_is_no_room(crowd: Sender, writer: asyncpg.Connection) -> None:
    ada = await make_user(writer)
    post_id = await make_post(writer, ada)
    first = await make_comment(writer, post_id, ada)
    for _ in range(5):
        await make_comment(writer, post_id, ada, parent_id=first)
        await make_comment(writer, post_id, ada)

    answers = await at_once(*(adds(crowd, ada, post_id, first) for _ in range(20)))

    assert answers == {"AddCommentSuccess": 20}
    await assert_sound(writer, post_id)


async def test_what_is_deleted_is_not_answered_and_what_is_answered_leaves_its_place(
    crowd: Sender, writer: asyncpg.Connection
) -> None:
    ada = await make_user(writer)
    post_id = await make_post(writer, ada)
    outcomes = set()
    for _ in range(10):
        comment = await make_comment(writer, post_id, ada)
        answers = await asyncio.gather(
            adds(crowd, ada, post_id, comment), deletes(crowd, ada, comment)
        )
        outcomes.add(tuple(answers))
        await assert_sound(writer, post_id)

    assert outcomes <= {
        ("AddCommentSuccess", "DeleteCommentSuccess"),
        ("COMMENT_NOT_FOUND", "DeleteCommentSuccess"),
    }


async def test_a_comment_is_deleted_once(crowd: Sender, writer: asyncpg.Connection) -> None:
    ada = await make_user(writer)
    post_id = await make_post(writer, ada)
    comment = await make_comment(writer, post_id, ada)

    answers = await at_once(*(deletes(crowd, ada, comment) for _ in range(8)))

    assert answers == {"DeleteCommentSuccess": 1, "COMMENT_NOT_FOUND": 7}
    await assert_sound(writer, post_id)


async def test_whole_branches_are_deleted_at_once(
    crowd: Sender, writer: asyncpg.Connection
) -> None:
    ada = await make_user(writer)
    post_id = await make_post(writer, ada)
    root = await make_comment(writer, post_id, ada)
    branches = [await make_comment(writer, post_id, ada, parent_id=root) for _ in range(5)]
    leaves = [await make_comment(writer, post_id, ada, parent_id=branch) for branch in branches]

    answers = await at_once(
        *(deletes(crowd, ada, comment) for comment in [root, *branches, *leaves])
    )

    assert answers == {"DeleteCommentSuccess": 11}
    stored = await assert_sound(writer, post_id)
    assert all(row["is_bare"] for row in stored)


async def test_a_comment_is_changed_and_deleted_at_once_and_nothing_is_left_of_it(
    crowd: Sender, writer: asyncpg.Connection
) -> None:
    ada = await make_user(writer)
    post_id = await make_post(writer, ada)
    for _ in range(10):
        comment = await make_comment(writer, post_id, ada, text="At first.")
        text = COMMENT.text_of(comment)
        await at_once(
            sends(crowd, ada, UPDATE, commentId=text, markdown="At once."),
            deletes(crowd, ada, comment),
            sends(crowd, ada, UPDATE, commentId=text, markdown="At last."),
        )

    await assert_sound(writer, post_id)
    left = await writer.fetch("SELECT markdown FROM contents WHERE markdown LIKE 'At %'")
    assert left == []
    assert await writer.fetchval("SELECT count(*) FROM comment_versions") == 0


async def test_reactions_to_what_is_deleted_go_or_are_refused(
    crowd: Sender, writer: asyncpg.Connection
) -> None:
    ada = await make_user(writer)
    post_id = await make_post(writer, ada)
    people = [await make_user(writer) for _ in range(4)]
    for _ in range(8):
        comment = await make_comment(writer, post_id, ada)
        await make_comment(writer, post_id, ada, parent_id=comment)
        given = {"subjectId": COMMENT.text_of(comment), "kind": "like"}
        answers = await at_once(
            *(sends(crowd, person, REACT, **given) for person in people[:2]),
            deletes(crowd, ada, comment),
            *(sends(crowd, person, REACT, **given) for person in people[2:]),
        )
        assert answers["DeleteCommentSuccess"] == 1
        assert set(answers) <= {"DeleteCommentSuccess", "SetReactionSuccess", "COMMENT_NOT_FOUND"}

    await assert_sound(writer, post_id)
    assert await writer.fetchval("SELECT count(*) FROM comment_reactions") == 0
    assert await writer.fetchval("SELECT sum(reaction_count) FROM comments") == 0


async def test_changes_at_once_are_all_kept(crowd: Sender, writer: asyncpg.Connection) -> None:
    ada = await make_user(writer)
    comment = await make_comment(writer, await make_post(writer, ada), ada)
    text = COMMENT.text_of(comment)

    answers = await at_once(
        *(
            sends(crowd, ada, UPDATE, commentId=text, markdown=f"Version {number}")
            for number in range(10)
        )
    )

    assert answers == {"UpdateCommentSuccess": 10}
    numbers = await writer.fetch("SELECT number FROM comment_versions ORDER BY number")
    assert [row["number"] for row in numbers] == list(range(1, 11))


async def test_people_leave_while_everybody_writes(
    crowd: Sender, writer: asyncpg.Connection
) -> None:
    """Nobody waits for each other in a circle, and what they wrote is gone or was not written."""
    others = [await make_user(writer) for _ in range(3)]
    posts = [await make_post(writer, other) for other in others]
    for _ in range(5):
        ada = await make_user(writer)
        mine = [await make_comment(writer, post_id, ada) for post_id in posts for _ in range(3)]
        for comment in mine:
            await make_comment_version(writer, comment)

        async def leave(ada: Member = ada) -> str:
            async with crowd.pool.acquire() as connection, connection.transaction():
                departures = DepartureRepository(connection)
                await connection.fetchval(
                    "SELECT id FROM users WHERE id = $1 FOR UPDATE", ada.user_id
                )
                await departures.erase(ada.user_id, at=NOON)
                await departures.remove(ada.user_id)
            return "left"

        answers = await at_once(
            leave(),
            *(adds(crowd, ada, post_id) for post_id in posts),
            *(adds(crowd, other, post_id) for other in others for post_id in posts),
            *(adds(crowd, others[0], posts[0], comment) for comment in mine[:3]),
            *(deletes(crowd, ada, comment) for comment in mine[3:]),
        )
        assert set(answers) <= {
            "left",
            "AddCommentSuccess",
            "DeleteCommentSuccess",
            "COMMENT_NOT_FOUND",
            "COMMENT_DELETED",
            "POST_NOT_FOUND",
        }, answers
        assert await writer.fetch("SELECT FROM users WHERE id = $1", ada.user_id) == []
    for post_id in posts:
        await assert_sound(writer, post_id)


async def test_who_waits_for_others_writes_after_them(
    crowd: Sender, writer: asyncpg.Connection
) -> None:
    """A writer who is slow keeps the order: that of the moments at which comments are stored."""
    ada = await make_user(writer)
    post_id = await make_post(writer, ada)
    async with crowd.pool.acquire() as connection, connection.transaction():
        await CommentRepository(connection).hold_discussion(post_id, ada.user_id)
        waiting = asyncio.create_task(adds(crowd, ada, post_id))
        await until_one_waits(crowd)
        slow = await make_comment(connection, post_id, ada)

    assert await waiting == "AddCommentSuccess"
    stored = await assert_sound(writer, post_id)
    assert slow in {row["id"] for row in stored}
    assert len(stored) == 2


async def test_a_comment_that_is_sent_again_is_written_once(
    crowd: Sender, writer: asyncpg.Connection
) -> None:
    ada = await make_user(writer)
    post_id = await make_post(writer, ada)
    given = {"postId": POST.text_of(post_id), "markdown": "Once."}

    outcomes = [await crowd.send(ada, "a-key", ADD, input=given) for _ in range(3)]

    assert len({str(shown(outcome)) for outcome in outcomes}) == 1
    assert len(await assert_sound(writer, post_id)) == 1
