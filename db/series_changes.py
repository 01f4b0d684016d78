"""Series being changed in PostgreSQL, inside one unit of work."""

from collections.abc import Iterable, Sequence

from db.conflicts import refusing
from db.executor import Executor
from db.series import IN_ANY_STATE, to_series
from db.turns import take_turn
from domain.ids import PostId, PublicationId, SeriesId
from domain.posts.refusals import PostNotFound
from domain.refusals import Refused
from domain.series.models import Series
from domain.series.places import Part
from domain.series.refusals import SeriesSlugTaken

_SLUGS = {"series_slug_per_publication": SeriesSlugTaken}
_POSTS = {"series_posts_post_id_fkey": PostNotFound}

_LOCK = f"SELECT {IN_ANY_STATE} FROM series s WHERE s.id = $1 FOR UPDATE"

_COUNT = "SELECT count(*) FROM series WHERE publication_id = $1"

_FREE_SLUG = """
    SELECT wanted.slug
      FROM unnest($2::text[]) WITH ORDINALITY AS wanted (slug, place)
     WHERE NOT EXISTS (
               SELECT FROM series s WHERE s.publication_id = $1 AND s.slug = wanted.slug
           )
       AND NOT EXISTS (
               SELECT FROM former_series_slugs f
                WHERE f.publication_id = $1 AND f.slug = wanted.slug
           )
     ORDER BY wanted.place
     LIMIT 1
"""

_ADD = """
    INSERT INTO series (id, publication_id, slug, title, description, created_at)
    VALUES ($1, $2, $3, $4, $5, $6)
"""

# A slug that the series had itself may be taken back.
_SAVE = """
    UPDATE series
       SET slug = $2, title = $3, description = $4
     WHERE id = $1
       AND (
               slug = $2
            OR NOT EXISTS (
                   SELECT FROM former_series_slugs f
                    WHERE f.publication_id = series.publication_id
                      AND f.slug = $2
                      AND f.series_id <> $1
               )
       )
 RETURNING id
"""

_COUNT_FORMER = "SELECT count(*) FROM former_series_slugs WHERE series_id = $1"

_KEEP_FORMER = """
    INSERT INTO former_series_slugs (publication_id, slug, series_id)
    VALUES ($1, $2, $3)
        ON CONFLICT (publication_id, slug) DO UPDATE SET series_id = excluded.series_id
"""

_FORGET_FORMER = "DELETE FROM former_series_slugs WHERE publication_id = $1 AND slug = $2"

_REMOVE = "DELETE FROM series WHERE id = $1"

_PARTS = "SELECT post_id, position FROM series_posts WHERE series_id = $1 ORDER BY position"

_ADD_PART = "INSERT INTO series_posts (series_id, post_id, position) VALUES ($1, $2, $3)"

_MOVE_PARTS = """
    UPDATE series_posts part
       SET position = moved.position
      FROM unnest($2::uuid[], $3::integer[]) AS moved (post_id, position)
     WHERE part.series_id = $1 AND part.post_id = moved.post_id
"""

_REMOVE_PART = "DELETE FROM series_posts WHERE series_id = $1 AND post_id = $2"


class SeriesRepository:
    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def lock(self, series_id: SeriesId) -> Series | None:
        row = await self._connection.fetchrow(_LOCK, series_id)
        return None if row is None else to_series(row)

    async def count(self, publication_id: PublicationId) -> int:
        await take_turn(self._connection, "series", publication_id)
        count: int = await self._connection.fetchval(_COUNT, publication_id)
        return count

    async def free_slug(self, publication_id: PublicationId, slugs: Iterable[str]) -> str | None:
        free: str | None = await self._connection.fetchval(_FREE_SLUG, publication_id, list(slugs))
        return free

    async def add(self, series: Series) -> None:
        with refusing(_SLUGS):
            await self._connection.execute(
                _ADD,
                series.id,
                series.publication_id,
                series.slug,
                series.title,
                series.description,
                series.created_at,
            )

    async def save(self, series: Series, *, former_slug: str | None) -> None:
        with refusing(_SLUGS):
            saved = await self._connection.fetchval(
                _SAVE, series.id, series.slug, series.title, series.description
            )
        if saved is None:
            raise Refused(SeriesSlugTaken())
        if former_slug is not None:
            at = series.publication_id
            await self._connection.execute(_FORGET_FORMER, at, series.slug)
            await self._connection.execute(_KEEP_FORMER, at, former_slug, series.id)

    async def count_former_slugs(self, series_id: SeriesId) -> int:
        count: int = await self._connection.fetchval(_COUNT_FORMER, series_id)
        return count

    async def remove(self, series_id: SeriesId) -> None:
        await self._connection.execute(_REMOVE, series_id)

    async def parts(self, series_id: SeriesId) -> Sequence[Part]:
        return [Part(*row) for row in await self._connection.fetch(_PARTS, series_id)]

    async def add_part(self, series_id: SeriesId, part: Part) -> None:
        with refusing(_POSTS):
            await self._connection.execute(_ADD_PART, series_id, part.post_id, part.position)

    async def move_parts(self, series_id: SeriesId, parts: Sequence[Part]) -> None:
        if parts:
            post_ids = [part.post_id for part in parts]
            positions = [part.position for part in parts]
            await self._connection.execute(_MOVE_PARTS, series_id, post_ids, positions)

    async def remove_part(self, series_id: SeriesId, post_id: PostId) -> None:
        await self._connection.execute(_REMOVE_PART, series_id, post_id)
