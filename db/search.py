"""Searching in PostgreSQL. What was found is not kept: too much may bring others into it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from asyncpg import Record

from db.executor import Executor
from db.keyset import in_order, rows_to_read
from db.search_by_likeness import alike_count_statement, alike_statement
from db.search_by_words import count_statement, facets_statement, page_statement
from db.search_marks import ANGLES_AGAIN, NO_ANGLES, marked_statement
from db.search_suggestions import begun, suggested_statement
from db.search_wishes import Wish
from db.seeing import seen
from domain.ids import UserId
from domain.paging import PageOf, PageRequest
from domain.search.highlights import Highlight
from domain.search.models import (
    MOST_FOR_FACETS,
    CountedAuthor,
    CountedTag,
    Facets,
    Hit,
    SearchOf,
    SearchPage,
    SearchType,
    Suggested,
)


class PostgresSearch:
    """Finds what everyone may see. Where `seen_by` is given, people are hidden from that viewer."""

    def __init__(self, database: Executor, seen_by: UserId | None = None) -> None:
        self._database = database
        self._seen_by = seen_by

    async def matches(self, listing: SearchOf, request: PageRequest) -> SearchPage:
        statement = page_statement(
            Wish(listing.types, listing.filter.asked),
            rows_to_read(request),
            backward=request.backward,
            from_start=request.beside is None,
        )
        return await self._page(statement, listing, request)

    async def alike(self, listing: SearchOf, request: PageRequest) -> SearchPage:
        if all(kind is SearchType.COMMENT for kind in listing.types):
            return SearchPage(PageOf(listing, request), (), is_more=False)
        statement = alike_statement(
            Wish(listing.types, listing.filter.asked),
            rows_to_read(request),
            backward=request.backward,
            from_start=request.beside is None,
        )
        return await self._page(statement, listing, request)

    async def _page(self, statement: str, listing: SearchOf, request: PageRequest) -> SearchPage:
        position = request.beside or ()
        rows = await self._fetch(statement, *_arguments(listing), *position)
        hits = [
            Hit(SearchType(row["kind"]), row["id"], row["score"]) for row in in_order(rows, request)
        ]
        if rows:
            listing = replace(listing, as_of=rows[0]["as_of"])
        return SearchPage(PageOf(listing, request), hits, is_more=len(rows) > len(hits))

    async def count(self, listing: SearchOf) -> int:
        made = alike_count_statement if listing.is_by_likeness else count_statement
        statement = made(Wish(listing.types, listing.filter.asked))
        [row] = await self._fetch(statement, *_arguments(listing))
        total: int = row["total"]
        return total

    async def facets(self, listing: SearchOf) -> Facets:
        statement = facets_statement(Wish((SearchType.POST,), listing.filter.asked))
        tags, authors, posts = [], [], 0
        for row in await self._fetch(statement, *_arguments(listing)):
            if row["facet"] == "tag":
                tags.append(CountedTag(row["id"], row["number"]))
            elif row["facet"] == "author":
                authors.append(CountedAuthor(row["id"], row["number"]))
            else:
                posts = row["number"]
        return Facets(tags, authors, is_complete=posts <= MOST_FOR_FACETS)

    async def highlights(
        self, listing: SearchOf, hits: Sequence[Hit]
    ) -> Mapping[UUID, Sequence[Highlight]]:
        ids: defaultdict[SearchType, list[UUID]] = defaultdict(list)
        for hit in hits:
            ids[hit.type].append(hit.id)
        kinds = tuple(kind for kind in SearchType if kind in ids)
        rows = await self._fetch(
            marked_statement(kinds), _asked(listing), *(ids[kind] for kind in kinds)
        )
        found: defaultdict[UUID, list[Highlight]] = defaultdict(list)
        for row in rows:
            highlight = Highlight.of(row["field"], row["marked"].translate(ANGLES_AGAIN))
            if highlight is not None:
                found[row["id"]].append(highlight)
        return found

    async def suggested(
        self, words: Sequence[str], types: Sequence[SearchType], most: int
    ) -> Sequence[Suggested]:
        rows = await self._fetch(
            suggested_statement(tuple(types), most), begun(words), " ".join(words), most
        )
        return [Suggested(SearchType(row["kind"]), row["id"], row["text"]) for row in rows]

    async def _fetch(self, statement: str, *arguments: object) -> Sequence[Record]:
        return await self._database.fetch(*seen(self._seen_by, statement, *arguments))


def _arguments(listing: SearchOf) -> Sequence[object]:
    return (_asked(listing), listing.as_of, *listing.filter.arguments)


def _asked(listing: SearchOf) -> str:
    return listing.text.translate(NO_ANGLES)
