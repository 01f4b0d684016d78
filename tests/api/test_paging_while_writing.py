"""Walking through a list while others write: nothing that stays is skipped, nothing comes twice."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

import pytest

from domain.actor import Member
from domain.ids import COMMENT, POST, GlobalId
from tests.api.client import Api
from tests.api.lists import BACKWARD, FORWARD, LISTS, OfferedList, Way
from tests.factories import NOON, hide_comment, make_comment, make_post
from tests.pinned import PinnedDatabase

Change = Callable[[PinnedDatabase, Sequence[GlobalId]], Awaitable[None]]
"""Takes some items out of a list, and puts others in at both of its ends."""


async def the_writer(database: PinnedDatabase) -> Member:
    return Member(user_id=await database.fetchval("SELECT id FROM users WHERE username = 'writer'"))


async def change_posts(database: PinnedDatabase, gone: Sequence[GlobalId]) -> None:
    for text in gone:
        post_id = POST.parse(text)
        await database.execute("UPDATE posts SET status = 'withdrawn' WHERE id = $1", post_id)
    writer = await the_writer(database)
    gazette = await database.fetchval("SELECT id FROM publications WHERE handle = 'gazette'")
    for published_at in (NOON - timedelta(days=3), NOON + timedelta(days=3)):
        await make_post(
            database,
            writer,
            publication_id=gazette,
            published_at=published_at,
            tags=("common",),
        )


async def change_comments(database: PinnedDatabase, gone: Sequence[GlobalId]) -> None:
    for text in gone:
        comment_id = COMMENT.parse(text)
        assert comment_id is not None
        await hide_comment(database, comment_id)
    post_id = await database.fetchval("SELECT id FROM posts WHERE slug = 'post-0'")
    first = await database.fetchval(
        "SELECT id FROM comments WHERE post_id = $1 ORDER BY created_at LIMIT 1", post_id
    )
    writer = await the_writer(database)
    for hours in (0, 3):
        for parent_id in (None, first):
            added = await make_comment(database, post_id, writer, parent_id=parent_id)
            await database.execute(
                "UPDATE comments SET created_at = created_at + $2 WHERE id = $1",
                added,
                timedelta(hours=hours),
            )


CHANGES: dict[str, Change] = {
    "posts": change_posts,
    "comments": change_comments,
    "replies": change_comments,
}

# Parts of a series are put in at its end only, and what is withdrawn stays among what its author is
# shown. The others differ from these by their key alone.
LEFT_OUT = {"parts of a series", "newest edited posts", "oldest posts", "most discussed posts"}

changing_list = pytest.mark.parametrize(
    "offered",
    [
        pytest.param(item, id=item.name)
        for item in LISTS
        if item.field in CHANGES and item.order not in LEFT_OUT
    ],
)


@pytest.mark.parametrize("way", [pytest.param(FORWARD, id="on"), pytest.param(BACKWARD, id="back")])
@changing_list
async def test_a_walk_meets_what_stays_exactly_once(
    full: Api, database: PinnedDatabase, offered: OfferedList, way: Way
) -> None:
    """Beside new items at both ends, three go: one seen, the one last seen, and one to come."""
    there = [item["id"] for item in (await offered.read(full, first=100))["nodes"]]
    there = there if way is FORWARD else there[::-1]
    seen: list[GlobalId] = []

    async for page in offered.pages(full, 3, way):
        nodes = page["nodes"] if way is FORWARD else page["nodes"][::-1]
        is_first = not seen
        seen += [item["id"] for item in nodes]
        if is_first:
            assert seen == there[:3]
            await CHANGES[offered.field](database, [there[1], there[2], there[4]])

    assert len(seen) == len(set(seen))
    assert [id for id in seen if id in there] == [*there[:4], *there[5:]]
