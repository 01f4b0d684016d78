"""A discussion is stored whole, in the order in which it is read."""

from dataclasses import replace

import pytest

from db.comment_deleting import erase_comments, settle
from domain.importing.models import ImportedReactionCount, ImportedThread
from domain.importing.outcomes import Result
from domain.importing.service import ImportService
from domain.refusals import Refused
from tests.discussions import assert_sound
from tests.factories import NOON
from tests.importing.items import ADA, BOB, NOTES, a_comment, a_post
from tests.pinned import PinnedDatabase


@pytest.fixture(autouse=True)
async def notes(service: ImportService) -> None:
    """Two people and their publication."""
    for person in (ADA, BOB):
        await service.person(person)
    await service.publication(NOTES)


async def test_a_thread_is_stored_with_its_order(
    service: ImportService, database: PinnedDatabase
) -> None:
    await service.text(a_post())
    comments = (
        a_comment("second", minute=20),
        a_comment("answer", minute=30, parent="first", author="Ada"),
        a_comment("first", minute=10, reactions=(ImportedReactionCount(reaction="like", count=2),)),
        a_comment("hidden", minute=40, is_hidden=True),
        a_comment("under", minute=50, parent="hidden"),
    )

    outcomes = await service.thread(ImportedThread(post="hello.md", comments=comments))

    assert {outcome.result for outcome in outcomes} == {Result.CREATED}
    rows = await database.fetch(
        """
        SELECT t.text, c.depth, c.reply_count, c.reaction_count
          FROM visible_comments c JOIN contents t ON t.id = c.content_id ORDER BY c.position
        """
    )
    assert [tuple(row) for row in rows] == [
        ("I am first.", 0, 1, 2),
        ("I am answer.", 1, 0, 0),
        ("I am second.", 0, 0, 0),
    ]
    assert await database.fetchval("SELECT comment_count FROM posts") == 3


async def test_a_thread_that_grows_keeps_what_was_there(
    service: ImportService, database: PinnedDatabase
) -> None:
    await service.text(a_post())
    first, second = a_comment("first", minute=10), a_comment("second", minute=20)
    await service.thread(ImportedThread(post="hello.md", comments=(first, second)))

    answer = a_comment("answer", minute=30, parent="first")
    edited = replace(second, markdown="I am edited.")
    thread = ImportedThread(post="hello.md", comments=(first, edited, answer))
    outcomes = await service.thread(thread)

    assert [outcome.result for outcome in outcomes] == [
        Result.UNCHANGED,
        Result.UPDATED,
        Result.CREATED,
    ]
    texts = await _column(
        database,
        "SELECT text FROM comments c JOIN contents t ON t.id = c.content_id ORDER BY position",
    )
    assert texts == ["I am first.", "I am answer.", "I am edited."]
    again = await service.thread(thread)
    assert {outcome.result for outcome in again} == {Result.UNCHANGED}


async def test_an_answer_to_nothing_refuses_the_thread(
    service: ImportService, database: PinnedDatabase
) -> None:
    await service.text(a_post())
    thread = ImportedThread(
        post="hello.md", comments=(a_comment("a"), a_comment("b", parent="never"))
    )

    with pytest.raises(Refused, match="answers never"):
        await service.thread(thread)

    assert await database.fetchval("SELECT count(*) FROM comments") == 0


async def _column(database: PinnedDatabase, query: str) -> list[object]:
    return [row[0] for row in await database.fetch(query)]


async def test_what_was_deleted_here_stays_deleted_and_shows_where_it_was_if_it_is_answered(
    service: ImportService, database: PinnedDatabase
) -> None:
    await service.text(a_post())
    first = a_comment(
        "first", minute=10, reactions=(ImportedReactionCount(reaction="like", count=2),)
    )
    alone = a_comment("alone", minute=20)
    await service.thread(ImportedThread(post="hello.md", comments=(first, alone)))
    rows = await database.fetch("SELECT id, post_id FROM comments")
    await erase_comments(database, [row["id"] for row in rows], at=NOON)
    await settle(database, {row["post_id"] for row in rows})

    again = [replace(each, markdown="Written again.") for each in (first, alone)]
    answer = a_comment("answer", minute=30, parent="first")
    thread = ImportedThread(post="hello.md", comments=(*again, answer))
    outcomes = [await service.thread(thread) for _ in range(2)]

    assert {outcome.result for outcome in outcomes[1]} == {Result.UNCHANGED}
    shown = await database.fetch(
        """
        SELECT t.text, c.depth, c.reply_count, c.reaction_count
          FROM visible_comments c LEFT JOIN contents t ON t.id = c.content_id ORDER BY c.position
        """
    )
    assert [tuple(row) for row in shown] == [(None, 0, 1, 0), ("I am answer.", 1, 0, 0)]
    assert len(await assert_sound(database, rows[0]["post_id"])) == 3
    assert await database.fetchval("SELECT count(*) FROM contents") == 2  # with that of the post
