"""The ranked feed: its formula, what it falls back on, and that scrolling keeps its order."""

import os
from dataclasses import replace
from datetime import timedelta
from typing import Any

import asyncpg
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from db.feed_ranking import remove_old_snapshots
from domain.actor import Member
from domain.feed.ranking import KEPT_FOR
from domain.ids import POST, USER, PostId
from tests.api.client import WORLD, Api
from tests.api.lists import BACKWARD, FORWARD, Way
from tests.changes.keyed import Hands
from tests.factories import (
    NOON,
    make_follow,
    make_post,
    make_publication,
    make_series,
    make_tag,
    make_user,
    mute,
    react_to_post,
)
from tests.pinned import PinnedDatabase

EXAMPLES = int(os.environ.get("BROADSHEET_RANDOM_FEEDS", "15"))

FEED = """
    query ($first: Int, $after: String, $last: Int, $before: String) {
      viewer { feed(orderBy: RANKED, first: $first, after: $after, last: $last, before: $before) {
        totalCount
        edges { cursor node { id } signals {
          followedAuthors { id } isPopular isKnown score engagement freshness affinity
        } }
        pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
      } }
    }
"""


async def read(api: Api, actor: Member, **paging: Any) -> Any:
    return (await api(FEED, actor=actor, **paging))["viewer"]["feed"]


def texts(*posts: PostId) -> list[str]:
    return [POST.text_of(post) for post in posts]


def shown(feed: Any) -> list[str]:
    return [edge["node"]["id"] for edge in feed["edges"]]


async def engage(
    database: PinnedDatabase, post: PostId, *, reactions: int = 0, comments: int = 0
) -> None:
    await database.execute(
        "UPDATE posts SET reaction_count = $2, comment_count = $3 WHERE id = $1",
        post,
        reactions,
        comments,
    )


async def make_reader(database: PinnedDatabase, posts: int = 6) -> tuple[Member, list[PostId]]:
    """Make somebody who follows an author with so many posts, each a day older than the last."""
    ada, bob = await make_user(database), await make_user(database)
    await make_follow(database, ada, user_id=bob.user_id)
    made = [
        await make_post(database, bob, published_at=NOON - timedelta(days=day))
        for day in range(posts)
    ]
    return ada, made


async def test_a_score_is_engagement_freshness_and_affinity(
    database: PinnedDatabase, api: Api
) -> None:
    ada, bob, cy = [await make_user(database) for _ in range(3)]
    daily = await make_publication(database, owner=bob)
    moment = NOON - timedelta(days=1)
    tags = ["a", "b", "c", "d"]
    closest = await make_post(database, bob, publication_id=daily, published_at=moment, tags=tags)
    discussed = await make_post(database, bob, published_at=moment)
    known = await make_post(database, bob, published_at=moment)
    old = await make_post(database, bob, published_at=NOON - timedelta(days=9))
    part = await make_post(database, cy, published_at=NOON + timedelta(hours=1))
    parts = await make_series(database, await make_publication(database), slug="s", posts=[part])
    await engage(database, discussed, reactions=3, comments=3)
    await engage(database, old, reactions=999)
    await make_follow(database, ada, user_id=bob.user_id)
    await make_follow(database, ada, publication_id=daily)
    await make_follow(database, ada, series_id=parts)
    for tag in tags:
        await make_follow(database, ada, tag_id=await make_tag(database, tag))
    await react_to_post(database, known, ada)

    feed = await read(api, ada)

    assert shown(feed) == texts(closest, discussed, part, old, known)
    told = {edge["node"]["id"]: edge["signals"] for edge in feed["edges"]}
    author = {"followedAuthors": [{"id": USER.text_of(bob.user_id)}], "isPopular": False}
    assert told[POST.text_of(closest)] == {
        **author,
        "isKnown": False,
        "score": 2.1,
        "engagement": 0,
        "freshness": -0.5,
        "affinity": 2.6,
    }
    assert told[POST.text_of(discussed)] == {
        **author,
        "isKnown": False,
        "score": 1.5,
        "engagement": 1,
        "freshness": -0.5,
        "affinity": 1,
    }
    assert told[POST.text_of(part)]["score"] == told[POST.text_of(part)]["affinity"] == 0.5
    assert told[POST.text_of(old)]["score"] == pytest.approx(3 - 4.5 + 1)
    assert told[POST.text_of(known)]["isKnown"]
    assert told[POST.text_of(known)]["score"] == pytest.approx(0.301 - 0.5 + 1 - 1.5, abs=1e-3)


