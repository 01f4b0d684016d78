"""Tags being changed in PostgreSQL, inside one unit of work."""

from collections.abc import Collection, Mapping, Sequence

import asyncpg

from db.conflicts import refusing
from db.executor import Executor
from db.tags import COLUMNS, to_tag
from db.turns import TAG_NAMES, take_turn
from domain.ids import PublicationId, TagId
from domain.refusals import Refused
from domain.tags.models import CuratedTag, Tag
from domain.tags.refusals import TagInUse, TagSlugTaken

_MEANINGS = {"tags_slug": TagSlugTaken}

# Those who lock several tags do so in one order, and never wait for each other in a circle.
_LOCK = f"SELECT {COLUMNS} FROM tags t WHERE t.id = ANY($1::uuid[]) ORDER BY t.id FOR UPDATE"

# Pending edits and revisions name tags too, and who changes one holds its post.
_POSTS_WITH = """
    SELECT count(*)
      FROM (
          SELECT FROM posts p
           WHERE p.id IN (
                     SELECT post_id FROM post_tags WHERE tag_id = $1
                      UNION
                     SELECT post_id FROM post_edits WHERE $1 = ANY(tag_ids)
                      UNION
                     SELECT post_id FROM revisions WHERE $1 = ANY(tag_ids)
                 )
           ORDER BY p.id
             FOR UPDATE {otherwise}
      ) held
"""

_LOCK_POSTS = _POSTS_WITH.format(otherwise="")

_LOCK_POSTS_AT_ONCE = _POSTS_WITH.format(otherwise="NOWAIT")

_ADD = """
    INSERT INTO tags (id, slug, name, description, created_at)
    SELECT $1, $2, $3, $4, $5
     WHERE NOT EXISTS (SELECT FROM former_tag_slugs WHERE slug = $2)
 RETURNING id
"""

_SAVE = """
    UPDATE tags
       SET slug = $2, name = $3, description = $4
     WHERE id = $1
       AND (
               slug = $2
            OR NOT EXISTS (SELECT FROM former_tag_slugs WHERE slug = $2 AND tag_id <> $1)
       )
 RETURNING id
"""

_COUNT_FORMER = "SELECT count(*) FROM former_tag_slugs WHERE tag_id = $1"

_KEEP_FORMER = """
    INSERT INTO former_tag_slugs (slug, tag_id)
    VALUES ($1, $2)
        ON CONFLICT (slug) DO UPDATE SET tag_id = excluded.tag_id
"""

_FORGET_FORMER = "DELETE FROM former_tag_slugs WHERE slug = $1 AND tag_id = $2"

# A post that is filed under both keeps one, at the earlier of the two places.
_UNITE_PLACES = """
    WITH dropped AS (
        DELETE FROM post_tags gone
              USING post_tags kept
              WHERE gone.tag_id = $1 AND kept.tag_id = $2 AND kept.post_id = gone.post_id
          RETURNING gone.post_id, gone.position
    )
    UPDATE post_tags kept
       SET position = dropped.position
      FROM dropped
     WHERE kept.tag_id = $2
       AND kept.post_id = dropped.post_id
       AND kept.position > dropped.position
"""

_REFILE = "UPDATE post_tags SET tag_id = $2 WHERE tag_id = $1"

# The same in lists of ids: the other tag takes the place of the first of both.
_REFILED_IDS = """
    UPDATE {table}
       SET tag_ids = ARRAY(
               SELECT united.id
                 FROM (
                          SELECT CASE filed.id WHEN $1 THEN $2 ELSE filed.id END, min(filed.place)
                            FROM unnest(tag_ids) WITH ORDINALITY AS filed (id, place)
                           GROUP BY 1
                      ) AS united (id, place)
                ORDER BY united.place
           )
     WHERE $1 = ANY(tag_ids)
"""

_REFILE_EDITS = _REFILED_IDS.format(table="post_edits")

_REFILE_REVISIONS = _REFILED_IDS.format(table="revisions")

_UNITE_CURATED = """
    DELETE FROM curated_tags gone
          USING curated_tags kept
          WHERE gone.tag_id = $1
            AND kept.tag_id = $2
            AND kept.publication_id = gone.publication_id
"""

_CURATE_OTHER = "UPDATE curated_tags SET tag_id = $2 WHERE tag_id = $1"

