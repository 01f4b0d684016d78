"""What posts are filed under: tags and series."""

from collections.abc import Sequence
from datetime import datetime

from db.executor import Executor
from db.turns import TAG_NAMES, share_turn
from domain.ids import PostId, SeriesId, TagId
from domain.importing.models import ImportedTag
from domain.series.models import Series

# Sorted, so that two imports never wait for each other in a circle.
_ADD_TAGS = """
    INSERT INTO tags (id, slug, name, created_at)
    SELECT id, slug, name, $4
      FROM unnest($1::uuid[], $2::text[], $3::text[]) AS tag (id, slug, name)
     WHERE NOT EXISTS (SELECT FROM former_tag_slugs former WHERE former.slug = tag.slug)
     ORDER BY slug
        ON CONFLICT (slug) DO NOTHING
"""

_TAG_IDS = """
    SELECT coalesce(tag.id, former.tag_id) AS id
      FROM unnest($1::text[]) WITH ORDINALITY AS wanted (slug, position)
      LEFT JOIN tags tag ON tag.slug = wanted.slug
      LEFT JOIN former_tag_slugs former ON former.slug = wanted.slug
     ORDER BY wanted.position
"""

_ADD_SERIES = """
    INSERT INTO series (id, publication_id, slug, title, description, created_at)
    VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (publication_id, slug) DO NOTHING
"""

# Locked, because its posts are going to change places.
_SERIES_ID = "SELECT id FROM series WHERE publication_id = $1 AND slug = $2 FOR UPDATE"

_PLACE = """
    INSERT INTO series_posts AS part (series_id, post_id, position)
    SELECT $1, $2, coalesce(
               CASE WHEN NOT EXISTS (
                   SELECT FROM series_posts
                    WHERE series_id = $1 AND post_id <> $2 AND position = $3
               ) THEN $3 END,
               (SELECT max(position) FROM series_posts WHERE series_id = $1) + 1,
               1
           )
        ON CONFLICT (series_id, post_id) DO UPDATE SET position = EXCLUDED.position
     WHERE part.position <> EXCLUDED.position
"""

_ORDER_BY_DATE = """
    UPDATE series_posts part
       SET position = dated.position
      FROM (
          SELECT s.post_id, row_number() OVER (ORDER BY p.listed_at, p.id) AS position
            FROM series_posts s
            JOIN posts p ON p.id = s.post_id
           WHERE s.series_id = $1
      ) dated
     WHERE part.series_id = $1
       AND part.post_id = dated.post_id
       AND part.position <> dated.position
"""

_LEAVE_OTHERS = "DELETE FROM series_posts WHERE post_id = $1 AND series_id <> ALL($2::uuid[])"


class TagRepository:
    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def ensure(
        self, tags: Sequence[tuple[TagId, ImportedTag]], *, at: datetime
    ) -> Sequence[TagId]:
        if not tags:
            return ()
        await share_turn(self._connection, TAG_NAMES)
        slugs = [tag.slug for _, tag in tags]
        names = [tag.name for _, tag in tags]
        await self._connection.execute(_ADD_TAGS, [id for id, _ in tags], slugs, names, at)
        return [row["id"] for row in await self._connection.fetch(_TAG_IDS, slugs)]


class SeriesRepository:
    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def ensure(self, series: Series) -> SeriesId:
        await self._connection.execute(
            _ADD_SERIES,
            series.id,
            series.publication_id,
            series.slug,
            series.title,
            series.description,
            series.created_at,
        )
        series_id = await self._connection.fetchval(_SERIES_ID, series.publication_id, series.slug)
        return SeriesId(series_id)

    async def place(self, series_id: SeriesId, post_id: PostId, position: int | None) -> None:
        await self._connection.execute(_PLACE, series_id, post_id, position)
        if position is None:
            await self._connection.execute(_ORDER_BY_DATE, series_id)

    async def leave_others(self, post_id: PostId, series_ids: Sequence[SeriesId]) -> None:
        await self._connection.execute(_LEAVE_OTHERS, post_id, list(series_ids))
