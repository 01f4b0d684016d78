"""The one connection that listens, and what happens when it is gone."""

import asyncio
from contextlib import ExitStack

import asyncpg
import pytest

from db.change_feed import ChangeFeed, FeedLimits
from db.changes import EVERYTHING, Changes, RecentChanges, row
from db.embedded.server import embedded_postgres
from db.pool import Pool, PoolLimits
from tests.changes.conftest import KILL_LISTENERS, until_live, until_lost
from tests.factories import make_user
from tests.postgres import IN_A_HURRY, open_folder
from tests.waiting import until
from tests.wire import wired_postgres


async def test_changes_are_heard_in_the_order_of_commits(
    feed: ChangeFeed, writer: asyncpg.Connection, dsn: str
) -> None:
    heard: list[Changes] = []
    feed.listen(heard.append)
    other = await asyncpg.connect(dsn)
    early, late = writer.transaction(), other.transaction()
    await early.start()
    first = await make_user(writer)
    await late.start()
    second = await make_user(other)

    await late.commit()
    await early.commit()
    await other.close()
    await feed.caught_up()

    names = [row("users", member.user_id) for member in (first, second)]
    rows = [changes for changes in heard if "users.listed" not in changes.names]
    assert [[changes.concern(name) for name in names] for changes in rows] == [
        [False, True],
        [True, False],
    ]


async def test_whoever_waits_until_it_is_caught_up_misses_nothing(
    feed: ChangeFeed, writer: asyncpg.Connection
) -> None:
    for _ in range(100):
        since = feed.position
        member = await make_user(writer)

        await asyncio.gather(*(feed.caught_up() for _ in range(3)))

        assert feed.recent.has_changed([row("users", member.user_id)], since=since)
        assert not feed.recent.has_changed([row("users", member.user_id)], since=feed.position)


async def test_a_lost_connection_means_that_everything_may_have_changed(
    feed: ChangeFeed, writer: asyncpg.Connection
) -> None:
    heard: list[tuple[Changes, int]] = []
    feed.listen(lambda changes: heard.append((changes, feed.position)))
    since = feed.position

    await writer.execute(KILL_LISTENERS)
    await feed.caught_up()
    assert (heard[0][0], feed.losses) == (EVERYTHING, 1)
    assert feed.recent.has_changed(["users:0"], since=since)

    await until_live(feed)
    (_, deaf), (everything, live) = heard
    assert everything == EVERYTHING
    assert feed.recent.has_changed(["users:0"], since=deaf)
    assert not feed.recent.has_changed(["users:0"], since=live)
    member = await make_user(writer)
    await feed.caught_up()
    assert heard[-1][0].concern(row("users", member.user_id))


async def test_it_begins_to_listen_once_postgresql_is_there() -> None:
    with open_folder() as folder, ExitStack() as running:
        dsn = running.enter_context(embedded_postgres(folder, settings=IN_A_HURRY))
        running.close()
        pool = Pool(dsn, PoolLimits(size=1))
        feed = ChangeFeed(dsn, pool)
        async with pool.open(), feed.open():
            await feed.caught_up()
            assert not feed.is_live

            running.enter_context(embedded_postgres(folder, settings=IN_A_HURRY))
            await until_live(feed)


async def test_it_is_not_live_when_what_others_send_does_not_arrive(
    dsn: str, server: str, caplog: pytest.LogCaptureFixture
) -> None:
    """As behind a pooler: who listens and who sends do not meet."""

    async def has_given_up() -> bool:
        return "Changes are not heard: TimeoutError" in caplog.text

    elsewhere = Pool(server, PoolLimits(size=1))
    feed = ChangeFeed(dsn, elsewhere)
    async with elsewhere.open(), feed.open():
        await until(has_given_up)
        assert not feed.is_live


async def test_a_connection_that_is_cut_without_a_word_is_found_out() -> None:
    async with wired_postgres() as (dsn, wire):
        pool = Pool(dsn, PoolLimits(size=1))
        feed = ChangeFeed(dsn, pool, FeedLimits(connect=0.5, answer=0.5, look=0.01))
        async with pool.open(), feed.open():
            await until_live(feed)

            wire.cut()
            await until_lost(feed)
            wire.mend()

            await until_live(feed)
            assert feed.losses == 1


async def test_whoever_waits_for_a_silent_connection_goes_on_and_nothing_is_kept() -> None:
    async with wired_postgres() as (dsn, wire):
        pool = Pool(dsn, PoolLimits(size=1))
        feed = ChangeFeed(dsn, pool, FeedLimits(answer=0.5, look=3600))
        async with pool.open(), feed.open():
            await until_live(feed)

            wire.cut()
            await asyncio.gather(*(feed.caught_up() for _ in range(3)))

            assert not feed.is_live
            wire.mend()


class TestRecentChanges:
    def test_of_a_time_too_long_ago_everything_has_changed(self) -> None:
        recent = RecentChanges(most=4)
        start = recent.position
        recent.add(Changes.read("users:1"))
        after = recent.position
        recent.add(Changes.read("tags:1"))
        assert not recent.has_changed(["posts:1"], since=start)

        recent.add(Changes.read("posts:1"))

        assert recent.has_changed(["posts:2"], since=start)
        assert not recent.has_changed(["posts:2"], since=after)

    @pytest.mark.parametrize(
        ("heard", "name", "concerns"),
        [
            ("users:1", "users:1", True),
            ("users:1", "users:2", False),
            ("users:1 tags:2", "tags:2", True),
            ("users:*", "users:2", True),
            ("comments:*", "comments.post_id:2", True),
            ("comments.post_id:2", "comments", True),
            ("comments:*", "comments", True),
            ("comments.post_id:2", "comments:2", False),
            ("comments:2", "posts", False),
        ],
    )
    def test_names_and_tables(self, heard: str, name: str, *, concerns: bool) -> None:
        recent, changes = RecentChanges(), Changes.read(heard)
        recent.add(changes)

        assert changes.concern(name) is concerns
        assert recent.has_changed([name], since=0) is concerns
