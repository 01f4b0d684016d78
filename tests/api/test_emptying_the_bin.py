"""What was deleted long enough ago is removed for good, with all that belongs to it."""

from datetime import timedelta
from functools import partial
from typing import Any

from db.unit_of_work import unit_of_work
from domain.posts.models import PostStatus
from domain.posts.purging import PurgingService
from tests.api.client import Api
from tests.api.writing import Writer, text_of
from tests.factories import (
    NOON,
    make_comment,
    make_comment_version,
    make_post,
    make_publication,
    make_user,
)
from tests.pinned import PinnedDatabase

MONTH = timedelta(days=30)


def purging(database: PinnedDatabase, *, days: int) -> PurgingService:
    """Return what empties the bin so many days later."""
    work: Any = partial(unit_of_work, database)
    return PurgingService(work, lambda: NOON + timedelta(days=days), MONTH)


async def test_a_deleted_post_is_removed_when_it_can_no_longer_be_restored(
    database: PinnedDatabase, api: Api
) -> None:
    ada = Writer(api, await make_user(database))
    await make_publication(database, owner=ada.actor)
    kept = await ada.gets("createPost", title="Kept", markdown="Kept.")
    post = await ada.gets("createPost", title="One", markdown="First.", tags=["sql"])
    await ada.gets("publishPost", postId=post["id"])
    await ada.gets("savePost", postId=post["id"], version=1, markdown="Second.")
    await ada.gets("deletePost", postId=post["id"])

    assert await purging(database, days=30).purge() == 0
    assert await purging(database, days=31).purge() == 1

    titles = await database.fetchval("SELECT array_agg(title) FROM posts")
    texts = await database.fetchval("SELECT array_agg(markdown) FROM contents")
    assert (titles, texts) == (["Kept"], ["Kept."])
    for table in ("revisions", "post_authors"):
        assert await database.fetchval(f"SELECT count(*) FROM {table}") == 1  # noqa: S608 - above
    assert await ada.refused("restorePost", postId=post["id"]) == "POST_NOT_FOUND"
    assert (await ada.gets("deletePost", postId=kept["id"]))["status"] == "DELETED"


async def test_a_discussion_goes_in_steps(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database)
    post_id = await make_post(database, ada)
    parent = None
    for number in range(450):
        parent = await make_comment(
            database, post_id, ada, parent_id=parent if number % 50 else None
        )
        await make_comment_version(database, parent)
    await Writer(api, ada).gets("deletePost", postId=text_of(post_id))
    database.statements.clear()

    assert await purging(database, days=31).purge() == 1

    for table in ("posts", "comments", "contents"):
        assert await database.fetchval(f"SELECT count(*) FROM {table}") == 0  # noqa: S608 - above


async def test_nothing_else_is_removed(database: PinnedDatabase) -> None:
    ada = await make_user(database)
    for status in PostStatus:
        await make_post(database, ada, status=status)

    assert await purging(database, days=400).purge() == 1
    assert await database.fetchval("SELECT count(*) FROM posts") == len(PostStatus) - 1
