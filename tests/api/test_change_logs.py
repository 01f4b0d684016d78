"""What readers are told of how a post has changed."""

import pytest

from domain.posts.models import PostStatus
from tests.api.client import Api
from tests.api.post_callers import EVERYBODY, People, make_people
from tests.factories import make_revision
from tests.pinned import PinnedDatabase

CHANGE_LOG = """
    query ($post: ID!, $first: Int! = 20) {
      node(id: $post) {
        ... on Post {
          changeLog(first: $first) {
            totalCount nodes { number publishedAt note title titleBefore }
          }
        }
      }
    }
"""


async def make_history(database: PinnedDatabase, people: People) -> None:
    author = people.member("the author")
    for title, is_published, is_substantial, note in (
        ("First", True, False, None),
        ("Second", True, True, "More of it."),
        ("Secret", False, True, "Nobody knows."),
        ("Second", True, False, "A comma."),
        ("Third", True, True, None),
        ("Third", True, True, "Corrected."),
    ):
        await make_revision(
            database,
            people.post_id,
            author,
            title=title,
            is_published=is_published,
            is_substantial=is_substantial,
            note=note,
        )


@pytest.mark.parametrize("who", EVERYBODY)
async def test_readers_are_told_of_substantial_changes(
    database: PinnedDatabase, api: Api, who: str
) -> None:
    people = await make_people(database, status=PostStatus.PUBLISHED)
    await make_history(database, people)

    answer = await api(CHANGE_LOG, actor=people.actor(who), post=people.id)

    told = [
        (entry["number"], entry["note"], entry["title"], entry["titleBefore"])
        for entry in answer["node"]["changeLog"]["nodes"]
    ]
    assert told == [
        (6, "Corrected.", "Third", None),
        (5, None, "Third", "Second"),
        (2, "More of it.", "Second", "First"),
    ]
    assert answer["node"]["changeLog"]["totalCount"] == 3


@pytest.mark.parametrize("who", ["nobody", "a stranger"])
async def test_nobody_is_told_of_changes_of_what_they_may_not_see(
    database: PinnedDatabase, api: Api, who: str
) -> None:
    people = await make_people(database, status=PostStatus.WITHDRAWN)
    await make_history(database, people)

    assert (await api(CHANGE_LOG, actor=people.actor(who), post=people.id))["node"] is None
