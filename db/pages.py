"""Static pages in PostgreSQL."""

import json
from collections.abc import Collection, Mapping, Sequence

from asyncpg import Record

from db.changes import rows_of
from db.executor import Executor
from db.keyset import ListOf, Lists
from db.publications import NAMED
from db.recording import Reader, depends, reader_depends, row_names
from db.scopes import Scope, Scopes
from domain.ids import PageId
from domain.pages.models import PAGES_BY_SLUG, EveryPageOf, PagesOf, PageStatus, StaticPage

COLUMNS = """g.id, g.publication_id, g.content_id, g.slug, g.path, g.title, g.updated_at, g.status,
    g.version, g.was_public"""

_BY_IDS = f"SELECT {COLUMNS} FROM pages g WHERE g.id = ANY($1::uuid[])"

_BY_SLUG = f"""
    SELECT {COLUMNS}
      FROM pages g
     WHERE g.publication_id = {NAMED.format("$1")} AND g.slug = $2
"""

_METADATA = """
    SELECT id, metadata FROM pages WHERE id = ANY($1::uuid[])
"""


def _by_slug_depends(found: StaticPage | None, *_: str) -> list[str]:
    if found is None:
        return ["pages", "publications.listed"]
    return [*row_names("pages", [found.id]), rows_of("publications", "named", found.publication_id)]


class PageReader(Reader):
    """Pages in any state. Who may see them is for the domain to say."""

    @reader_depends(lambda _, ids: row_names("pages", ids))
    async def by_ids(self, ids: Collection[PageId]) -> Sequence[StaticPage]:
        return [to_page(row) for row in await self.database.fetch(_BY_IDS, ids)]

    @reader_depends(_by_slug_depends)
    async def by_slug(self, publication: str, slug: str) -> StaticPage | None:
        row = await self.database.fetchrow(_BY_SLUG, publication, slug)
        return None if row is None else to_page(row)


@depends(lambda _, ids: row_names("pages", ids))
async def metadata_by_page(
    database: Executor, ids: Sequence[PageId]
) -> Mapping[PageId, dict[str, object]]:
    rows = await database.fetch(_METADATA, ids)
    return {row["id"]: json.loads(row["metadata"]) for row in rows}


_STATUSES = {status.value: status for status in PageStatus}
_STATUS = StaticPage.__struct_fields__.index("status")
_WIDTH = len(StaticPage.__struct_fields__)


def to_page(row: Record) -> StaticPage:
    values = list(row[:_WIDTH])
    values[_STATUS] = _STATUSES[values[_STATUS]]
    return StaticPage(*values)


LISTS: Lists = {
    (PagesOf, None): ListOf(
        source="visible_pages g",
        where="g.publication_id = wanted.parent_id",
        columns=COLUMNS,
        build=to_page,
        order=PAGES_BY_SLUG,
        key="g.slug",
        id="g.id",
    ),
    (EveryPageOf, None): ListOf(
        source="pages g",
        where="g.publication_id = wanted.parent_id",
        columns=COLUMNS,
        build=to_page,
        order=PAGES_BY_SLUG,
        key="g.slug",
        id="g.id",
    ),
}

_PAGES_OF = Scope(lambda listing: [rows_of("pages", "publication_id", listing.parent)])

SCOPES: Scopes = {PagesOf: _PAGES_OF, EveryPageOf: _PAGES_OF}
