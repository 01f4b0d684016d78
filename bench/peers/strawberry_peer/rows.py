"""Reading rows: one statement for a level of the answer."""

from collections import defaultdict
from collections.abc import Callable, Coroutine
from typing import Any, NamedTuple
from uuid import UUID

import asyncpg
from aiodataloader import DataLoader
from asyncpg import Record

POST = """p.id, p.publication_id, p.author_id, p.tag_ids, p.content_id, p.slug, p.title, p.subtitle,
    p.brief, p.published_at, p.reading_minutes, p.comment_count, p.reaction_count"""

_COMMENT = "c.id, c.author_id, c.content_id, c.created_at, c.reaction_count"

_BY_SLUG = f"""
    SELECT {POST}
      FROM posts p
      JOIN publications b ON b.id = p.publication_id
     WHERE b.handle = $1 AND p.slug = $2 AND p.status = 'published'
"""

_NEWEST = """
    SELECT {columns}
      FROM posts p
     WHERE p.status = 'published'
     ORDER BY p.published_at DESC, p.id DESC
     LIMIT {take}
"""

_CHILDREN = """
    SELECT wanted.ordinal, item.*
      FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted (id, ordinal)
     CROSS JOIN LATERAL (
               SELECT {columns}
                 FROM {source}
                ORDER BY {order}
                LIMIT {take}
           ) AS item
     ORDER BY wanted.ordinal, {order}
"""


class Children(NamedTuple):
    """Rows that belong to another one, and their order."""

    columns: str
    source: str
    order: str


_SHOWN = "c.hidden_at IS NULL AND NOT c.is_buried"

COMMENTS = Children(
    _COMMENT,
    f"comments c WHERE c.post_id = wanted.id AND c.parent_id IS NULL AND {_SHOWN}",
    "created_at, id",
)
REPLIES = Children(
    _COMMENT, f"comments c WHERE c.parent_id = wanted.id AND {_SHOWN}", "created_at, id"
)
MEMBERS = Children(
    "m.user_id, m.role, m.joined_at",
    "memberships m WHERE m.publication_id = wanted.id",
    "joined_at, user_id",
)

_LoadLists = Callable[[list[UUID]], Coroutine[Any, Any, list[list[Record]]]]


class Loaders:
    """What one request has to itself."""

    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool = pool
        self._pages: dict[tuple[Children, int], DataLoader[UUID, list[Record]]] = {}
        self.user = self._by_id("SELECT id, username, name, avatar_url FROM users")
        self.publication = self._by_id("SELECT id, handle, name, description FROM publications")
        self.tag = self._by_id("SELECT id, slug, name FROM tags")
        self.content = self._by_id("SELECT id, html FROM contents")

    async def post_by_slug(self, publication: str, slug: str) -> Record | None:
        return await self._pool.fetchrow(_BY_SLUG, publication, slug)

    async def newest_posts(self, first: int) -> list[Record]:
        return await self._pool.fetch(_NEWEST.format(columns=POST, take=first + 1))

    def children(self, what: Children, first: int) -> DataLoader[UUID, list[Record]]:
        """Return the loader of one page of children for each parent, and of one child more."""
        known = self._pages.get((what, first))
        if known is None:
            statement = _CHILDREN.format(**what._asdict(), take=first + 1)
            known = self._pages[what, first] = DataLoader(self._lists(statement))
        return known

    def _by_id(self, select: str) -> DataLoader[UUID, Record]:
        statement = f"{select} WHERE id = ANY($1::uuid[])"

        async def load(ids: list[UUID]) -> list[Record]:
            found = {row["id"]: row for row in await self._pool.fetch(statement, ids)}
            return [found[id] for id in ids]

        return DataLoader(load)

    def _lists(self, statement: str) -> _LoadLists:
        async def load(ids: list[UUID]) -> list[list[Record]]:
            lists: defaultdict[int, list[Record]] = defaultdict(list)
            for row in await self._pool.fetch(statement, ids):
                lists[row["ordinal"]].append(row)
            return [lists[ordinal] for ordinal in range(1, len(ids) + 1)]

        return load