async def test_what_was_read_counts_as_known_once_half_of_it_was(
    database: PinnedDatabase, api: Api
) -> None:
    ada, posts = await make_reader(database, posts=3)
    for post, progress in ((posts[0], 50), (posts[1], 49)):
        await database.execute(
            "INSERT INTO readings (user_id, post_id, progress, read_at) VALUES ($1, $2, $3, $4)",
            ada.user_id,
            post,
            progress,
            NOON,
        )

    feed = await read(api, ada)

    assert shown(feed) == texts(posts[1], posts[2], posts[0])
    assert [edge["signals"]["isKnown"] for edge in feed["edges"]] == [False, False, True]


async def test_popular_posts_are_put_among_those_of_somebody_who_follows_little(
    database: PinnedDatabase, api: Api
) -> None:
    ada, posts = await make_reader(database, posts=2)
    popular = await make_post(database, await make_user(database), published_at=NOON)
    forgotten = await make_post(
        database, await make_user(database), published_at=NOON - timedelta(days=30)
    )
    await engage(database, popular, reactions=99)

    feed = await read(api, ada)
    of_nobody = await read(api, await make_user(database))

    assert shown(feed) == texts(popular, *posts, forgotten)
    assert [edge["signals"]["isPopular"] for edge in feed["edges"]] == [True, False, False, True]
    assert shown(of_nobody) == texts(popular, *posts, forgotten)


async def test_who_follows_enough_is_shown_nothing_else(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database)
    for _ in range(3):
        bob = await make_user(database)
        await make_follow(database, ada, user_id=bob.user_id)
        for _ in range(22):
            await make_post(database, bob)
    await make_post(database, await make_user(database))

    assert (await read(api, ada))["totalCount"] == 60


async def test_scrolling_keeps_the_order_in_which_it_began(
    database: PinnedDatabase, api: Api
) -> None:
    ada, posts = await make_reader(database)

    begun = await read(api, ada, first=2)
    for post in posts[:4:-1]:
        await engage(database, post, reactions=10_000)
    await engage(database, posts[3], reactions=10_000)
    await database.execute("UPDATE posts SET status = 'withdrawn' WHERE id = $1", posts[2])
    rest = await read(api, ada, first=9, after=begun["pageInfo"]["endCursor"])
    back = await read(api, ada, last=9, before=rest["pageInfo"]["startCursor"])
    again = await read(api, ada)

    assert shown(begun) == texts(*posts[:2])
    assert shown(rest) == texts(*posts[3:])
    assert rest["totalCount"] == 5
    assert shown(back) == texts(*posts[:2])
    assert shown(again) == texts(posts[3], posts[5], posts[0], posts[1], posts[4])


async def test_whom_the_viewer_hides_is_gone_from_a_feed_that_was_kept(
    database: PinnedDatabase, api: Api
) -> None:
    ada, posts = await make_reader(database, posts=2)
    loud = await make_user(database)
    gone = await make_post(database, loud, published_at=NOON - timedelta(days=3))
    begun = await read(api, ada, first=1)
    await mute(database, ada, loud)

    rest = await read(
        api, replace(ada, hides_people=True), first=9, after=begun["pageInfo"]["endCursor"]
    )
    anew = await read(api, replace(ada, hides_people=True))

    assert shown(rest) == texts(posts[1])
    assert POST.text_of(gone) not in shown(anew)


async def test_a_feed_is_kept_for_a_day_and_for_its_viewer(
    database: PinnedDatabase, api: Api
) -> None:
    ada, _ = await make_reader(database)
    eve, _ = await make_reader(database)
    cursor = (await read(api, ada, first=2))["pageInfo"]["endCursor"]

    assert await api.errors(FEED, actor=eve, first=2, after=cursor) == ["INVALID_INPUT"]
    assert await remove_old_snapshots(database, NOON + KEPT_FOR) == 0
    assert len(shown(await read(api, ada, first=2, after=cursor))) == 2
    assert await remove_old_snapshots(database, NOON + KEPT_FOR + timedelta(seconds=1)) == 1
    assert await api.errors(FEED, actor=ada, first=2, after=cursor) == ["INVALID_INPUT"]
    assert await api.errors(FEED, actor=ada, last=2, before=cursor) == ["INVALID_INPUT"]


