"""Imported pages."""

import json
from collections.abc import Mapping
from datetime import datetime

from db.executor import Executor
from db.pages import COLUMNS, to_page
from domain.ids import PageId, PublicationId
from domain.importing.ports import Taken
from domain.pages.models import PageStatus, StaticPage

_LOCK = f"""
    SELECT {COLUMNS}, c.markdown
      FROM pages g
      JOIN contents c ON c.id = g.content_id
     WHERE g.id = $1
       FOR UPDATE OF g
"""

_TAKEN = """
    SELECT EXISTS (SELECT FROM pages WHERE publication_id = $1 AND id <> $2 AND slug = $3) AS slug,
           EXISTS (SELECT FROM pages WHERE publication_id = $1 AND id <> $2 AND path = $4) AS path
"""

# A page is a draft until it is described.
_ADD = """
    INSERT INTO pages
           (id, publication_id, content_id, slug, path, title, status, updated_at, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, 'draft', $7, $8)
        ON CONFLICT DO NOTHING
 RETURNING id
"""

_CHANGE = """
    UPDATE pages
       SET content_id = $3, slug = $4, path = $5, title = $6, updated_at = $7,
           version = version + 1
     WHERE id = $1 AND publication_id = $2
"""

_DESCRIBE = "UPDATE pages SET status = $2, metadata = $3::text::jsonb WHERE id = $1"


class PageRepository:
    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def lock(self, page_id: PageId) -> tuple[StaticPage, str] | None:
        row = await self._connection.fetchrow(_LOCK, page_id)
        return None if row is None else (to_page(row), row["markdown"])

    async def taken(
        self, publication_id: PublicationId, page_id: PageId, slug: str, path: str
    ) -> Taken:
        row = await self._connection.fetchrow(_TAKEN, publication_id, page_id, slug, path)
        return Taken(slug=bool(row and row["slug"]), path=bool(row and row["path"]))

    async def add(self, page: StaticPage, *, created_at: datetime) -> bool:
        added = await self._connection.fetchval(_ADD, *_columns(page), created_at)
        return added is not None

    async def change(self, page: StaticPage) -> None:
        await self._connection.execute(_CHANGE, *_columns(page))

    async def describe(
        self, page_id: PageId, status: PageStatus, metadata: Mapping[str, object]
    ) -> None:
        await self._connection.execute(_DESCRIBE, page_id, status.value, json.dumps(metadata))


def _columns(page: StaticPage) -> tuple[object, ...]:
    return (
        page.id,
        page.publication_id,
        page.content_id,
        page.slug,
        page.path,
        page.title,
        page.updated_at,
    )
