"""Follows that begin and end at once: counts stay right, and no block is got around."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest_asyncio

from domain.actor import Member
from domain.follows.models import MOST_FOLLOWED
from domain.ids import TAG, USER
from tests.api.callers import mutation
from tests.changes.keyed import Sender, open_sender
from tests.changes.test_organising import Everyone, make_admin
from tests.factories import make_follow, make_post, make_tag, make_user
from tests.kept.world import World

FOLLOW = mutation("follow", "subject { id }")
UNFOLLOW = mutation("unfollow", "subject { id }")
BLOCK = mutation("blockUser", "user { id }")
MERGE = mutation("mergeTags", "tag { id }")


@pytest_asyncio.fixture(loop_scope="session")
async def sender(dsn: str, writer: asyncpg.Connection) -> AsyncIterator[Sender]:
    await World.empty(writer)
    async with open_sender(dsn, size=20, lock=5) as sender:
        yield sender


async def assert_counted(writer: asyncpg.Connection) -> None:
    """Make sure that every count is the number of rows."""
    wrong = await writer.fetch(
        """
        SELECT subject_id FROM follower_counts c
          FULL JOIN (SELECT subject_id, count(*) FROM follows GROUP BY 1) AS f USING (subject_id)
         WHERE c.followers IS DISTINCT FROM f.count
        """
    )
    assert not wrong


async def test_many_follow_and_unfollow_one_person_at_once(
    sender: Sender, writer: asyncpg.Connection
) -> None:
    everyone = Everyone(sender)
    star = await make_user(writer)
    fans = [await make_user(writer) for _ in range(8)]
    id = USER.text_of(star.user_id)
    for fan in fans[:4]:
        await make_follow(writer, fan, user_id=star.user_id)

    codes = await asyncio.gather(
        *(everyone.asks(UNFOLLOW, fan, subjectId=id) for fan in fans[:4] * 2),
        *(everyone.asks(FOLLOW, fan, subjectId=id) for fan in fans[4:] * 3),
    )

    assert codes == [None] * 20
    assert await writer.fetchval("SELECT followers FROM follower_counts") == 4
    names = await writer.fetch("SELECT name, count(*) FROM outbox GROUP BY name ORDER BY name")
    assert [tuple(row) for row in names] == [("follow.ended", 4), ("follow.started", 4)]
    await assert_counted(writer)


async def test_the_last_place_is_taken_once(sender: Sender, writer: asyncpg.Connection) -> None:
    everyone = Everyone(sender)
    ada = await make_user(writer)
    await writer.execute(
        """
        WITH people AS (
            INSERT INTO users (id, username, name, created_at)
            SELECT gen_random_uuid(), 'many-' || n, 'Bob', now() FROM generate_series(1, $2) n
         RETURNING id
        )
        INSERT INTO follows (follower_id, user_id, created_at) SELECT $1, id, now() FROM people
        """,
        ada.user_id,
        MOST_FOLLOWED - 1,
    )
    others = [USER.text_of((await make_user(writer)).user_id) for _ in range(4)]

    codes = await asyncio.gather(*(everyone.asks(FOLLOW, ada, subjectId=id) for id in others))

    assert sorted(map(str, codes)) == ["None", *["TOO_MANY_FOLLOWED"] * 3]
    await assert_counted(writer)


async def test_whoever_is_blocked_meanwhile_follows_not(
    sender: Sender, writer: asyncpg.Connection
) -> None:
    everyone = Everyone(sender)
    for _ in range(10):
        ada, bob = await make_user(writer), await make_user(writer)

        followed, followed_back, blocked = await asyncio.gather(
            everyone.asks(FOLLOW, bob, subjectId=USER.text_of(ada.user_id)),
            everyone.asks(FOLLOW, ada, subjectId=USER.text_of(bob.user_id)),
            everyone.asks(BLOCK, ada, userId=USER.text_of(bob.user_id)),
        )

        assert blocked is None
        assert followed in {None, "PERSON_NOT_FOUND"}
        assert followed_back in {None, "PERSON_BLOCKED"}
        assert await writer.fetchval("SELECT count(*) FROM follows") == 0
    await assert_counted(writer)


async def test_people_who_go_and_tags_that_merge_leave_right_counts(
    sender: Sender, writer: asyncpg.Connection
) -> None:
    everyone = Everyone(sender)
    admin = await make_admin(writer)
    for number in range(4):
        fans = [await make_user(writer) for _ in range(4)]
        names = [f"a-{number}", f"b-{number}"]
        await make_post(writer, admin, tags=names)
        a, b = [await make_tag(writer, name) for name in names]
        for fan in fans:
            await make_follow(writer, fan, tag_id=a)
            await make_follow(writer, fan, tag_id=b)
            await make_follow(writer, fan, user_id=admin.user_id)

        async def go(fan: Member) -> None:
            async with sender.pool.acquire() as connection:
                await connection.execute("DELETE FROM users WHERE id = $1", fan.user_id)

        merged, *_ = await asyncio.gather(
            everyone.asks(MERGE, admin, fromTagId=TAG.text_of(a), intoTagId=TAG.text_of(b)),
            *map(go, fans[:3]),
        )

        assert merged is None
        assert await writer.fetchval("SELECT count(*) FROM follows WHERE tag_id = $1", b) == 1
    await assert_counted(writer)
