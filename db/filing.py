"""What posts are filed under, inside one unit of work."""

from collections.abc import Collection, Sequence
from datetime import datetime

from db.executor import Executor
from db.turns import TAG_NAMES, share_turn
from domain.ids import PostId, TagId

# Sorted, so that two who add the same tags never wait for each other in a circle. A word may be the
# slug of a tag, or a name that such a slug is made of.
_ADD = """
    INSERT INTO tags (id, slug, name, created_at)
    SELECT id, slug, name, $4
      FROM unnest($1::uuid[], $2::text[], $3::text[]) AS tag (id, slug, name)
     WHERE NOT EXISTS (SELECT FROM former_tag_slugs f WHERE f.slug IN (tag.slug, tag.name))
       AND NOT EXISTS (SELECT FROM tags named WHERE named.slug = tag.name)
     ORDER BY slug
        ON CONFLICT (slug) DO NOTHING
"""

_FIND = """
    SELECT tag.id, tag.name
      FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS wanted (slug, name, place)
     CROSS JOIN LATERAL (
               SELECT named.id
                 FROM (
                          SELECT t.id, 1 FROM tags t WHERE t.slug = wanted.name
                           UNION ALL
                          SELECT t.id, 2 FROM tags t WHERE t.slug = wanted.slug
                           UNION ALL
                          SELECT f.tag_id, 3 FROM former_tag_slugs f WHERE f.slug = wanted.name
                           UNION ALL
                          SELECT f.tag_id, 4 FROM former_tag_slugs f WHERE f.slug = wanted.slug
                      ) AS named (id, rank)
                ORDER BY named.rank
                LIMIT 1
           ) AS found
      JOIN tags tag ON tag.id = found.id
     ORDER BY wanted.place
"""

_HOLD = "SELECT id FROM tags WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE"

_FORGET = "DELETE FROM post_tags WHERE post_id = $1 AND tag_id <> ALL($2::uuid[])"

_FILE = """
    INSERT INTO post_tags (post_id, tag_id, position, publication_id, is_public, listed_at)
    SELECT p.id, t.tag_id, t.position, p.publication_id, p.is_public, p.listed_at
      FROM posts p, unnest($2::uuid[]) WITH ORDINALITY AS t (tag_id, position)
     WHERE p.id = $1
        ON CONFLICT (post_id, tag_id) DO UPDATE SET position = excluded.position
"""


class Filing:
    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def ensure(
        self, tags: Sequence[tuple[TagId, str, str]], *, at: datetime
    ) -> Sequence[tuple[TagId, str]]:
        # What a merge is about to take away would be found here, and gone when the post is filed.
        await share_turn(self._connection, TAG_NAMES)
        slugs, names = [slug for _, slug, _ in tags], [name for _, _, name in tags]
        await self._connection.execute(_ADD, [id for id, _, _ in tags], slugs, names, at)
        rows = await self._connection.fetch(_FIND, slugs, names)
        return [(row["id"], row["name"]) for row in rows]

    async def hold(self, tag_ids: Collection[TagId]) -> None:
        await self._connection.execute(_HOLD, list(tag_ids))

    async def file(self, post_id: PostId, tag_ids: Sequence[TagId]) -> None:
        await self._connection.execute(_FORGET, post_id, list(tag_ids))
        await self._connection.execute(_FILE, post_id, list(tag_ids))
