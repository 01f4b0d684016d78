"""What the database announces, and to whom."""

import re
from collections.abc import Iterator
from typing import Any

import asyncpg
import pytest

from db.change_feed import ChangeFeed
from db.changes import Changes, row, rows_of
from db.lists import LISTS
from tests.db.test_statements import constants
from tests.factories import (
    hide_comment,
    import_post_reactions,
    make_comment,
    make_post,
    make_tag,
    make_user,
)

NOT_SHOWN = {
    "announced_mentions",
    "comment_search",  # what is found by words is not kept
    "imported_items",
    "migrations",
    "outbox",
    "post_search",
    "publication_search",
    "search_configurations",
    "tag_search",
    "user_search",
}

# Shown to one viewer alone, whose answers nobody keeps.
PRIVATE = {
    "access_tokens",
    "accounts",
    "approved_commenters",
    "audit_entries",
    "blocks",
    "bookmark_lists",
    "bookmarks",
    "readings",
    "unrecorded_readers",
    "claims",
    "comment_versions",
    "co_author_invitations",
    "idempotency_keys",
    "content_media",
    "guest_comments",
    "guests",
    "held_comments",
    "feed_snapshots",
    "hidden_people",
    "identities",
    "mailed_links",
    "mutes",
    "outgoing_mail",
    "publication_invitations",
    "post_reviews",
    "preview_links",
    "post_edits",
    "sessions",
    "uploads",
    "uploaded_media",
    "sign_ups",
}

_NOT_FOR_ANSWERS = (
    "db.content._HOLDERS",
    "db.demo",
    "db.importing",
    "db.mentions._TELL",
    "db.migrate",
    "db.outbox",
    "db.personal",
    "db.post_bin",
    "db.revisions._LAST",
    "db.tag_changes",
)


def read_statements() -> Iterator[Any]:
    """Everything that fields of the API may read with."""
    for statement in constants():
        name, [text] = str(statement.id), statement.values
        if not name.startswith(_NOT_FOR_ANSWERS) and text.split()[0] in {"SELECT", "WITH"}:
            yield statement
    for found in LISTS.values():
        yield pytest.param(f"{found.source} {found.where}")


class Listener:
    def __init__(self, feed: ChangeFeed) -> None:
        self._feed = feed
        self.heard: list[Changes] = []
        feed.listen(self.heard.append)

    async def names(self) -> set[str]:
        """Return what was heard since the last time."""
        await self._feed.caught_up()
        names = {name for changes in self.heard for name in changes.names}
        self.heard.clear()
        return names


@pytest.fixture
def listener(feed: ChangeFeed) -> Listener:
    return Listener(feed)


async def test_a_change_is_told_with_what_it_is_listed_under(
    writer: asyncpg.Connection, listener: Listener
) -> None:
    ada = await make_user(writer)
    post_id = await make_post(writer, ada)
    first = await make_comment(writer, post_id, ada)
    await listener.names()

    answer = await make_comment(writer, post_id, ada, parent_id=first)

    names = await listener.names()
    assert {
        "comments",
        row("comments", answer),
        row("comments", first),  # whose replies are counted
        row("posts", post_id),  # whose comments are counted
        rows_of("comments", "post_id", post_id),
        rows_of("comments", "parent_id", first),
        rows_of("comments", "author_id", ada.user_id),
    } <= names
    assert row("users", ada.user_id) not in names


async def test_a_row_that_moves_is_told_of_at_both_places(
    writer: asyncpg.Connection, listener: Listener
) -> None:
    ada, bob = await make_user(writer), await make_user(writer)
    post_id = await make_post(writer, ada)
    await listener.names()

    await writer.execute(
        "UPDATE post_authors SET user_id = $2 WHERE post_id = $1", post_id, bob.user_id
    )

    both = {rows_of("post_authors", "user_id", member.user_id) for member in (ada, bob)}
    assert both <= await listener.names()


