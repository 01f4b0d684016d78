"""What holds for a discussion is kept with the answers that tell of it, until it changes."""

import asyncpg
import pytest

from tests.factories import NOON, make_comment
from tests.kept.site import Site
from tests.kept.town import found_town

SETTINGS = """
    {
      post(publication: "daily", slug: "shown") {
        discussion { policy closesAt isLocked isOpen }
      }
    }
"""

PINNED = '{ post(publication: "daily", slug: "shown") { pinnedComments { content { text } } } }'

MARKS = """
    {
      post(publication: "daily", slug: "shown") {
        thread { nodes { isPinned isLocked isHidden isHeld } }
      }
    }
"""

_PIN = "INSERT INTO pinned_comments SELECT id, post_id, 1, now() FROM comments WHERE post_id = $1"

_REMOVE_REPLIES = "DELETE FROM comments WHERE post_id = $1 AND parent_id IS NOT NULL"

_REMOVE_OTHERS = "DELETE FROM comments WHERE post_id = $1 AND id <> $2"

_LOCK = "INSERT INTO comment_locks SELECT id, post_id, now() FROM comments WHERE post_id = $1"

_CHANGES = [
    ("INSERT INTO post_discussions (post_id, policy) VALUES ($1, 'off')", SETTINGS),
    ("INSERT INTO post_discussions (post_id, locked_at) VALUES ($1, now())", SETTINGS),
    ("UPDATE publications SET comments_default = 'members' WHERE $1::uuid IS NOT NULL", SETTINGS),
    (
        "INSERT INTO pinned_comments SELECT id, post_id, 1, now() FROM comments WHERE post_id = $1",
        PINNED,
    ),
    (
        "INSERT INTO pinned_comments SELECT id, post_id, 1, now() FROM comments WHERE post_id = $1",
        MARKS,
    ),
    ("INSERT INTO comment_locks SELECT id, post_id, now() FROM comments WHERE post_id = $1", MARKS),
]


@pytest.mark.parametrize(("change", "question"), _CHANGES)
async def test_an_answer_goes_when_it_changes(
    writer: asyncpg.Connection, site: Site, change: str, question: str
) -> None:
    town = await found_town(writer)
    await writer.execute(_REMOVE_REPLIES, town.shown)
    await writer.execute(_REMOVE_OTHERS, town.shown, town.comment)
    await site.feed.caught_up()
    before = await site.ask(question)
    assert site.keeps(question)

    await writer.execute(change, town.shown)
    await site.feed.caught_up()

    assert not site.keeps(question)
    assert await site.ask(question) != before


async def test_an_answer_that_tells_the_end_is_not_kept_beyond_it(
    writer: asyncpg.Connection, site: Site
) -> None:
    town = await found_town(writer)
    await writer.execute(
        "INSERT INTO post_discussions (post_id, closes_after_days) VALUES ($1, 30)", town.shown
    )
    await site.feed.caught_up()

    await site.ask(SETTINGS)

    assert not site.keeps(SETTINGS)


async def test_a_pinned_comment_that_is_hidden_goes(writer: asyncpg.Connection, site: Site) -> None:
    town = await found_town(writer)
    comment = await make_comment(writer, town.shown, town.ada)
    await writer.execute(
        "INSERT INTO pinned_comments VALUES ($1, $2, 1, $3)", comment, town.shown, NOON
    )
    await site.feed.caught_up()
    before = await site.ask(PINNED)

    await writer.execute("UPDATE comments SET hidden_at = $2 WHERE id = $1", comment, NOON)
    await site.feed.caught_up()

    assert (await site.ask(PINNED)) != before