async def test_what_is_kept_of_one_viewer_is_bounded(database: PinnedDatabase) -> None:
    ada, posts = await make_reader(database)
    clock = Hands()
    api = Api(database, ada, world=replace(WORLD, clock=clock))

    for number in range(14):
        clock.now = NOON + timedelta(seconds=number)
        await engage(database, posts[number % 6], reactions=number)
        await read(api, ada)
    changed = await database.fetchval("SELECT count(*) FROM feed_snapshots")
    await read(api, ada)

    assert changed == 10
    assert await database.fetchval("SELECT count(*) FROM feed_snapshots") == 10


@pytest.mark.parametrize("size", [2, 5])
async def test_a_feed_is_put_in_order_and_kept_by_one_statement_and_read_by_another(
    database: PinnedDatabase, api: Api, size: int
) -> None:
    ada, _ = await make_reader(database)
    query = """
        query ($first: Int, $after: String) { viewer {
          feed(orderBy: RANKED, first: $first, after: $after) {
            nodes { id } pageInfo { endCursor }
        } } }
    """

    database.statements.clear()
    page = (await api(query, actor=ada, first=size))["viewer"]["feed"]
    begun = len(database.statements)
    database.statements.clear()
    await api(query, actor=ada, first=size, after=page["pageInfo"]["endCursor"])

    assert (begun, len(database.statements)) == (2, 1)


class Scroller:
    """Somebody who scrolls through a feed while anything happens to what it shows."""

    def __init__(
        self, database: PinnedDatabase, choices: st.DataObject, ada: Member, posts: list[PostId]
    ) -> None:
        self.database = database
        self.choices = choices
        self.ada = ada
        self.posts = posts
        self.clock = Hands()
        self.left: set[str] = set()
        """What was not there at some time."""

    async def change(self) -> None:
        self.clock.now += timedelta(minutes=self.choices.draw(st.integers(0, 90)))
        post = self.choices.draw(st.sampled_from(self.posts))
        match self.choices.draw(st.sampled_from(["engage", "engage", "toggle", "add", "follow"])):
            case "engage":
                count = self.choices.draw(st.integers(0, 10_000))
                await engage(self.database, post, reactions=count)
            case "toggle":
                self.left.add(POST.text_of(post))
                await self.database.execute(
                    """
                    UPDATE posts
                       SET status = CASE status WHEN 'published' THEN 'withdrawn'
                                                ELSE 'published' END
                     WHERE id = $1
                    """,
                    post,
                )
            case "add":
                author = await self.database.fetchval("SELECT author_id FROM posts LIMIT 1")
                added = await make_post(
                    self.database, Member(user_id=author), published_at=self.clock.now
                )
                self.left.add(POST.text_of(added))
            case _:
                await self.database.execute("DELETE FROM follows")

    async def scroll(self, way: Way, *, changing: bool) -> list[str]:
        api = Api(self.database, self.ada, world=replace(WORLD, clock=self.clock))
        pages: list[list[str]] = []
        cursor, is_more = None, True
        while is_more:
            size = self.choices.draw(st.integers(1, 5))
            page = await read(api, self.ada, **{way.size: size, way.beside: cursor})
            pages.append(shown(page))
            cursor = page["pageInfo"][way.cursor] or cursor
            is_more = page["pageInfo"][way.is_more]
            if changing:
                await self.change()
        return [id for page in (pages if way is FORWARD else reversed(pages)) for id in page]


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.differing_executors],
)
@given(choices=st.data(), size=st.integers(1, 14))
async def test_whatever_happens_scrolling_repeats_nothing_and_skips_nothing(
    connection: asyncpg.Connection, choices: st.DataObject, size: int
) -> None:
    transaction = connection.transaction()
    await transaction.start()
    try:
        database = PinnedDatabase(connection)
        ada, posts = await make_reader(database, posts=size)
        scroller = Scroller(database, choices, ada, posts)
        for _ in range(3):
            await scroller.change()
        scroller.left.clear()
        way = choices.draw(st.sampled_from([FORWARD, BACKWARD]))

        before = await scroller.scroll(way, changing=False)
        walked = await scroller.scroll(way, changing=True)

        assert len(set(walked)) == len(walked), "something came twice"
        stayed = [id for id in before if id not in scroller.left]
        assert [id for id in walked if id in stayed] == stayed, "something was skipped or moved"
        assert set(walked) <= set(before) | scroller.left
    finally:
        await transaction.rollback()
