"""What people keep for themselves."""

from db.executor import Executor
from domain.actor import Member
from domain.ids import BOOKMARK_LIST, BookmarkListId, PostId
from tests.factories.moments import next_moment


async def make_bookmark_list(
    database: Executor, member: Member, *, name: str = "Later", is_default: bool = False
) -> BookmarkListId:
    at = next_moment()
    list_id = BOOKMARK_LIST.new_id(at=at)
    await database.execute(
        """
        INSERT INTO bookmark_lists (id, user_id, name, is_default, created_at)
        VALUES ($1, $2, $3, $4, $5)
        """,
        list_id,
        member.user_id,
        name,
        is_default,
        at,
    )
    return list_id


async def make_bookmark(
    database: Executor, list_id: BookmarkListId, member: Member, post_id: PostId
) -> None:
    await database.execute(
        "INSERT INTO bookmarks (list_id, user_id, post_id, created_at) VALUES ($1, $2, $3, $4)",
        list_id,
        member.user_id,
        post_id,
        next_moment(),
    )


async def make_reading(
    database: Executor, member: Member, post_id: PostId, *, progress: int = 50
) -> None:
    await database.execute(
        "INSERT INTO readings (user_id, post_id, progress, read_at) VALUES ($1, $2, $3, $4)",
        member.user_id,
        post_id,
        progress,
        next_moment(),
    )
