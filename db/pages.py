"""Static pages in PostgreSQL."""

import json
from collections.abc import Mapping, Sequence

from db.executor import Executor
from db.keyset import ListOf, Lists
from db.rows import rows_as
from domain.ids import PageId
from domain.pages.models import PAGES_BY_SLUG, PagesOf, StaticPage

COLUMNS = "g.id, g.publication_id, g.content_id, g.slug, g.path, g.title, g.updated_at"

_BY_IDS = f"SELECT {COLUMNS} FROM visible_pages g WHERE g.id = ANY($1::uuid[])"

_BY_SLUG = f"""
    SELECT {COLUMNS}
      FROM visible_pages g
      JOIN publications b ON b.id = g.publication_id
     WHERE b.handle = $1 AND g.slug = $2
"""

_METADATA = """
    SELECT g.id, p.metadata
      FROM visible_pages g
      JOIN pages p ON p.id = g.id
     WHERE g.id = ANY($1::uuid[])
"""


class PageReader:
    def __init__(self, database: Executor) -> None:
        self._database = database

    async def by_slug(self, publication: str, slug: str) -> StaticPage | None:
        row = await self._database.fetchrow(_BY_SLUG, publication, slug)
        return None if row is None else to_page(row)


async def pages_by_id(database: Executor, ids: Sequence[PageId]) -> Mapping[PageId, StaticPage]:
    rows = await database.fetch(_BY_IDS, ids)
    return {page.id: page for page in map(to_page, rows)}


async def metadata_by_page(
    database: Executor, ids: Sequence[PageId]
) -> Mapping[PageId, dict[str, object]]:
    rows = await database.fetch(_METADATA, ids)
    return {row["id"]: json.loads(row["metadata"]) for row in rows}


to_page = rows_as(StaticPage)

LISTS: Lists = {
    (PagesOf, None): ListOf(
        source="visible_pages g",
        where="g.publication_id = wanted.parent_id",
        columns=COLUMNS,
        build=to_page,
        order=PAGES_BY_SLUG,
        key="g.slug",
        id="g.id",
    )
}
