"""Links to previews in PostgreSQL. They are shown to those who may edit the post alone."""

from collections.abc import Collection, Sequence
from datetime import datetime

from db.executor import Executor
from db.keyset import ListOf, Lists
from db.post_edits import newest_edits_by_post
from db.posts import COLUMNS as POST_COLUMNS
from db.posts import to_post
from db.recording import Reader
from db.rows import rows_as
from db.scopes import FOR_ONE_VIEWER, Scopes
from domain.ids import PostId, PreviewLinkId
from domain.previews.models import (
    NEWEST_PREVIEW_LINKS,
    PostPreview,
    PreviewLink,
    PreviewLinksOf,
)

COLUMNS = "l.id, l.post_id, l.creator_id, l.hint, l.created_at, l.expires_at"

_BY_IDS = f"SELECT {COLUMNS} FROM preview_links l WHERE l.id = ANY($1::uuid[])"

# What was taken down or deleted is shown to nobody by a link.
_POST_BEHIND = f"""
    SELECT {POST_COLUMNS}
      FROM preview_links l
      JOIN posts p ON p.id = l.post_id
     WHERE l.token_hash = $1 AND l.expires_at > $2 AND p.status NOT IN ('removed', 'deleted')
"""

_POST_OF = "SELECT post_id FROM preview_links WHERE id = $1"

_FORGET_EXPIRED = "DELETE FROM preview_links WHERE post_id = $1 AND expires_at <= $2"

_COUNT = "SELECT count(*) FROM preview_links WHERE post_id = $1"

_ADD = """
    INSERT INTO preview_links
           (id, post_id, creator_id, hint, token_hash, created_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
"""

_REMOVE = "DELETE FROM preview_links WHERE id = $1 RETURNING id"

to_preview_link = rows_as(PreviewLink)


class PreviewReader(Reader):
    async def by_ids(self, ids: Collection[PreviewLinkId]) -> Sequence[PreviewLink]:
        return [to_preview_link(row) for row in await self.database.fetch(_BY_IDS, ids)]

    async def behind(self, token_hash: bytes, *, at: datetime) -> PostPreview | None:
        row = await self.database.fetchrow(_POST_BEHIND, token_hash, at)
        if row is None:
            return None
        post = to_post(row)
        edits = await newest_edits_by_post(self.database, [post.id])
        return PostPreview(post, edits[post.id]) if post.id in edits else None


class PreviewLinkRepository:
    """Links being changed, inside one unit of work."""

    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def of_post(self, link_id: PreviewLinkId) -> PostId | None:
        post_id: PostId | None = await self._connection.fetchval(_POST_OF, link_id)
        return post_id

    async def forget_expired(self, post_id: PostId, *, at: datetime) -> None:
        await self._connection.execute(_FORGET_EXPIRED, post_id, at)

    async def count(self, post_id: PostId) -> int:
        count: int = await self._connection.fetchval(_COUNT, post_id)
        return count

    async def add(self, link: PreviewLink, token_hash: bytes) -> None:
        await self._connection.execute(
            _ADD,
            link.id,
            link.post_id,
            link.creator_id,
            link.hint,
            token_hash,
            link.created_at,
            link.expires_at,
        )

    async def remove(self, link_id: PreviewLinkId) -> bool:
        return await self._connection.fetchval(_REMOVE, link_id) is not None


LISTS: Lists = {
    (PreviewLinksOf, None): ListOf(
        source="preview_links l",
        where="l.post_id = wanted.parent_id AND l.expires_at > {}",
        columns=COLUMNS,
        build=to_preview_link,
        order=NEWEST_PREVIEW_LINKS,
        key="l.created_at",
        id="l.id",
    )
}

SCOPES: Scopes = {PreviewLinksOf: FOR_ONE_VIEWER}
