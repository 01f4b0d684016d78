"""Every list there is, read and counted by the statements of its kind."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, TypeVar

from asyncpg import Record

from db import comments, pages, post_lists, publications, redirects, series, tags, threads, users
from db.executor import Executor
from db.keyset import ListOf, Lists, beside, page_of, rows_to_read
from db.recording import UNKNOWN, Reader, depends, reader_depends, row_names
from db.scopes import Scopes
from domain.comments.reading import ThreadOf
from domain.paging import ChildListing, Listing, Page, PageOf, PageRequest
from domain.posts.listings import Posts

Node = TypeVar("Node")
Grouped = TypeVar("Grouped")

LISTS: Lists = {
    **comments.LISTS,
    **pages.LISTS,
    **post_lists.LISTS,
    **publications.LISTS,
    **redirects.LISTS,
    **series.LISTS,
    **tags.LISTS,
    **users.LISTS,
}
"""How lists of each kind, in each order they are offered in, are read."""


SCOPES: Scopes = {
    **comments.SCOPES,
    **pages.SCOPES,
    **post_lists.SCOPES,
    **publications.SCOPES,
    **redirects.SCOPES,
    **series.SCOPES,
    **tags.SCOPES,
    **threads.SCOPES,
    **users.SCOPES,
}
"""What lists of each kind depend on."""


def _list_depends(listing: Listing[Any]) -> Iterable[str]:
    scope = SCOPES.get(type(listing))
    return [UNKNOWN] if scope is None else scope.names(listing)


def _page_depends(page: Page[Any]) -> Iterator[str]:
    yield from _list_depends(page.listing)
    scope = SCOPES.get(type(page.listing))
    if scope is not None and scope.shows is not None:
        yield from row_names(scope.shows, (item.id for item in page.nodes))


class ListReader(Reader):
    """Reads lists that belong to nothing, one at a time."""

    @reader_depends(lambda page, *_: _page_depends(page))
    async def page(self, listing: Listing[Node], request: PageRequest) -> Page[Node]:
        found = _list_of(listing)
        statement = found.page.towards(request)
        rows = await self.database.fetch(
            statement, *beside(request), rows_to_read(request), *listing.arguments
        )
        return page_of(rows, PageOf(listing, request), found.build)


@depends(lambda read, _: chain.from_iterable(map(_page_depends, read.values())))
async def child_pages(
    database: Executor, wanted: Sequence[PageOf[ChildListing[Any]]]
) -> Mapping[PageOf[ChildListing[Any]], Page[Any]]:
    """Read one page of each of many lists, with one statement for each kind and direction."""
    read: dict[PageOf[ChildListing[Any]], Page[Any]] = {}
    for asked in _groups(wanted, lambda page: (_kind(page.listing), page.request.backward)):
        found = _list_of(asked[0].listing)
        groups = await _rows_by_list(database, found, asked)
        for page, rows in zip(asked, groups, strict=True):
            read[page] = page_of(rows, page, found.build)
    return read


@depends(lambda _, listings: chain.from_iterable(map(_list_depends, listings)))
async def totals(
    database: Executor, listings: Sequence[Listing[Any]]
) -> Mapping[Listing[Any], int]:
    """Count many lists, with one statement for each kind among them."""
    discussions = [listing for listing in listings if isinstance(listing, ThreadOf)]
    counted: dict[Listing[Any], int] = {}
    if discussions:
        counted |= await threads.thread_counts(database, discussions)
    for same in _groups((other for other in listings if not isinstance(other, ThreadOf)), _kind):
        first, found = same[0], _list_of(same[0])
        if isinstance(first, ChildListing):
            parents = [listing.parent for listing in same if isinstance(listing, ChildListing)]
            rows = await database.fetch(found.counts, parents, *first.arguments)
            counted.update(zip(same, (row["total"] for row in rows), strict=True))
        else:
            counted[first] = await database.fetchval(found.count, *first.arguments)
    return counted


async def _rows_by_list(
    database: Executor, found: ListOf[Any], asked: Sequence[PageOf[ChildListing[Any]]]
) -> Sequence[Sequence[Record]]:
    positions = [beside(page.request) for page in asked]
    rows = await database.fetch(
        found.pages.towards(asked[0].request),
        [page.listing.parent for page in asked],
        [key for key, _ in positions],
        [id for _, id in positions],
        [rows_to_read(page.request) for page in asked],
        *asked[0].listing.arguments,
    )
    groups: list[list[Record]] = [[] for _ in asked]
    for row in rows:
        groups[row["ordinal"] - 1].append(row)
    return groups


def _list_of(listing: Listing[Any]) -> ListOf[Any]:
    if isinstance(listing, Posts):
        return post_lists.filtered(listing)
    return LISTS[type(listing), listing.sorted_as]


def _kind(listing: Listing[Any]) -> object:
    """Return what lists must have in common to be read by one statement."""
    if isinstance(listing, ChildListing):
        return type(listing), listing.sorted_as, listing.arguments
    return listing


def _groups(items: Iterable[Grouped], kind: Any) -> Iterable[Sequence[Grouped]]:
    groups: defaultdict[object, list[Grouped]] = defaultdict(list)
    for item in items:
        groups[kind(item)].append(item)
    return groups.values()
