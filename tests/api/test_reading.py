"""Reading histories: kept for the reader alone, for as long as they like."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from db.reading import sweep_readings
from domain.actor import Member
from domain.ids import POST, PostId
from tests.announced import announced
from tests.api.callers import EVERYONE, SIGNED_OUT, ask, code_of, make_caller, mutation
from tests.api.client import Api
from tests.api.to_read import make_posts
from tests.factories import NOON, block, make_post, make_publication, make_user, next_moment
from tests.pinned import PinnedDatabase

RECORD = mutation("recordReading", "isKept post { id viewerReadProgress }")
REMOVE = mutation("removeFromReadingHistory", "removedPostId post { id viewerReadProgress }")
_VIEWER = "viewer { keepsReadingHistory readingHistory { totalCount } }"
CLEAR = mutation("clearReadingHistory", _VIEWER)
CHOOSE = mutation("setReadingHistory", _VIEWER)

HISTORY = """
    {
      viewer {
        keepsReadingHistory
        readingHistory { totalCount nodes { progress readAt post { id viewerReadProgress } } }
      }
    }
"""


async def history(api: Api, actor: Member) -> list[tuple[str, int]]:
    """Return which posts were read, and how far."""
    found = (await api(HISTORY, actor=actor))["viewer"]["readingHistory"]
    assert found["totalCount"] == len(found["nodes"])
    return [(each["post"]["id"], each["progress"]) for each in found["nodes"]]


async def make_reading(
    database: PinnedDatabase, reader: Member, post: str, at: datetime, progress: int = 50
) -> None:
    await database.execute(
        "INSERT INTO readings (user_id, post_id, progress, read_at) VALUES ($1, $2, $3, $4)",
        reader.user_id,
        POST.parse(post),
        progress,
        at,
    )


@pytest.mark.parametrize("who", EVERYONE)
async def test_whoever_is_signed_in_has_a_history(
    database: PinnedDatabase, api: Api, who: str
) -> None:
    caller = await make_caller(database, who, await make_publication(database))
    [post] = await make_posts(database)

    results = [
        await ask(api, RECORD, caller, postId=post, progress=10),
        await ask(api, REMOVE, caller, postId=post),
        await ask(api, CLEAR, caller),
        await ask(api, CHOOSE, caller, isKept=True),
    ]

    assert [code_of(result) for result in results] == [SIGNED_OUT.get(who)] * 4
    assert await announced(database) == []


async def test_the_furthest_is_kept_and_when_it_was_read_last(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_user(database)
    first, second = await make_posts(database, 2)
    await make_reading(database, ada, first, NOON - timedelta(days=2), 80)
    await make_reading(database, ada, second, NOON - timedelta(days=1), 20)
    assert await history(api, ada) == [(second, 20), (first, 80)]

    recorded = await ask(api, RECORD, ada, postId=first, progress=30)

    assert recorded["isKept"] is True
    assert recorded["post"] == {"id": first, "viewerReadProgress": 80}
    assert await history(api, ada) == [(first, 80), (second, 20)]
    await ask(api, RECORD, ada, postId=second, progress=100)
    assert (second, 100) in await history(api, ada)
    bob = await make_user(database)
    assert await history(api, bob) == []


async def test_one_post_or_all_are_forgotten(database: PinnedDatabase, api: Api) -> None:
    ada, bob = await make_user(database), await make_user(database)
    posts = await make_posts(database, 3)
    for days, post in enumerate(posts):
        for reader in (ada, bob):
            await make_reading(database, reader, post, NOON - timedelta(days=days))

    removed = await ask(api, REMOVE, ada, postId=posts[0])
    assert removed["post"] == {"id": posts[0], "viewerReadProgress": None}
    assert await ask(api, REMOVE, ada, postId=posts[0]) == removed
    assert len(await history(api, ada)) == 2
    await ask(api, CLEAR, ada, readBefore=(NOON - timedelta(days=1)).isoformat())
    assert await history(api, ada) == [(posts[1], 50)]
    cleared = await ask(api, CLEAR, ada)
    assert cleared["viewer"]["readingHistory"]["totalCount"] == 0
    assert len(await history(api, bob)) == 3


async def test_whoever_wants_no_history_has_none(database: PinnedDatabase, api: Api) -> None:
    ada, bob = await make_user(database), await make_user(database)
    [post] = await make_posts(database)
    for reader in (ada, bob):
        await ask(api, RECORD, reader, postId=post, progress=10)

    off = await ask(api, CHOOSE, ada, isKept=False)
    assert off["viewer"] == {"keepsReadingHistory": False, "readingHistory": {"totalCount": 0}}
    assert await ask(api, CHOOSE, ada, isKept=False) == off
    recorded = await ask(api, RECORD, ada, postId=post, progress=20)
    assert (recorded["isKept"], recorded["post"]["viewerReadProgress"]) == (False, None)
    assert await database.fetchval("SELECT count(*) FROM readings") == 1

    on = await ask(api, CHOOSE, ada, isKept=True)
    assert on["viewer"]["keepsReadingHistory"] is True
    assert await history(api, ada) == []
    assert await history(api, bob) == [(post, 10)]


async def test_only_what_is_still_public_is_in_it(database: PinnedDatabase, api: Api) -> None:
    ada, author = await make_user(database), await make_user(database)
    post = POST.text_of(await make_post(database, author))
    await ask(api, RECORD, ada, postId=post, progress=10)
    await block(database, author, ada)
    assert await history(api, ada) == []
    refused = await ask(api, RECORD, ada, postId=post, progress=20)
    assert code_of(refused) == "POST_NOT_FOUND"

    await database.execute("DELETE FROM blocks")
    await database.execute("UPDATE posts SET status = 'withdrawn' WHERE id = $1", POST.parse(post))
    assert await history(api, ada) == []
    refused = await ask(api, RECORD, ada, postId=post, progress=20)
    assert code_of(refused) == "POST_NOT_FOUND"
    assert code_of(await ask(api, REMOVE, ada, postId=post)) is None
    assert await database.fetchval("SELECT count(*) FROM readings") == 0


@pytest.mark.parametrize(
    ("given", "argument"),
    [({"progress": -1}, "progress"), ({"progress": 101}, "progress"), ({"postId": "x"}, "postId")],
)
async def test_what_cannot_be_read(
    database: PinnedDatabase, api: Api, given: dict[str, Any], argument: str
) -> None:
    [post] = await make_posts(database)
    ada = await make_user(database)
    refused = await ask(api, RECORD, ada, **{"postId": post, "progress": 1, **given})
    assert [violation["argument"] for violation in refused["violations"]] == [argument]
    missing = POST.text_of(PostId(uuid4()))
    assert code_of(await ask(api, RECORD, ada, postId=missing, progress=1)) == "POST_NOT_FOUND"


async def test_of_a_long_history_the_newest_stay(database: PinnedDatabase, api: Api) -> None:
    readers = [await make_user(database) for _ in range(5)]
    posts = await make_posts(database, 4)
    for number, reader in enumerate(readers):
        for post in posts[:number]:
            await make_reading(database, reader, post, next_moment())

    await sweep_readings(database, most=2, at_once=2)

    kept = [[post for post, _ in await history(api, reader)] for reader in readers]
    assert kept == [
        [],
        posts[:1],
        posts[1::-1],
        posts[2:0:-1],
        posts[3:1:-1],
    ]
