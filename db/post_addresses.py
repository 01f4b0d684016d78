"""Where posts stand in a publication, and stood before, inside one unit of work."""

from datetime import datetime

from db.executor import Executor
from db.turns import take_turn
from domain.ids import PublicationId, RedirectId
from domain.naming import LONGEST_SLUG
from domain.posts.models import Post

ADDRESSES = "addresses"
"""What those take turns at who change what stands, or leads on, at a path of a publication."""

_IS_TAKEN = """
    SELECT EXISTS (
               SELECT FROM posts p
                WHERE p.publication_id = $1 AND p.id <> $2 AND p.slug = $3
           )
        OR EXISTS (
               SELECT FROM posts p
                WHERE p.publication_id = $1 AND p.id <> $2 AND p.path = $4
           )
        OR EXISTS (
               SELECT FROM pages g WHERE g.publication_id = $1 AND g.path = $4
           )
        OR EXISTS (
               SELECT FROM redirects r
                WHERE r.publication_id = $1
                  AND r.source = $4
                  AND r.post_id IS DISTINCT FROM $2
           )
"""

# The largest number that is behind this name anywhere. A name that only looks numbered, such as
# one with a year, may make the next number larger than it had to be.
_LAST_NUMBER = r"""
    SELECT max(coalesce(substring(name FROM '-(\d{1,6})$')::integer, 1))
      FROM (
               SELECT p.slug FROM posts p
                WHERE p.publication_id = $1 AND p.id <> $2 AND p.slug ^@ $3
                UNION ALL
               SELECT p.path FROM posts p
                WHERE p.publication_id = $1 AND p.id <> $2 AND p.path ^@ $3
                UNION ALL
               SELECT g.path FROM pages g WHERE g.publication_id = $1 AND g.path ^@ $3
                UNION ALL
               SELECT r.source FROM redirects r
                WHERE r.publication_id = $1
                  AND r.post_id IS DISTINCT FROM $2
                  AND r.source ^@ $3
           ) AS taken (name)
     WHERE name = $3 OR name ~ '-\d{1,6}$' AND regexp_replace(name, '-\d{1,6}$', '') = $3
"""

_COUNT_OLD = "SELECT count(*) FROM redirects WHERE post_id = $1"

_LEAD_HERE = "DELETE FROM redirects WHERE publication_id = $1 AND source = $2 AND post_id = $3"

_LEAD_ON = """
    INSERT INTO redirects (id, publication_id, source, post_id, is_permanent, created_at)
    VALUES ($1, $2, $3, $4, true, $5)
        ON CONFLICT (publication_id, source) DO UPDATE
       SET post_id = excluded.post_id, page_id = NULL, url = NULL, is_permanent = true
"""

_ROOM_FOR_A_NUMBER = len("-999999")


class AddressBook:
    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def take_turn(self, publication_id: PublicationId) -> None:
        await take_turn(self._connection, ADDRESSES, publication_id)

    async def is_free(self, post: Post, slug: str, path: str) -> bool:
        is_taken: bool = await self._connection.fetchval(
            _IS_TAKEN, post.publication_id, post.id, slug, path
        )
        return not is_taken

    async def free_slug(self, post: Post, wanted: str) -> str:
        base = wanted[: LONGEST_SLUG - _ROOM_FOR_A_NUMBER]
        last: int | None = await self._connection.fetchval(
            _LAST_NUMBER, post.publication_id, post.id, base
        )
        return base if last is None else f"{base}-{last + 1}"

    async def count_old(self, post: Post) -> int:
        count: int = await self._connection.fetchval(_COUNT_OLD, post.id)
        return count

    async def lead_here(self, post: Post, new_path: str) -> None:
        await self._connection.execute(_LEAD_HERE, post.publication_id, new_path, post.id)

    async def lead_on(self, post: Post, redirect_id: RedirectId, *, at: datetime) -> None:
        await self._connection.execute(
            _LEAD_ON, redirect_id, post.publication_id, post.path, post.id, at
        )
