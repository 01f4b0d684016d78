"""Bookmarks and histories, changed by one person in several places at once."""

import asyncio
from collections import Counter
from typing import Any

import asyncpg
import pytest

from domain.actor import Member
from domain.bookmarks import service
from domain.ids import POST
from tests.api.callers import mutation
from tests.changes.keyed import Sender, shown
from tests.factories import make_post, make_user

ADD = mutation("addBookmark", "bookmarkList { id }")
REMOVE = mutation("removeBookmark", "bookmarkList { id }")
CREATE = mutation("createBookmarkList", "bookmarkList { id }")
RECORD = mutation("recordReading", "isKept")
CHOOSE = mutation("setReadingHistory", "viewer { keepsReadingHistory }")


async def asks(sender: Sender, document: str, actor: Member, **given: Any) -> Any:
    """Return the code of a refusal, or None."""
    outcome = await sender.send(actor, None, document, input=given)
    data = shown(outcome)
    assert data is not None, outcome.payload
    [result] = data.values()
    return result.get("code")


async def make_posts(writer: asyncpg.Connection, number: int) -> list[str]:
    author = await make_user(writer)
    return [POST.text_of(await make_post(writer, author)) for _ in range(number)]


async def test_there_is_one_default_list_whoever_comes_first(
    sender: Sender, writer: asyncpg.Connection, ada: Member
) -> None:
    posts = await make_posts(writer, 5)
    codes = await asyncio.gather(
        *(asks(sender, ADD, ada, postId=post) for post in posts for _ in range(3))
    )
    assert set(codes) == {None}
    rows = await writer.fetch(
        "SELECT is_default FROM bookmark_lists WHERE user_id = $1", ada.user_id
    )
    assert [row["is_default"] for row in rows] == [True]
    kept = "SELECT count(*) FROM bookmarks WHERE user_id = $1"
    assert await writer.fetchval(kept, ada.user_id) == 5
    assert await writer.fetchval("SELECT count(*) FROM outbox") == 5


async def test_bookmarking_and_removing_at_once_leaves_what_was_announced(
    sender: Sender, writer: asyncpg.Connection, ada: Member
) -> None:
    [post] = await make_posts(writer, 1)
    await asyncio.gather(
        *(asks(sender, document, ada, postId=post) for _ in range(8) for document in (ADD, REMOVE))
    )
    told = Counter(row["name"] for row in await writer.fetch("SELECT name FROM outbox"))
    kept = await writer.fetchval("SELECT count(*) FROM bookmarks WHERE user_id = $1", ada.user_id)
    assert told["bookmark.added"] - told["bookmark.removed"] == kept


async def test_limits_and_names_hold_however_many_come_at_once(
    sender: Sender,
    writer: asyncpg.Connection,
    ada: Member,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(service, "MOST_LISTS", 3)
    monkeypatch.setattr(service, "MOST_BOOKMARKS", 3)
    posts = await make_posts(writer, 6)
    bookmarked = await asyncio.gather(*(asks(sender, ADD, ada, postId=post) for post in posts))
    same = await asyncio.gather(*(asks(sender, CREATE, ada, name="Same") for _ in range(4)))
    others = await asyncio.gather(*(asks(sender, CREATE, ada, name=f"{n}") for n in range(6)))
    assert Counter(bookmarked) == {None: 3, "TOO_MANY_BOOKMARKS": 3}
    assert Counter(same) == {None: 1, "BOOKMARK_LIST_NAME_TAKEN": 3}
    assert Counter(others) == {None: 2, "TOO_MANY_BOOKMARK_LISTS": 4}


async def test_once_it_is_off_nothing_is_kept_whatever_was_on_its_way(
    sender: Sender, writer: asyncpg.Connection, ada: Member
) -> None:
    posts = await make_posts(writer, 6)
    for _ in range(4):
        codes = await asyncio.gather(
            *(asks(sender, RECORD, ada, postId=post, progress=10) for post in posts),
            asks(sender, CHOOSE, ada, isKept=False),
            *(asks(sender, RECORD, ada, postId=post, progress=20) for post in posts),
        )
        assert set(codes) == {None}
        kept = "SELECT count(*) FROM readings WHERE user_id = $1"
        assert await writer.fetchval(kept, ada.user_id) == 0
        await asks(sender, CHOOSE, ada, isKept=True)


async def test_the_furthest_is_kept_whoever_comes_last(
    sender: Sender, writer: asyncpg.Connection, ada: Member
) -> None:
    [post] = await make_posts(writer, 1)
    await asyncio.gather(
        *(asks(sender, RECORD, ada, postId=post, progress=n * 5) for n in range(20, -1, -1))
    )
    kept = await writer.fetch("SELECT progress FROM readings WHERE user_id = $1", ada.user_id)
    assert [row["progress"] for row in kept] == [100]
