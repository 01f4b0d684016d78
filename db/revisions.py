"""What posts were at some time, in PostgreSQL."""

from asyncpg import Record

from db.executor import Executor
from db.rows import rows_as
from domain.ids import ContentId, PostId
from domain.posts.edits import Revision

COLUMNS = """r.id, r.post_id, r.number, r.author_id, r.content_id, r.title, r.subtitle,
    r.created_at, r.tag_ids, r.cover_id, r.slug, r.is_published, r.is_substantial, r.note"""

_LAST = f"SELECT {COLUMNS} FROM revisions r WHERE r.post_id = $1 ORDER BY r.number DESC LIMIT 1"

_SAVE = """
    INSERT INTO revisions
           (id, post_id, number, author_id, content_id, title, subtitle, created_at, tag_ids,
            cover_id, slug, is_published, is_substantial, note)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        ON CONFLICT (id) DO UPDATE
       SET author_id = excluded.author_id, content_id = excluded.content_id,
           title = excluded.title, subtitle = excluded.subtitle, created_at = excluded.created_at,
           tag_ids = excluded.tag_ids, cover_id = excluded.cover_id, slug = excluded.slug,
           is_published = excluded.is_published, is_substantial = excluded.is_substantial,
           note = excluded.note
"""

_FORGET_OLD = """
    DELETE FROM revisions
     WHERE post_id = $1
       AND NOT is_published
       AND number <= (
               SELECT number FROM revisions
                WHERE post_id = $1 AND NOT is_published
                ORDER BY number DESC
               OFFSET $2 LIMIT 1
           )
 RETURNING content_id
"""

to_revision = rows_as(Revision)


class RevisionRepository:
    """Revisions being written, inside one unit of work."""

    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def last(self, post_id: PostId) -> Revision | None:
        row: Record | None = await self._connection.fetchrow(_LAST, post_id)
        return None if row is None else to_revision(row)

    async def save(self, revision: Revision) -> None:
        values = (getattr(revision, name) for name in revision.__struct_fields__)
        await self._connection.execute(_SAVE, *values)

    async def forget_old(self, post_id: PostId, *, most: int) -> list[ContentId]:
        rows = await self._connection.fetch(_FORGET_OLD, post_id, most)
        return [row["content_id"] for row in rows]
