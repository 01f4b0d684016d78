"""Redirects in PostgreSQL."""

from collections.abc import Collection, Sequence

from asyncpg import Record

from db.changes import rows_of
from db.keyset import ListOf, Lists
from db.recording import Reader, reader_depends, row_names
from db.scopes import Scope, Scopes
from domain.ids import RedirectId
from domain.redirects.models import REDIRECTS_BY_SOURCE, EveryRedirectOf, Redirect, RedirectsOf
from domain.redirects.paths import encoded_path

COLUMNS = "r.id, r.publication_id, r.source, r.path, r.url, r.is_permanent, true AS is_public"
"""Of those that lead somewhere everyone may go."""

IN_ANY_STATE = """r.id, r.publication_id, r.source, coalesce(p.path, g.path) AS path, r.url,
    r.is_permanent,
    r.url IS NOT NULL OR p.status = 'published' OR g.status = 'published' AS is_public"""

WITH_TARGETS = """redirects r
      LEFT JOIN posts p ON p.id = r.post_id
      LEFT JOIN pages g ON g.id = r.page_id"""

_BY_IDS = f"SELECT {IN_ANY_STATE} FROM {WITH_TARGETS} WHERE r.id = ANY($1::uuid[])"


# A redirect may lead to a post or a page, and is there only while that is.
_TARGETS = ("posts.listed", "pages")


class RedirectReader(Reader):
    """Redirects wherever they lead. Who may see them is for the domain to say."""

    @reader_depends(lambda _, ids: [*row_names("redirects", ids), *_TARGETS])
    async def by_ids(self, ids: Collection[RedirectId]) -> Sequence[Redirect]:
        return [to_redirect(row) for row in await self.database.fetch(_BY_IDS, ids)]


def to_redirect(row: Record) -> Redirect:
    return Redirect(
        row["id"],
        row["publication_id"],
        row["source"],
        row["url"] or f"/{encoded_path(row['path'])}",
        row["is_permanent"],
        bool(row["is_public"]),
    )


LISTS: Lists = {
    (RedirectsOf, None): ListOf(
        source="visible_redirects r",
        where="r.publication_id = wanted.parent_id",
        columns=COLUMNS,
        build=to_redirect,
        order=REDIRECTS_BY_SOURCE,
        key="r.source",
        id="r.id",
    ),
    (EveryRedirectOf, None): ListOf(
        source=WITH_TARGETS,
        where="r.publication_id = wanted.parent_id",
        columns=IN_ANY_STATE,
        build=to_redirect,
        order=REDIRECTS_BY_SOURCE,
        key="r.source",
        id="r.id",
    ),
}

_REDIRECTS_OF = Scope(
    lambda listing: [rows_of("redirects", "publication_id", listing.parent), *_TARGETS]
)

SCOPES: Scopes = {RedirectsOf: _REDIRECTS_OF, EveryRedirectOf: _REDIRECTS_OF}
