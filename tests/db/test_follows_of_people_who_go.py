"""What becomes of follows when people leave, and when two turn out to be one."""

from datetime import timedelta

import pytest

from db.departures import DepartureRepository
from db.people import PersonRepository
from domain.ids import USER
from tests.factories import NOON, make_account, make_follow, make_tag, make_user
from tests.pinned import PinnedDatabase


async def follows(database: PinnedDatabase) -> set[tuple[object, object]]:
    rows = await database.fetch("SELECT follower_id, subject_id FROM follows")
    wrong = await database.fetch(
        """
        SELECT subject_id, followers FROM follower_counts
        EXCEPT SELECT subject_id, count(*)::integer FROM follows GROUP BY subject_id
        """
    )
    assert not wrong
    return {(row["follower_id"], row["subject_id"]) for row in rows}


async def test_followers_of_an_imported_person_follow_who_that_is(
    database: PinnedDatabase,
) -> None:
    imported, ada, bob, cy = [await make_user(database) for _ in range(4)]
    for fan in (ada, bob, cy):
        await make_follow(database, fan, user_id=imported.user_id)
    await make_follow(database, bob, user_id=ada.user_id)

    await PersonRepository(database).hand_over(imported.user_id, ada.user_id)

    assert await follows(database) == {(bob.user_id, ada.user_id), (cy.user_id, ada.user_id)}


async def test_what_two_followed_is_followed_once_when_they_are_one(
    database: PinnedDatabase,
) -> None:
    one, other, bob = [await make_user(database) for _ in range(3)]
    tag = await make_tag(database, "sql")
    await make_follow(database, one, user_id=bob.user_id)
    await make_follow(database, one, tag_id=tag)
    await make_follow(database, other, tag_id=tag)
    await make_follow(database, other, user_id=one.user_id)

    await PersonRepository(database).hand_over(one.user_id, other.user_id)

    assert await follows(database) == {(other.user_id, bob.user_id), (other.user_id, tag)}


@pytest.mark.parametrize("keeps_content", [False, True])
async def test_whoever_leaves_follows_nothing_and_is_followed_by_nobody(
    database: PinnedDatabase, keeps_content: bool
) -> None:
    gone, bob, cy = (
        await make_account(database),
        await make_user(database),
        await make_user(database),
    )
    for one, two in ((gone, bob), (bob, gone), (cy, bob)):
        await make_follow(database, one, user_id=two.user_id)
    departures = DepartureRepository(database)

    at = NOON + timedelta(days=1)
    if keeps_content:
        await departures.keep_anonymous(gone.user_id, USER.new_id(at=at), at=at)
    else:
        await departures.erase(gone.user_id, at=at)

    assert await follows(database) == {(cy.user_id, bob.user_id)}
