"""Series in PostgreSQL."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from asyncpg import Record

from db import posts
from db.executor import Executor
from db.keyset import ListOf, Lists
from db.rows import rows_as
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


async def series_by_id(database: Executor, ids: Sequence[SeriesId]) -> Mapping[SeriesId, Series]:
    rows = await database.fetch(_BY_IDS, ids)
    return {series.id: series for series in map(to_series, rows)}


async def series_by_post(
    database: Executor, ids: Sequence[PostId]
) -> Mapping[PostId, Sequence[Series]]:
    found: defaultdict[PostId, list[Series]] = defaultdict(list)
    for row in await database.fetch(_BY_POST, ids):
        found[row["post_id"]].append(to_series(row))
    return found


to_series = rows_as(Series)


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