async def test_what_triggers_and_foreign_keys_change_is_told_too(
    writer: asyncpg.Connection, listener: Listener
) -> None:
    ada = await make_user(writer)
    post_id = await make_post(writer, ada, tags=["told"])
    tag_id = await make_tag(writer, "told")
    comment_id = await make_comment(writer, post_id, ada)
    await listener.names()

    await writer.execute("UPDATE posts SET status = 'withdrawn' WHERE id = $1", post_id)
    assert {
        row("tags", tag_id),
        rows_of("post_tags", "tag_id", tag_id),
        rows_of("post_authors", "user_id", ada.user_id),
    } <= await listener.names()

    await hide_comment(writer, comment_id)
    await import_post_reactions(writer, post_id, 3)
    names = await listener.names()
    assert {row("posts", post_id), rows_of("post_reaction_counts", "post_id", post_id)} <= names

    await writer.execute("DELETE FROM posts WHERE id = $1", post_id)
    assert {row("comments", comment_id), row("posts", post_id)} <= await listener.names()


async def test_of_many_rows_the_table_is_named(
    writer: asyncpg.Connection, listener: Listener
) -> None:
    ada = await make_user(writer)
    await listener.names()
    people = """
        INSERT INTO users (id, username, name, created_at)
        SELECT gen_random_uuid(), $1 || n, 'Ada', now() FROM generate_series(1, $2) n
    """

    await writer.execute(people, "fifty-", 50)
    assert len(await listener.names() - {"users.listed"}) == 51

    await writer.execute(people, "more-", 51)
    assert await listener.names() == {"users", "users:*", "users.listed"}
    assert Changes.read("users:*").concern(row("users", ada.user_id))
    assert not Changes.read("users:*").concern(row("tags", ada.user_id))


async def test_names_too_long_for_a_notification_are_those_of_the_table(
    writer: asyncpg.Connection, listener: Listener
) -> None:
    ada = await make_user(writer)
    posts = [await make_post(writer, ada) for _ in range(48)]
    await listener.names()

    await writer.execute(
        """
        INSERT INTO redirects (id, publication_id, source, post_id, is_permanent, created_at)
        SELECT gen_random_uuid(), publication_id, 'old', id, true, now()
          FROM posts WHERE id = ANY($1)
        """,
        posts,
    )
    names = await listener.names()
    assert {rows_of("redirects", "post_id", post_id) for post_id in posts} <= names

    await writer.execute(
        "UPDATE redirects SET id = gen_random_uuid() WHERE post_id = ANY($1)", posts
    )
    assert await listener.names() == {"redirects", "redirects:*"}


async def test_an_emptied_table_is_told_of(writer: asyncpg.Connection, listener: Listener) -> None:
    await writer.execute("TRUNCATE former_tag_slugs")

    assert await listener.names() == {"former_tag_slugs", "former_tag_slugs:*"}


async def test_what_is_rolled_back_or_touches_no_row_is_not_told(
    writer: asyncpg.Connection, listener: Listener
) -> None:
    await listener.names()
    transaction = writer.transaction()
    await transaction.start()
    await make_user(writer)
    await transaction.rollback()
    await writer.execute("DELETE FROM users WHERE username = 'nobody'")

    assert await listener.names() == set()


async def test_every_table_is_announced_but_those_that_no_answer_shows(
    writer: asyncpg.Connection,
) -> None:
    tables = await writer.fetch(
        """
        SELECT relname AS name, count(t.oid) FILTER (WHERE proname = 'announce_changes') AS triggers
          FROM pg_class c
          LEFT JOIN pg_trigger t ON t.tgrelid = c.oid
          LEFT JOIN pg_proc f ON f.oid = t.tgfoid
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
         GROUP BY relname
        """
    )

    silent = {table["name"] for table in tables if table["triggers"] != 4}

    assert silent == NOT_SHOWN | PRIVATE, "call announce_changes_of for what is new and shown"


@pytest.mark.parametrize("statement", list(read_statements()))
def test_no_read_statement_names_a_table_that_is_not_announced(statement: str) -> None:
    assert NOT_SHOWN.isdisjoint(re.findall(r"\w+", statement))
