"""Many people who react at once: what is counted is what there is."""

import asyncio
from collections import Counter
from typing import Any

import asyncpg

from db.unit_of_work import PostgresUnitOfWork
from domain.actor import Member
from domain.ids import COMMENT, POST, CommentId, PostId
from tests.api.callers import mutation
from tests.changes.keyed import Sender, shown
from tests.changes.racing import until_one_waits
from tests.factories import (
    NOON,
    make_account,
    make_comment,
    make_content,
    make_post,
    make_user,
    next_moment,
    react_to_comment,
    react_to_post,
)
from tests.factories.sight import delete_comment

SET = mutation("setReaction", "subject { reactionCount }")
REMOVE = mutation("removeReaction", "subject { reactionCount }")

KINDS = ("like", "love", "funny")

# What is counted, beside what there is.
_WRONG = """
    SELECT 'post', p.id FROM posts p WHERE p.reaction_count <>
           (SELECT count(*) FROM post_reactions r WHERE r.post_id = p.id)
     UNION ALL
    SELECT 'comment', c.id FROM comments c WHERE c.reaction_count <>
           (SELECT count(*) FROM comment_reactions r WHERE r.comment_id = c.id)
     UNION ALL
    SELECT 'kind of a post', n.post_id FROM post_reaction_counts n WHERE n.given <>
           (SELECT count(*) FROM post_reactions r WHERE r.post_id = n.post_id AND r.kind = n.kind)
     UNION ALL
    SELECT 'kind of a comment', n.comment_id FROM comment_reaction_counts n WHERE n.given <>
           (SELECT count(*) FROM comment_reactions r
             WHERE r.comment_id = n.comment_id AND r.kind = n.kind)
"""

_HOLD_POST = "SELECT FROM posts WHERE id = $1 FOR UPDATE"

_ANSWER = """
    INSERT INTO comments
           (id, post_id, parent_id, author_id, content_id, depth, position, created_at)
    SELECT $1, $2, $3, $4, $5, 1,
           (SELECT max(position) + 1 FROM comments WHERE post_id = $2), $6
"""


async def asks(sender: Sender, document: str, actor: Member, **given: str) -> Any:
    """Return the code of a refusal, or None."""
    outcome = await sender.send(actor, None, document, input=given)
    data = shown(outcome)
    assert data is not None, outcome.payload
    [result] = data.values()
    return result.get("code")


async def events(writer: asyncpg.Connection) -> Counter[str]:
    return Counter(row["name"] for row in await writer.fetch("SELECT name FROM outbox"))


async def test_everybody_is_counted_once(sender: Sender, writer: asyncpg.Connection) -> None:
    people = [await make_user(writer) for _ in range(4)]
    post_id = await make_post(writer, people[0])
    comment_id = await make_comment(writer, post_id, people[0])
    await writer.execute("TRUNCATE outbox")

    found = await asyncio.gather(
        *(
            asks(sender, SET, person, subjectId=subject, kind=kind)
            for person in people
            for kind in KINDS
            for subject in (POST.text_of(post_id), COMMENT.text_of(comment_id))
            for _ in range(2)
        )
    )

    assert set(found) == {None}
    assert await writer.fetch(_WRONG) == []
    number = len(people) * len(KINDS)
    counted = "SELECT reaction_count FROM {} WHERE id = $1"
    assert await writer.fetchval(counted.format("posts"), post_id) == number
    assert await writer.fetchval(counted.format("comments"), comment_id) == number
    assert await events(writer) == {"reaction.set": 2 * number}


async def test_one_person_who_sets_and_removes_at_once_is_counted_as_there_is(
    sender: Sender, writer: asyncpg.Connection
) -> None:
    ada = await make_user(writer)
    post_id = await make_post(writer, ada)
    comment_id = await make_comment(writer, post_id, ada)
    await writer.execute("TRUNCATE outbox")

    found = await asyncio.gather(
        *(
            asks(sender, document, ada, subjectId=subject, kind="like")
            for _ in range(10)
            for subject in (POST.text_of(post_id), COMMENT.text_of(comment_id))
            for document in (SET, REMOVE)
        )
    )

    assert set(found) == {None}
    assert await writer.fetch(_WRONG) == []
    told = await events(writer)
    left = await writer.fetchval(
        """
        SELECT (SELECT count(*) FROM post_reactions WHERE user_id = $1)
             + (SELECT count(*) FROM comment_reactions WHERE user_id = $1)
        """,
        ada.user_id,
    )
    assert told["reaction.set"] - told["reaction.removed"] == left


