"""Whoever scrolls through a ranked feed keeps its order, whatever happens meanwhile."""

import os
from dataclasses import replace
from datetime import timedelta

import asyncpg
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from db.feed_ranking import remove_old_snapshots
from domain.actor import Member
from domain.feed.ranking import KEPT_FOR
from domain.ids import POST, PostId
from tests.api.client import WORLD, Api
from tests.api.feeds import FEED, engage, make_reader, read, shown, texts
from tests.api.lists import BACKWARD, FORWARD, Way
from tests.changes.keyed import Hands
from tests.factories import NOON, make_post, make_user, mute
from tests.pinned import PinnedDatabase

EXAMPLES = int(os.environ.get("BROADSHEET_RANDOM_FEEDS", "15"))


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
