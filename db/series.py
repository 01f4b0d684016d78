"""Series in PostgreSQL."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from asyncpg import Record

from db import posts
from db.changes import rows_of
from db.executor import Executor
from db.keyset import ListOf, Lists
from db.recording import depends, row_names
from db.rows import rows_as
from db.scopes import Scope, Scopes
from domain.ids import PostId, SeriesId
from domain.series.models import (
    NEWEST_SERIES,
    PARTS_IN_ORDER,
    PostInSeries,
    PostsInSeries,
    Series,
    SeriesOf,
)

COLUMNS = "s.id, s.publication_id, s.slug, s.title, s.description, s.created_at"

_BY_IDS = f"SELECT {COLUMNS} FROM visible_series s WHERE s.id = ANY($1::uuid[])"

_BY_POST = f"""
    SELECT {COLUMNS}, sp.post_id
      FROM series_posts sp
      JOIN visible_series s ON s.id = sp.series_id
     WHERE sp.post_id = ANY($1::uuid[])
     ORDER BY sp.post_id, s.created_at, s.id
"""


def _by_id_depends(_: object, ids: Sequence[SeriesId]) -> list[str]:
    """A series is visible while any of its posts is."""
    return [*row_names("series", ids), *(_posts_of(id) for id in ids), "posts.visibility"]


@depends(_by_id_depends)
async def series_by_id(database: Executor, ids: Sequence[SeriesId]) -> Mapping[SeriesId, Series]:
    rows = await database.fetch(_BY_IDS, ids)
    return {series.id: series for series in map(to_series, rows)}


def _by_post_depends(
    found: Mapping[PostId, Sequence[Series]], ids: Sequence[PostId]
) -> Iterator[str]:
    """A series that a visible post is part of is visible, for as long as the post is."""
    for id in ids:
        yield from row_names("posts", [id])
        yield rows_of("series_posts", "post_id", id)
    for series in found.values():
        yield from row_names("series", (one.id for one in series))


@depends(_by_post_depends)
async def series_by_post(
    database: Executor, ids: Sequence[PostId]
) -> Mapping[PostId, Sequence[Series]]:
    found: defaultdict[PostId, list[Series]] = defaultdict(list)
    for row in await database.fetch(_BY_POST, ids):
        found[row["post_id"]].append(to_series(row))
    return found


to_series = rows_as(Series)


def _posts_of(id: UUID) -> str:
    return rows_of("series_posts", "series_id", id)


def to_post_in_series(row: Record) -> PostInSeries:
    return PostInSeries(*(*posts.post_values(row), row["position"]))


LISTS: Lists = {
    (SeriesOf, None): ListOf(
        source="visible_series s",
        where="s.publication_id = wanted.parent_id",
        columns=COLUMNS,
        build=to_series,
        order=NEWEST_SERIES,
        key="s.created_at",
        id="s.id",
    ),
    (PostsInSeries, None): ListOf(
        source="series_posts sp JOIN visible_posts p ON p.id = sp.post_id",
        where="sp.series_id = wanted.parent_id",
        columns=f"{posts.COLUMNS}, sp.position",
        build=to_post_in_series,
        order=PARTS_IN_ORDER,
        key="sp.position",
        id="sp.post_id",
    ),
}

SCOPES: Scopes = {
    SeriesOf: Scope(
        lambda listing: [
            rows_of("series", "publication_id", listing.parent),
            "series_posts",
            "posts.visibility",
        ]
    ),
    PostsInSeries: Scope(
        lambda listing: [_posts_of(listing.parent), "posts.visibility"],
        shows="posts",
    ),
}
