"""Redirects in PostgreSQL."""

from collections.abc import Mapping, Sequence

from asyncpg import Record

from db.changes import rows_of
from db.executor import Executor
from db.keyset import ListOf, Lists
from db.recording import depends, row_names
from db.scopes import Scope, Scopes
from domain.ids import RedirectId
from domain.redirects.models import REDIRECTS_BY_SOURCE, Redirect, RedirectsOf
from domain.redirects.paths import encoded_path

COLUMNS = "r.id, r.publication_id, r.source, r.path, r.url, r.is_permanent"

_BY_IDS = f"SELECT {COLUMNS} FROM visible_redirects r WHERE r.id = ANY($1::uuid[])"


# A redirect may lead to a post or a page, and is there only while that is.
_TARGETS = ("posts.listed", "pages")


@depends(lambda _, ids: [*row_names("redirects", ids), *_TARGETS])
async def redirects_by_id(
    database: Executor, ids: Sequence[RedirectId]
) -> Mapping[RedirectId, Redirect]:
    rows = await database.fetch(_BY_IDS, ids)
    return {redirect.id: redirect for redirect in map(to_redirect, rows)}


def to_redirect(row: Record) -> Redirect:
    return Redirect(
        row["id"],
        row["publication_id"],
        row["source"],
        row["url"] or f"/{encoded_path(row['path'])}",
        row["is_permanent"],
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
    )
}

SCOPES: Scopes = {
    RedirectsOf: Scope(
        lambda listing: [rows_of("redirects", "publication_id", listing.parent), *_TARGETS]
    )
}
