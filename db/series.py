"""Series in PostgreSQL."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from uuid import UUID

from asyncpg import Record

from db import posts
from db.changes import rows_of
from db.executor import Executor
from db.keyset import ListOf, Lists
from db.recording import depends, reader_depends, row_names
from db.rows import rows_as
from db.scopes import Scope, Scopes
from db.seeing import SeeingReader, seen
from domain.ids import PostId, SeriesId
from domain.series.models import (
    NEWEST_SERIES,
    PARTS_IN_ORDER,
    EveryPostInSeries,
    EverySeriesOf,
    PostInSeries,
    PostsInSeries,
    Series,
    SeriesOf,
)

_COLUMNS = "s.id, s.publication_id, s.slug, s.title, s.description, s.created_at"

COLUMNS = f"{_COLUMNS}, true AS is_public"
"""Of those that are visible."""

IN_ANY_STATE = f"""{_COLUMNS}, EXISTS (
        SELECT FROM series_posts sp JOIN visible_posts p ON p.id = sp.post_id
         WHERE sp.series_id = s.id
    ) AS is_public"""

_BY_IDS = f"SELECT {IN_ANY_STATE} FROM series s WHERE s.id = ANY($1::uuid[])"

_BY_POST = f"""
    SELECT {COLUMNS}, sp.post_id
      FROM series_posts sp
      JOIN visible_series s ON s.id = sp.series_id
     WHERE sp.post_id = ANY($1::uuid[])
     ORDER BY sp.post_id, s.created_at, s.id
"""


def _by_id_depends(_: object, ids: Collection[SeriesId]) -> list[str]:
    """A series is visible while any of its posts is."""
    return [*row_names("series", ids), *(_posts_of(id) for id in ids), "posts.visibility"]


class SeriesReader(SeeingReader):
    """Series in any state. Who may see them is for the domain to say."""

    @reader_depends(_by_id_depends)
    async def by_ids(self, ids: Collection[SeriesId]) -> Sequence[Series]:
        return [
            to_series(row) for row in await self.database.fetch(*seen(self.seen_by, _BY_IDS, ids))
        ]


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
    (EverySeriesOf, None): ListOf(
        source="series s",
        where="s.publication_id = wanted.parent_id",
        columns=IN_ANY_STATE,
        build=to_series,
        order=NEWEST_SERIES,
        key="s.created_at",
        id="s.id",
    ),
    (EveryPostInSeries, None): ListOf(
        source="""series_posts sp
            JOIN series s ON s.id = sp.series_id
            JOIN posts p ON p.id = sp.post_id
             AND (p.is_public OR p.publication_id = s.publication_id)""",
        where="sp.series_id = wanted.parent_id",
        columns=f"{posts.COLUMNS}, sp.position",
        build=to_post_in_series,
        order=PARTS_IN_ORDER,
        key="sp.position",
        id="sp.post_id",
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

_SERIES_OF = Scope(
    lambda listing: [
        rows_of("series", "publication_id", listing.parent),
        "series_posts",
        "posts.visibility",
    ]
)

SCOPES: Scopes = {
    SeriesOf: _SERIES_OF,
    EverySeriesOf: _SERIES_OF,
    PostsInSeries: Scope(
        lambda listing: [_posts_of(listing.parent), "posts.visibility"],
        shows="posts",
    ),
    EveryPostInSeries: Scope(lambda listing: [_posts_of(listing.parent)], shows="posts"),
}
