"""A discussion may be as deep as it is long."""

from datetime import timedelta

from domain.importing.models import ImportedThread
from domain.importing.service import ImportService
from tests.importing.items import ADA, BOB, NOON, NOTES, a_comment, a_post
from tests.pinned import PinnedDatabase


async def test_ten_thousand_answers_one_under_the_other(
    service: ImportService, database: PinnedDatabase
) -> None:
    for person in (ADA, BOB):
        await service.person(person)
    await service.publication(NOTES)
    await service.text(a_post())
    comments = [a_comment("0", markdown="Yes.")]
    for number in range(1, 10_000):
        at = NOON + timedelta(seconds=number)
        parent = str(number - 1)
        comments.append(a_comment(str(number), parent=parent, created_at=at, markdown="Yes."))

    await service.thread(ImportedThread(post="hello.md", comments=tuple(reversed(comments))))

    row = await database.fetchrow(
        """
        SELECT count(*), max(depth), bool_and(position = (depth + 1) * 2^32), max(reply_count)
          FROM visible_comments
        """
    )
    assert row is not None
    assert tuple(row) == (10_000, 9_999, True, 1)
