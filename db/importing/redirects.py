"""Old addresses of what has been imported."""

from collections.abc import Sequence
from datetime import datetime

from db.executor import Executor
from domain.ids import PublicationId
from domain.importing.ports import OldAddress

# A text that lives at an address is never hidden by a redirect from there.
_ADD = """
    INSERT INTO redirects
           (id, publication_id, source, post_id, page_id, url, is_permanent, created_at)
    SELECT id, publication_id, source, post_id, page_id, url, is_permanent, $8
      FROM unnest(
               $1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::text[], $7::boolean[]
           ) AS old (id, publication_id, source, post_id, page_id, url, is_permanent)
     WHERE NOT EXISTS (
               SELECT FROM posts p
                WHERE p.publication_id = old.publication_id AND p.path = old.source
           )
       AND NOT EXISTS (
               SELECT FROM pages g
                WHERE g.publication_id = old.publication_id AND g.path = old.source
           )
     ORDER BY source
        ON CONFLICT (publication_id, source) DO NOTHING
"""

_ELSEWHERE = """
    SELECT old.source
      FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::text[])
           AS old (publication_id, source, post_id, page_id, url)
     WHERE NOT EXISTS (
               SELECT FROM redirects r
                WHERE r.publication_id = old.publication_id
                  AND r.source = old.source
                  AND (r.post_id, r.page_id, r.url)
                      IS NOT DISTINCT FROM (old.post_id, old.page_id, old.url)
           )
"""

_REPLACE = """
    UPDATE redirects
       SET post_id = $3, page_id = $4, url = $5, is_permanent = $6
     WHERE publication_id = $1 AND source = $2
"""

_REMOVE = "DELETE FROM redirects WHERE publication_id = $1 AND source = $2"


class RedirectRepository:
    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def add(self, addresses: Sequence[OldAddress], *, at: datetime) -> Sequence[str]:
        publications = [address.publication_id for address in addresses]
        sources = [address.source for address in addresses]
        posts = [address.post_id for address in addresses]
        pages = [address.page_id for address in addresses]
        urls = [address.url for address in addresses]
        await self._connection.execute(
            _ADD,
            [address.id for address in addresses],
            publications,
            sources,
            posts,
            pages,
            urls,
            [address.is_permanent for address in addresses],
            at,
        )
        rows = await self._connection.fetch(_ELSEWHERE, publications, sources, posts, pages, urls)
        return [row["source"] for row in rows]

    async def replace(self, address: OldAddress) -> None:
        await self._connection.execute(
            _REPLACE,
            address.publication_id,
            address.source,
            address.post_id,
            address.page_id,
            address.url,
            address.is_permanent,
        )

    async def remove(self, publication_id: PublicationId, source: str) -> None:
        await self._connection.execute(_REMOVE, publication_id, source)
