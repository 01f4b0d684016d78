"""Pages being changed in PostgreSQL, inside one unit of work."""

from collections.abc import Iterable
from datetime import datetime

from db.conflicts import refusing
from db.content import ContentRepository, headings_as_stored
from db.executor import Executor
from db.pages import COLUMNS, to_page
from db.turns import take_turn
from domain.content.models import Content
from domain.ids import PageId, PublicationId, RedirectId
from domain.pages.models import StaticPage
from domain.pages.refusals import PageAddressTaken

_MEANINGS = {
    "pages_slug_per_publication": PageAddressTaken,
    "pages_path_per_publication": PageAddressTaken,
}

_COUNT = "SELECT count(*) FROM pages WHERE publication_id = $1"

_FREE_SLUG = """
    SELECT wanted.slug
      FROM unnest($3::text[]) WITH ORDINALITY AS wanted (slug, place)
     CROSS JOIN LATERAL (SELECT coalesce($4, wanted.slug)) AS at (path)
     WHERE NOT EXISTS (
               SELECT FROM pages g
                WHERE g.publication_id = $2
                  AND g.id <> $1
                  AND (g.slug = wanted.slug OR g.path = at.path)
           )
       AND NOT EXISTS (SELECT FROM posts p WHERE p.publication_id = $2 AND p.path = at.path)
       AND NOT EXISTS (
               SELECT FROM redirects r
                WHERE r.publication_id = $2
                  AND r.source = at.path
                  AND r.page_id IS DISTINCT FROM $1
           )
     ORDER BY wanted.place
     LIMIT 1
"""

_LOCK = f"SELECT {COLUMNS} FROM pages g WHERE g.id = $1 FOR UPDATE"

_ADD = """
    INSERT INTO pages
           (id, publication_id, content_id, slug, path, title, updated_at, status, version,
            was_public, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $7)
"""

_SAVE = """
    UPDATE pages
       SET slug = $2, path = $3, title = $4, updated_at = $5, status = $6, version = $7,
           was_public = $8
     WHERE id = $1
"""

# In place, so that whoever has just read the page finds its text.
_REWRITE = """
    UPDATE contents
       SET markdown = $2, html = $3, text = $4, table_of_contents = $5::text::jsonb, brief = $6,
           word_count = $7, reading_minutes = $8, renderer_version = $9
     WHERE id = $1
"""

_COUNT_OLD_PATHS = "SELECT count(*) FROM redirects WHERE page_id = $1"

_LEAD_HERE = "DELETE FROM redirects WHERE publication_id = $1 AND source = $2 AND page_id = $3"

_LEAD_ON = """
    INSERT INTO redirects (id, publication_id, source, page_id, is_permanent, created_at)
    VALUES ($1, $2, $3, $4, true, $5)
        ON CONFLICT (publication_id, source) DO UPDATE
       SET post_id = NULL, page_id = excluded.page_id, url = NULL, is_permanent = true,
           is_rule = false
"""

_REMOVE = "DELETE FROM pages WHERE id = $1"

_REMOVE_TEXT = "DELETE FROM contents WHERE id = $1"


class PageRepository:
    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def take_turn(self, publication_id: PublicationId) -> None:
        await take_turn(self._connection, "addresses", publication_id)

    async def count(self, publication_id: PublicationId) -> int:
        count: int = await self._connection.fetchval(_COUNT, publication_id)
        return count

    async def free_slug(
        self, page_id: PageId, publication_id: PublicationId, slugs: Iterable[str], path: str | None
    ) -> str | None:
        free: str | None = await self._connection.fetchval(
            _FREE_SLUG, page_id, publication_id, list(slugs), path
        )
        return free

    async def lock(self, page_id: PageId) -> StaticPage | None:
        row = await self._connection.fetchrow(_LOCK, page_id)
        return None if row is None else to_page(row)

    async def add(self, page: StaticPage, content: Content) -> None:
        await ContentRepository(self._connection).add_all([content])
        with refusing(_MEANINGS):
            await self._connection.execute(
                _ADD,
                page.id,
                page.publication_id,
                page.content_id,
                page.slug,
                page.path,
                page.title,
                page.updated_at,
                page.status,
                page.version,
                page.was_public,
            )

    async def save(self, page: StaticPage) -> None:
        with refusing(_MEANINGS):
            await self._connection.execute(
                _SAVE,
                page.id,
                page.slug,
                page.path,
                page.title,
                page.updated_at,
                page.status,
                page.version,
                page.was_public,
            )

    async def rewrite(self, content: Content) -> None:
        await self._connection.execute(
            _REWRITE,
            content.id,
            content.markdown,
            content.html,
            content.text,
            headings_as_stored(content.table_of_contents),
            content.brief,
            content.word_count,
            content.reading_minutes,
            content.renderer_version,
        )

    async def count_old_paths(self, page_id: PageId) -> int:
        count: int = await self._connection.fetchval(_COUNT_OLD_PATHS, page_id)
        return count

    async def lead_on(
        self, redirect_id: RedirectId, page: StaticPage, old_path: str, *, at: datetime
    ) -> None:
        await self._connection.execute(_LEAD_HERE, page.publication_id, page.path, page.id)
        await self._connection.execute(
            _LEAD_ON, redirect_id, page.publication_id, old_path, page.id, at
        )

    async def remove(self, page: StaticPage) -> None:
        await self._connection.execute(_REMOVE, page.id)
        await self._connection.execute(_REMOVE_TEXT, page.content_id)
