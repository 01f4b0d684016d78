"""What stands first on the front ends of publications: pinned posts, and navigation."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from db.changes import rows_of
from db.executor import Executor
from db.recording import depends
from domain.ids import PostId, PublicationId, UserId
from domain.publications.models import NavigationLink

_PINNED = """
    SELECT publication_id, post_id
      FROM pinned_posts
     WHERE publication_id = ANY($1::uuid[]) AND is_public
"""

# Whoever is hidden is first in nothing.
_PINNED_SEEN = """
    SELECT pin.publication_id, pin.post_id
      FROM pinned_posts pin
      JOIN posts_seen_by($2) p ON p.id = pin.post_id
     WHERE pin.publication_id = ANY($1::uuid[]) AND pin.is_public
"""

_LINKS = """
    SELECT publication_id, label, url
      FROM navigation_links
     WHERE publication_id = ANY($1::uuid[])
     ORDER BY publication_id, position
"""

_PIN = """
    INSERT INTO pinned_posts (publication_id, post_id, is_public, listed_at)
    SELECT publication_id, id, is_public, listed_at
      FROM posts
     WHERE id = $1 AND is_public
        ON CONFLICT (publication_id) DO UPDATE
       SET post_id = excluded.post_id, is_public = excluded.is_public,
           listed_at = excluded.listed_at
 RETURNING post_id
"""

_UNPIN = "DELETE FROM pinned_posts WHERE publication_id = $1 RETURNING post_id"

_REMOVE_LINKS = "DELETE FROM navigation_links WHERE publication_id = $1"

_ADD_LINKS = """
    INSERT INTO navigation_links (publication_id, position, label, url)
    SELECT $1, ordinal - 1, label, url
      FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS link (label, url, ordinal)
"""


@depends(lambda _, ids, **__: [rows_of("pinned_posts", "publication_id", id) for id in ids])
async def pinned_by_publication(
    database: Executor, ids: Sequence[PublicationId], *, seen_by: UserId | None = None
) -> Mapping[PublicationId, PostId]:
    """Return the pinned posts that everyone may see."""
    if seen_by is None:
        rows = await database.fetch(_PINNED, ids)
    else:
        rows = await database.fetch(_PINNED_SEEN, ids, seen_by)
    return {row["publication_id"]: row["post_id"] for row in rows}


@depends(lambda _, ids: [rows_of("navigation_links", "publication_id", id) for id in ids])
async def links_by_publication(
    database: Executor, ids: Sequence[PublicationId]
) -> Mapping[PublicationId, Sequence[NavigationLink]]:
    found: defaultdict[PublicationId, list[NavigationLink]] = defaultdict(list)
    for row in await database.fetch(_LINKS, ids):
        found[row["publication_id"]].append(NavigationLink(row["label"], row["url"]))
    return found


class FrontPageRepository:
    """The same being changed, inside one unit of work."""

    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def pin(self, post_id: PostId) -> bool:
        return await self._connection.fetchval(_PIN, post_id) is not None

    async def unpin(self, publication_id: PublicationId) -> bool:
        return await self._connection.fetchval(_UNPIN, publication_id) is not None

    async def set_links(
        self, publication_id: PublicationId, links: Sequence[NavigationLink]
    ) -> None:
        await self._connection.execute(_REMOVE_LINKS, publication_id)
        if links:
            labels, urls = zip(*((link.label, link.url) for link in links), strict=True)
            await self._connection.execute(_ADD_LINKS, publication_id, labels, urls)
