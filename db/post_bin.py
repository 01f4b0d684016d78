"""Posts that were deleted, on their way out."""

from datetime import datetime

from db.content import ContentRepository
from db.executor import Executor
from domain.ids import PostId

# The first condition is that of an index which is small.
_NEXT = """
    SELECT id
      FROM posts
     WHERE status <> 'published' AND deleted_at < $1
     ORDER BY deleted_at
     LIMIT 1
       FOR UPDATE SKIP LOCKED
"""

# In a discussion that is read depth first, whatever answers a comment comes after it.
_REMOVE_COMMENTS = """
    WITH last AS (
        SELECT id FROM comments WHERE post_id = $1 ORDER BY position DESC LIMIT 200
    ), removed AS (
        DELETE FROM comments WHERE id IN (SELECT id FROM last) RETURNING content_id
    )
    SELECT content_id FROM removed
     UNION ALL
    SELECT v.content_id FROM comment_versions v JOIN last ON last.id = v.comment_id
"""

_TEXTS = """
    SELECT content_id FROM posts WHERE id = $1
     UNION
    SELECT content_id FROM post_edits WHERE post_id = $1
     UNION
    SELECT content_id FROM revisions WHERE post_id = $1
"""

_REMOVE = "DELETE FROM posts WHERE id = $1"


class PostBin:
    def __init__(self, connection: Executor) -> None:
        self._connection = connection
        self._contents = ContentRepository(connection)

    async def next(self, *, deleted_before: datetime) -> PostId | None:
        post_id: PostId | None = await self._connection.fetchval(_NEXT, deleted_before)
        return post_id

    async def remove_comments(self, post_id: PostId) -> bool:
        rows = await self._connection.fetch(_REMOVE_COMMENTS, post_id)
        await self._contents.forget_unused({row["content_id"] for row in rows})
        return bool(rows)

    async def remove(self, post_id: PostId) -> None:
        rows = await self._connection.fetch(_TEXTS, post_id)
        await self._connection.execute(_REMOVE, post_id)
        await self._contents.forget_unused({row["content_id"] for row in rows})