# Whoever follows both follows the one that stays, since when they did.
_UNITE_FOLLOWS = """
    DELETE FROM follows gone
          USING follows kept
          WHERE gone.tag_id = $1
            AND kept.tag_id = $2
            AND kept.follower_id = gone.follower_id
"""

_FOLLOW_OTHER = "UPDATE follows SET tag_id = $2 WHERE tag_id = $1"

_MOVE_FORMER = "UPDATE former_tag_slugs SET tag_id = $2 WHERE tag_id = $1"

_REMOVE = "DELETE FROM tags WHERE id = $1"

_IS_IN_EDITS = "SELECT EXISTS (SELECT FROM post_edits WHERE $1 = ANY(tag_ids))"

_MERGE = (
    _UNITE_PLACES,
    _REFILE,
    _REFILE_EDITS,
    _REFILE_REVISIONS,
    _UNITE_CURATED,
    _CURATE_OTHER,
    _UNITE_FOLLOWS,
    _FOLLOW_OTHER,
    _MOVE_FORMER,
)

_HOLD = """
    SELECT id FROM tags
     WHERE id = ANY($1::uuid[]) AND post_count > 0
     ORDER BY id
       FOR KEY SHARE
"""

_CLEAR = "DELETE FROM curated_tags WHERE publication_id = $1"

_CURATE = """
    INSERT INTO curated_tags (publication_id, position, tag_id, label, description)
    SELECT $1, chosen.position, chosen.tag_id, chosen.label, chosen.description
      FROM unnest($2::uuid[], $3::text[], $4::text[])
           WITH ORDINALITY AS chosen (tag_id, label, description, position)
"""


class TagCatalog:
    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def lock(self, tag_ids: Collection[TagId]) -> Mapping[TagId, Tag]:
        rows = await self._connection.fetch(_LOCK, list(tag_ids))
        return {tag.id: tag for tag in map(to_tag, rows)}

    async def take_turn(self) -> None:
        await take_turn(self._connection, TAG_NAMES)

    async def take_turn_with_posts(self, tag_id: TagId) -> None:
        await self._connection.fetchval(_LOCK_POSTS, tag_id)
        await take_turn(self._connection, TAG_NAMES)
        # Few were filed in between. Whoever holds one of them may be waiting for this turn.
        await self._connection.fetchval(_LOCK_POSTS_AT_ONCE, tag_id)

    async def add(self, tag: Tag) -> None:
        with refusing(_MEANINGS):
            added = await self._connection.fetchval(
                _ADD, tag.id, tag.slug, tag.name, tag.description, tag.created_at
            )
        if added is None:
            raise Refused(TagSlugTaken())

    async def save(self, tag: Tag, *, former_slug: str | None) -> None:
        with refusing(_MEANINGS):
            saved = await self._connection.fetchval(
                _SAVE, tag.id, tag.slug, tag.name, tag.description
            )
        if saved is None:
            raise Refused(TagSlugTaken())
        if former_slug is not None:
            await self._connection.execute(_KEEP_FORMER, former_slug, tag.id)
            await self._connection.execute(_FORGET_FORMER, tag.slug, tag.id)

    async def count_former_slugs(self, tag_id: TagId) -> int:
        count: int = await self._connection.fetchval(_COUNT_FORMER, tag_id)
        return count

    async def merge(self, gone: Tag, into: Tag) -> None:
        for statement in _MERGE:
            await self._connection.execute(statement, gone.id, into.id)
        await self._connection.execute(_REMOVE, gone.id)
        await self._connection.execute(_KEEP_FORMER, gone.slug, into.id)

    async def remove(self, tag_id: TagId) -> None:
        if await self._connection.fetchval(_IS_IN_EDITS, tag_id):
            raise Refused(TagInUse())
        try:
            await self._connection.execute(_REMOVE, tag_id)
        except asyncpg.ForeignKeyViolationError as error:
            raise Refused(TagInUse()) from error


class CurationRepository:
    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def hold(self, tag_ids: Collection[TagId]) -> Collection[TagId]:
        return [row["id"] for row in await self._connection.fetch(_HOLD, list(tag_ids))]

    async def replace(self, publication_id: PublicationId, tags: Sequence[CuratedTag]) -> None:
        await take_turn(self._connection, "curated tags", publication_id)
        await self._connection.execute(_CLEAR, publication_id)
        await self._connection.execute(
            _CURATE,
            publication_id,
            [tag.tag_id for tag in tags],
            [tag.label for tag in tags],
            [tag.description for tag in tags],
        )
