"""Whole discussions in PostgreSQL.

Every comment knows its place in the discussion of its post. So any stretch of it is one range of an
index, and the replies below a comment end where the next comment stands that is no deeper than it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

from asyncpg import Record

from db import changes
from db.comments import COLUMNS, to_comment
from db.executor import Executor
from db.keyset import in_order, rows_to_read
from db.recording import depends, row_names
from db.scopes import Scope, Scopes
from db.seeing import seen
from domain.comments.reading import ThreadOf, ThreadPage
from domain.ids import UserId
from domain.paging import PageOf, PageRequest

_EVERY_LEVEL = 2**31 - 1

_WANTED = """
      FROM unnest($1::uuid[], $2::uuid[], $3::integer[], $4::uuid[])
           WITH ORDINALITY AS wanted (post_id, root_id, levels, seen_id, ordinal)
      LEFT JOIN comments root ON root.id = wanted.root_id AND root.post_id = wanted.post_id
      LEFT JOIN comments seen ON seen.id = wanted.seen_id AND seen.post_id = wanted.post_id
     CROSS JOIN LATERAL (
               SELECT min(e.position) AS position
                 FROM comments e
                WHERE e.post_id = root.post_id
                  AND e.position > root.position
                  AND e.depth <= root.depth
           ) AS root_end
"""

_FIRST, _LAST = "-9223372036854775808", "9223372036854775807"

_IN_REACH = """
       c.post_id = wanted.post_id
   AND c.depth <= coalesce(root.depth, -1) + wanted.levels::bigint
   AND c.position > coalesce({after} root.position, {first})
   AND c.position < coalesce({before} root_end.position, {last})
"""


@cache  # as many as there are sizes of pages, for both directions
def pages_statement(rows: int, *, backward: bool) -> str:
    """Return what reads stretches of discussions, of as many rows, towards the one side."""
    seen = "seen.position,"
    after, before = ("", seen) if backward else (seen, "")
    direction = "DESC" if backward else "ASC"
    return f"""
    SELECT item.*, wanted.ordinal
    {_WANTED}
     CROSS JOIN LATERAL (
               SELECT {COLUMNS}, c.position
                 FROM visible_comments c
                WHERE {_IN_REACH.format(after=after, before=before, first=_FIRST, last=_LAST)}
                ORDER BY c.position {direction}
                LIMIT {rows}
           ) AS item
     ORDER BY wanted.ordinal, item.position {direction}
    """


COUNTS = f"""
    SELECT (
               SELECT count(*)
                 FROM visible_comments c
                WHERE {_IN_REACH.format(after="", before="", first=_FIRST, last=_LAST)}
           ) AS total
    {_WANTED}
     ORDER BY wanted.ordinal
"""


def _depends(listing: ThreadOf) -> list[str]:
    return [
        changes.rows_of("comments", "post_id", listing.post_id),
        *row_names("posts", [listing.post_id]),
    ]


@depends(lambda _, wanted, **__: chain.from_iterable(_depends(page.listing) for page in wanted))
async def thread_pages(
    database: Executor, wanted: Sequence[PageOf[ThreadOf]], *, seen_by: UserId | None = None
) -> list[ThreadPage]:
    """Read one page of each of many discussions, with one statement for each direction and size.

    Answers one for one.
    """
    kinds = [(rows_to_read(page.request), page.request.backward) for page in wanted]
    read: dict[int, ThreadPage] = {}
    for rows, backward in dict.fromkeys(kinds):
        places = [place for place, kind in enumerate(kinds) if kind == (rows, backward)]
        asked = [wanted[place] for place in places]
        rows_of: defaultdict[int, list[Record]] = defaultdict(list)
        statement = pages_statement(rows, backward=backward)
        for row in await database.fetch(*seen(seen_by, statement, *_parameters(asked))):
            rows_of[row["ordinal"]].append(row)
        for ordinal, (place, page) in enumerate(zip(places, asked, strict=True), start=1):
            read[place] = _page(rows_of[ordinal], page)
    return [read[place] for place in range(len(wanted))]


@depends(lambda _, listings, **__: chain.from_iterable(map(_depends, listings)))
async def thread_counts(
    database: Executor, listings: Sequence[ThreadOf], *, seen_by: UserId | None = None
) -> Sequence[int]:
    asked = [PageOf(listing, PageRequest(size=0)) for listing in listings]
    rows = await database.fetch(*seen(seen_by, COUNTS, *_parameters(asked)))
    return [row["total"] for row in rows]


def _parameters(asked: Sequence[PageOf[ThreadOf]]) -> Iterator[Sequence[object]]:
    """Return the columns of what is wanted, in the order of the statements."""
    listings, requests = [page.listing for page in asked], [page.request for page in asked]
    yield [listing.post_id for listing in listings]
    yield [listing.root_id for listing in listings]
    yield [_EVERY_LEVEL if thread.max_depth is None else thread.max_depth for thread in listings]
    yield [None if request.beside is None else request.beside.id for request in requests]


def _page(rows: Sequence[Record], asked: PageOf[ThreadOf]) -> ThreadPage:
    nodes = [to_comment(row) for row in in_order(rows, asked.request)]
    return ThreadPage(asked, nodes, is_more=len(rows) > len(nodes))


SCOPES: Scopes = {ThreadOf: Scope(_depends)}
