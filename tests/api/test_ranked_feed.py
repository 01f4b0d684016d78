"""The ranked feed: its formula, and what it falls back on."""

from datetime import timedelta

import pytest

from domain.ids import POST, USER
from tests.api.client import Api
from tests.api.feeds import engage, make_reader, read, shown, texts
from tests.factories import (
    NOON,
    make_follow,
    make_post,
    make_publication,
    make_series,
    make_tag,
    make_user,
    react_to_post,
)
from tests.pinned import PinnedDatabase


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
