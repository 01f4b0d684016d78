"""Static pages in PostgreSQL."""

import json
from collections.abc import Mapping, Sequence

from db.changes import rows_of
from db.executor import Executor
from db.keyset import ListOf, Lists
from db.publications import NAMED
from db.recording import Reader, depends, reader_depends, row_names
from db.rows import rows_as
from db.scopes import Scope, Scopes
from domain.ids import PageId
from domain.pages.models import PAGES_BY_SLUG, PagesOf, StaticPage

COLUMNS = "g.id, g.publication_id, g.content_id, g.slug, g.path, g.title, g.updated_at"

_BY_IDS = f"SELECT {COLUMNS} FROM visible_pages g WHERE g.id = ANY($1::uuid[])"

_BY_SLUG = f"""
    SELECT {COLUMNS}
      FROM visible_pages g
     WHERE g.publication_id = {NAMED.format("$1")} AND g.slug = $2
"""

_METADATA = """
    SELECT g.id, p.metadata
      FROM visible_pages g
      JOIN pages p ON p.id = g.id
     WHERE g.id = ANY($1::uuid[])
"""


def _by_slug_depends(found: StaticPage | None, *_: str) -> list[str]:
    if found is None:
        return ["pages", "publications.listed"]
    return [*row_names("pages", [found.id]), rows_of("publications", "named", found.publication_id)]


class PageReader(Reader):
    @reader_depends(_by_slug_depends)
    async def by_slug(self, publication: str, slug: str) -> StaticPage | None:
        row = await self.database.fetchrow(_BY_SLUG, publication, slug)
        return None if row is None else to_page(row)


@depends(lambda _, ids: row_names("pages", ids))
async def pages_by_id(database: Executor, ids: Sequence[PageId]) -> Mapping[PageId, StaticPage]:
    rows = await database.fetch(_BY_IDS, ids)
    return {page.id: page for page in map(to_page, rows)}


@depends(lambda _, ids: row_names("pages", ids))
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

SCOPES: Scopes = {
    PagesOf: Scope(lambda listing: [rows_of("pages", "publication_id", listing.parent)])
}
