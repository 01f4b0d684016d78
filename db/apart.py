"""What one person does not find of another, because there is a block between the two."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from db.recording import Reader
from domain.ids import CommentId, PostId, RedirectId, UserId

_POSTS = """
    SELECT apart.id FROM posts_apart_from($1) AS apart (id) WHERE apart.id = ANY($2::uuid[])
"""

_REDIRECTS = """
    SELECT r.id
      FROM redirects r
      JOIN posts_apart_from($1) AS apart (id) ON apart.id = r.post_id
     WHERE r.id = ANY($2::uuid[])
"""

_COMMENTS = """
    SELECT c.id, c.deleted_at IS NOT NULL AS is_deleted
      FROM comments_seen_by($1) c
     WHERE c.id = ANY($2::uuid[])
"""

_HIDDEN = "SELECT user_id FROM hidden_people WHERE viewer_id = $1 AND user_id = ANY($2::uuid[])"


class SightReader(Reader):
    """Reads for one viewer alone, so no answer that depends on it is kept."""

    async def posts_apart(self, user_id: UserId, ids: Collection[PostId]) -> Collection[PostId]:
        return await self._ids(_POSTS, user_id, ids)

    async def comments_shown(
        self, user_id: UserId, ids: Collection[CommentId]
    ) -> Mapping[CommentId, bool]:
        rows = await self.database.fetch(_COMMENTS, user_id, list(ids))
        return {row["id"]: not row["is_deleted"] for row in rows}

    async def redirects_apart(
        self, user_id: UserId, ids: Collection[RedirectId]
    ) -> Collection[RedirectId]:
        return await self._ids(_REDIRECTS, user_id, ids)

    async def hidden(self, user_id: UserId, others: Collection[UserId]) -> Collection[UserId]:
        return await self._ids(_HIDDEN, user_id, others)

    async def _ids(self, statement: str, user_id: UserId, ids: Collection[UUID]) -> set[Any]:
        return {row[0] for row in await self.database.fetch(statement, user_id, list(ids))}
