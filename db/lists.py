"""Every list there is, read and counted by the statements of its kind."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, TypeVar

from asyncpg import Record

from db import (
    access_tokens,
    audit,
    authorship,
    badges,
    blocks,
    bookmarks,
    claims,
    comment_history,
    comments,
    feed,
    feed_ranking,
    follows,
    invitations,
    moderation,
    pages,
    post_lists,
    previews,
    publications,
    reactions,
    reading,
    redirects,
    reviews,
    revision_history,
    series,
    sessions,
    tags,
    threads,
    uploads,
    users,
)
from db.executor import Executor
from db.keyset import Form, ListOf, Lists, page_of, rows_to_read
from db.recording import UNKNOWN, depends, reader_depends, row_names
from db.scopes import Scopes
from db.seeing import SeeingReader, seen
from domain.comments.reading import ThreadOf
from domain.ids import UserId
from domain.paging import ChildListing, Listing, Page, PageOf, PageRequest
from domain.posts.listings import Posts

Node = TypeVar("Node")
Grouped = TypeVar("Grouped")

LISTS: Lists = {
    **access_tokens.LISTS,
    **audit.LISTS,
    **badges.LISTS,
    **authorship.LISTS,
    **blocks.LISTS,
    **bookmarks.LISTS,
    **claims.LISTS,
    **comment_history.LISTS,
    **comments.LISTS,
    **feed.LISTS,
    **feed_ranking.LISTS,
    **follows.LISTS,
    **invitations.LISTS,
    **moderation.LISTS,
    **pages.LISTS,
    **post_lists.LISTS,
    **previews.LISTS,
    **publications.LISTS,
    **reactions.LISTS,
    **reading.LISTS,
    **redirects.LISTS,
    **reviews.LISTS,
    **revision_history.LISTS,
    **series.LISTS,
    **sessions.LISTS,
    **tags.LISTS,
    **uploads.LISTS,
    **users.LISTS,
}
"""How lists of each kind, in each order they are offered in, are read."""


SCOPES: Scopes = {
    **access_tokens.SCOPES,
    **audit.SCOPES,
    **badges.SCOPES,
    **authorship.SCOPES,
    **blocks.SCOPES,
    **bookmarks.SCOPES,
    **claims.SCOPES,
    **comment_history.SCOPES,
    **comments.SCOPES,
    **feed.SCOPES,
    **feed_ranking.SCOPES,
    **follows.SCOPES,
    **invitations.SCOPES,
    **moderation.SCOPES,
    **pages.SCOPES,
    **post_lists.SCOPES,
    **previews.SCOPES,
    **publications.SCOPES,
    **reactions.SCOPES,
    **reading.SCOPES,
    **redirects.SCOPES,
    **reviews.SCOPES,
    **revision_history.SCOPES,
    **series.SCOPES,
    **sessions.SCOPES,
    **tags.SCOPES,
    **threads.SCOPES,
    **uploads.SCOPES,
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


class ListReader(SeeingReader):
    """Reads lists that belong to nothing, one at a time."""

    @reader_depends(lambda page, *_: _page_depends(page))
    async def page(self, listing: Listing[Node], request: PageRequest) -> Page[Node]:
        found = _list_of(listing)
        statement = found.statement(Form.OF_NOTHING, request)
        asked = (*listing.arguments, *(request.beside or ()))
        rows = await self.database.fetch(*seen(self.seen_by, statement, *asked))
        return page_of(rows, PageOf(listing, request), found.build)


@depends(lambda read, _, **__: chain.from_iterable(map(_page_depends, read)))
async def child_pages(
    database: Executor,
    wanted: Sequence[PageOf[ChildListing[Any]]],
    *,
    seen_by: UserId | None = None,
) -> list[Page[Any]]:
    """Read one page of each of many lists, with one statement for each kind and direction.

    Answers one for one.
    """
    read: dict[int, Page[Any]] = {}
    for places in _places(wanted, _kind_of_page):
        asked = [wanted[place] for place in places]
        found = _list_of(asked[0].listing)
        groups = await _rows_by_list(database, found, asked, seen_by)
        for place, page, rows in zip(places, asked, groups, strict=True):
            read[place] = page_of(rows, page, found.build)
    return [read[place] for place in range(len(wanted))]


@depends(lambda _, listings, **__: chain.from_iterable(map(_list_depends, listings)))
async def totals(
    database: Executor, listings: Sequence[Listing[Any]], *, seen_by: UserId | None = None
) -> list[int]:
    """Count many lists, with one statement for each kind among them. Answers one for one."""
    counted: dict[int, int] = {}
    for places in _places(listings, _kind):
        same = [listings[place] for place in places]
        counted.update(zip(places, await _count(database, same, seen_by), strict=True))
    return [counted[place] for place in range(len(listings))]


async def _count(
    database: Executor, same: Sequence[Listing[Any]], seen_by: UserId | None
) -> Sequence[int]:
    """Count lists of one kind."""
    first = same[0]
    if isinstance(first, ThreadOf):
        of_threads = [each for each in same if isinstance(each, ThreadOf)]
        return await threads.thread_counts(database, of_threads, seen_by=seen_by)
    found = _list_of(first)
    if first.parent is None:
        counted = seen(seen_by, found.count, *first.arguments)
        return [await database.fetchval(*counted)] * len(same)
    parents = [listing.parent for listing in same]
    rows = await database.fetch(*seen(seen_by, found.counts, parents, *first.arguments))
    return [row["total"] for row in rows]


async def _rows_by_list(
    database: Executor,
    found: ListOf[Any],
    asked: Sequence[PageOf[ChildListing[Any]]],
    seen_by: UserId | None,
) -> Sequence[Sequence[Record]]:
    first = asked[0]
    arguments = first.listing.arguments
    if len(asked) == 1:
        statement = found.statement(Form.OF_ONE, first.request)
        whole = (first.listing.parent, *arguments, *(first.request.beside or ()))
        return [await database.fetch(*seen(seen_by, statement, *whole))]
    positions = [page.request.beside for page in asked if page.request.beside is not None]
    statement = found.statement(Form.OF_MANY, first.request)
    parents = [page.listing.parent for page in asked]
    all_of_them = (parents, *arguments, *zip(*positions, strict=True))
    rows = await database.fetch(*seen(seen_by, statement, *all_of_them))
    groups: list[list[Record]] = [[] for _ in asked]
    for row in rows:
        groups[row[-1] - 1].append(row)
    return groups


def _list_of(listing: Listing[Any]) -> ListOf[Any]:
    if isinstance(listing, Posts):
        return post_lists.filtered(listing)
    return LISTS[type(listing), listing.sorted_as]


def _kind_of_page(page: PageOf[ChildListing[Any]]) -> object:
    """Return what pages must have in common to be read by one statement."""
    listing, request = page.listing, page.request
    kind = (type(listing), listing.sorted_as, listing.arguments)
    return kind, request.backward, request.beside is None, rows_to_read(request)


def _kind(listing: Listing[Any]) -> object:
    """Return what lists must have in common to be counted by one statement."""
    if isinstance(listing, ThreadOf):
        return ThreadOf
    if isinstance(listing, ChildListing):
        return type(listing), listing.sorted_as, listing.arguments
    return listing


def _places(items: Sequence[Grouped], kind: Callable[[Grouped], object]) -> Iterable[Sequence[int]]:
    """Return the places of the items of each kind."""
    groups: defaultdict[object, list[int]] = defaultdict(list)
    for place, item in enumerate(items):
        groups[kind(item)].append(place)
    return groups.values()
