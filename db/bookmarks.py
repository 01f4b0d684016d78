"""Bookmarks in PostgreSQL. Nobody else's answers show them."""

from collections.abc import Collection, Sequence
from datetime import datetime

from asyncpg import Record

from db import posts
from db.conflicts import refusing
from db.keyset import ListOf, Lists
from db.reach import can_reach
from db.recording import Reader
from db.rows import rows_as
from db.scopes import FOR_ONE_VIEWER, Scopes
from db.turns import take_turn
from domain.actor import Member
from domain.bookmarks.models import (
    NEWEST_BOOKMARKS,
    OLDEST_LISTS,
    BookmarkedPost,
    BookmarkList,
    BookmarkListsOf,
    PostsBookmarked,
)
from domain.bookmarks.refusals import BookmarkListNameTaken
from domain.ids import BookmarkListId, PostId, UserId
from domain.posts.refusals import PostNotFound

_COLUMNS = "l.id, l.user_id, l.name, l.is_default, l.created_at"

_MEANINGS = {"bookmark_lists_name_of_user": BookmarkListNameTaken}

_POST_IS_GONE = {"bookmarks_post_id_fkey": PostNotFound}

_LISTS_BY_IDS = f"SELECT {_COLUMNS} FROM bookmark_lists l WHERE l.id = ANY($1::uuid[])"

_BOOKMARKED = """
    SELECT DISTINCT post_id FROM bookmarks WHERE user_id = $1 AND post_id = ANY($2::uuid[])
"""

_ADD_LIST = """
    INSERT INTO bookmark_lists (id, user_id, name, is_default, created_at)
    VALUES ($1, $2, $3, $4, $5)
"""

_SAVE_LIST = "UPDATE bookmark_lists SET name = $2 WHERE id = $1"

_REMOVE_LIST = "DELETE FROM bookmark_lists WHERE id = $1"

_COUNT_LISTS = "SELECT count(*) FROM bookmark_lists WHERE user_id = $1 AND NOT is_default"

_LIST_OF = f"SELECT {_COLUMNS} FROM bookmark_lists l WHERE l.user_id = $1 AND l.id = $2"

_DEFAULT_OF = f"SELECT {_COLUMNS} FROM bookmark_lists l WHERE l.user_id = $1 AND l.is_default"

_ADD = """
    INSERT INTO bookmarks (list_id, user_id, post_id, created_at)
    VALUES ($1, $2, $3, $4)
        ON CONFLICT (list_id, post_id) DO NOTHING
 RETURNING true
"""

_COUNT = "SELECT count(*) FROM bookmarks WHERE list_id = $1"

_REMOVE = "DELETE FROM bookmarks WHERE list_id = $1 AND post_id = $2 RETURNING true"


class BookmarkReader(Reader):
    async def lists_by_ids(self, ids: Collection[BookmarkListId]) -> Sequence[BookmarkList]:
        return [to_list(row) for row in await self.database.fetch(_LISTS_BY_IDS, list(ids))]

    async def bookmarked(self, user_id: UserId, ids: Collection[PostId]) -> Collection[PostId]:
        rows = await self.database.fetch(_BOOKMARKED, user_id, list(ids))
        return [row["post_id"] for row in rows]


class BookmarkRepository(Reader):
    """Bookmarks being changed, inside one unit of work."""

    async def take_turn(self, user_id: UserId) -> None:
        await take_turn(self.database, "bookmarks of", user_id)

    async def add_list(self, bookmark_list: BookmarkList) -> None:
        with refusing(_MEANINGS):
            await self.database.execute(
                _ADD_LIST,
                bookmark_list.id,
                bookmark_list.user_id,
                bookmark_list.name,
                bookmark_list.is_default,
                bookmark_list.created_at,
            )

    async def save_list(self, bookmark_list: BookmarkList) -> None:
        with refusing(_MEANINGS):
            await self.database.execute(_SAVE_LIST, bookmark_list.id, bookmark_list.name)

    async def remove_list(self, list_id: BookmarkListId) -> None:
        await self.database.execute(_REMOVE_LIST, list_id)

    async def count_lists(self, user_id: UserId) -> int:
        count: int = await self.database.fetchval(_COUNT_LISTS, user_id)
        return count

    async def list_of(self, user_id: UserId, list_id: BookmarkListId | None) -> BookmarkList | None:
        if list_id is None:
            row = await self.database.fetchrow(_DEFAULT_OF, user_id)
        else:
            row = await self.database.fetchrow(_LIST_OF, user_id, list_id)
        return None if row is None else to_list(row)

    async def can_reach(self, post_id: PostId, member: Member) -> bool:
        return await can_reach(self.database, post_id, member)

    async def add(self, bookmark_list: BookmarkList, post_id: PostId, *, at: datetime) -> bool:
        asked = (bookmark_list.id, bookmark_list.user_id, post_id, at)
        with refusing(_POST_IS_GONE):
            return bool(await self.database.fetchval(_ADD, *asked))

    async def count(self, list_id: BookmarkListId) -> int:
        count: int = await self.database.fetchval(_COUNT, list_id)
        return count

    async def remove(self, list_id: BookmarkListId, post_id: PostId) -> bool:
        return bool(await self.database.fetchval(_REMOVE, list_id, post_id))


to_list = rows_as(BookmarkList)


def to_bookmarked_post(row: Record) -> BookmarkedPost:
    return BookmarkedPost(*(*posts.post_values(row), row["bookmarked_at"]))


LISTS: Lists = {
    (BookmarkListsOf, None): ListOf(
        source="bookmark_lists l",
        where="l.user_id = wanted.parent_id",
        columns=_COLUMNS,
        build=to_list,
        order=OLDEST_LISTS,
        key="l.created_at",
        id="l.id",
    ),
    (PostsBookmarked, None): ListOf(
        source="bookmarks k JOIN visible_posts p ON p.id = k.post_id",
        where="k.list_id = wanted.parent_id",
        columns=f"{posts.COLUMNS}, k.created_at AS bookmarked_at",
        build=to_bookmarked_post,
        order=NEWEST_BOOKMARKS,
        key="k.created_at",
        id="k.post_id",
    ),
}

SCOPES: Scopes = {BookmarkListsOf: FOR_ONE_VIEWER, PostsBookmarked: FOR_ONE_VIEWER}