async def test_reacting_and_commenting_never_wait_for_each_other_in_a_circle(
    sender: Sender, writer: asyncpg.Connection
) -> None:
    people = [await make_user(writer) for _ in range(2)]
    post_id = await make_post(writer, people[0])
    above = await make_comment(writer, post_id, people[0])
    contents = [await make_content(writer, text="Yes.") for _ in range(10)]

    async def comment(content_id: object) -> None:
        id, author = COMMENT.new_id(at=next_moment()), people[0].user_id
        async with sender.pool.acquire() as connection, connection.transaction():
            await connection.execute(_HOLD_POST, post_id)
            await connection.execute(_ANSWER, id, post_id, above, author, content_id, next_moment())

    found = await asyncio.gather(
        *(comment(content) for content in contents),
        *(
            asks(sender, document, person, subjectId=subject, kind=kind)
            for person in people
            for kind in KINDS[:2]
            for subject in (POST.text_of(post_id), COMMENT.text_of(above))
            for document in (SET, REMOVE, SET)
        ),
    )

    assert set(found) == {None}
    assert await writer.fetch(_WRONG) == []
    assert await writer.fetchval("SELECT reply_count FROM comments WHERE id = $1", above) == 10


async def test_a_deleted_comment_gets_no_reaction_whoever_is_first(
    sender: Sender, writer: asyncpg.Connection
) -> None:
    ada, bob = await make_user(writer), await make_user(writer)
    post_id = await make_post(writer, ada)
    for _ in range(8):
        comment_id = await make_comment(writer, post_id, ada)
        transaction = writer.transaction()
        await transaction.start()
        await delete_comment(writer, comment_id)
        subject = COMMENT.text_of(comment_id)
        waiting = asyncio.ensure_future(asks(sender, SET, bob, subjectId=subject, kind="like"))
        await until_one_waits(sender)
        await transaction.commit()
        assert await waiting == "COMMENT_NOT_FOUND"


async def test_people_leave_while_they_and_others_react(
    sender: Sender, writer: asyncpg.Connection
) -> None:
    author = await make_user(writer)
    leaving = [await make_account(writer) for _ in range(3)]
    staying = [await make_account(writer) for _ in range(3)]
    posts = [await make_post(writer, author) for _ in range(3)]
    comments = [await make_comment(writer, post_id, author) for post_id in posts]
    subjects = [*map(POST.text_of, posts), *map(COMMENT.text_of, comments)]
    await react_to_all(writer, posts, comments, leaving)

    async def leave(member: Member) -> None:
        async with sender.pool.acquire() as connection, connection.transaction():
            work = PostgresUnitOfWork(connection)
            await work.people.lock(member.user_id)
            await work.departures.erase(member.user_id, at=NOON)
            await work.departures.remove(member.user_id)

    found = await asyncio.gather(
        *(leave(member) for member in leaving),
        *(
            asks(sender, SET, person, subjectId=subject, kind="love")
            for person in (*leaving, *staying)
            for subject in subjects
        ),
    )

    assert set(found) <= {None, "POST_NOT_FOUND", "COMMENT_NOT_FOUND"}
    assert await writer.fetch(_WRONG) == []
    kept = "SELECT count(*) FROM post_reactions WHERE user_id = ANY($1)"
    assert await writer.fetchval(kept, [member.user_id for member in leaving]) == 0
    assert await writer.fetchval(kept, [member.user_id for member in staying]) == 9


async def react_to_all(
    writer: asyncpg.Connection,
    posts: list[PostId],
    comments: list[CommentId],
    members: list[Member],
) -> None:
    for post_id in posts:
        await react_to_post(writer, post_id, *members)
    for comment_id in comments:
        await react_to_comment(writer, comment_id, *members)
