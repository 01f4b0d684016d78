"""Finding things by their words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from domain.paging import PageOf, PageRequest
from domain.search.highlights import Highlight
from domain.search.models import (
    EVERY_TYPE,
    NO_FACETS,
    Facets,
    SearchEdge,
    SearchOf,
    SearchPage,
    SearchType,
    Suggested,
)
from domain.search.ports import SearchReader

_WORDS = re.compile(r"[^\W_]+(?:[.-][^\W_]+)*")
_MOST_WORDS = 10
_FEWEST_BYTES = 2
"""One letter begins nearly everything; one character of other scripts says enough."""


@dataclass(frozen=True, slots=True)
class SearchService:
    reader: SearchReader

    async def found(self, listing: SearchOf, request: PageRequest) -> SearchPage:
        """Read one page of what matches.

        Where nothing has the words, they may not be written right: then names are found that are
        written alike.
        """
        if listing.is_for_nothing:
            return SearchPage(PageOf(listing, request), (), is_more=False)
        if listing.is_by_likeness:
            return await self.reader.alike(listing, request)
        page = await self.reader.matches(listing, request)
        if page.nodes or request.beside is not None or request.size == 0:
            return page
        alike = await self.reader.alike(replace(listing, is_by_likeness=True), request)
        return alike if alike.nodes else page

    async def count(self, listing: SearchOf) -> int:
        return 0 if listing.is_for_nothing else await self.reader.count(listing)

    async def facets(self, listing: SearchOf) -> Facets:
        if listing.is_for_nothing or SearchType.POST not in listing.types:
            return NO_FACETS
        return await self.reader.facets(listing)

    async def highlights(
        self, listing: SearchOf, edges: Sequence[SearchEdge]
    ) -> Mapping[UUID, Sequence[Highlight]]:
        if listing.is_by_likeness:
            return {}
        return await self.reader.highlights(listing, [edge.hit for edge in edges])

    async def suggested(
        self, prefix: str, types: Sequence[SearchType] | None, most: int
    ) -> Sequence[Suggested]:
        words = _WORDS.findall(prefix.lower())[-_MOST_WORDS:]
        if most == 0 or not words or len(words[-1].encode()) < _FEWEST_BYTES:
            return ()
        wanted = EVERY_TYPE if types is None else types
        # Comments have no names.
        named = [each for each in SearchType if each in wanted and each is not SearchType.COMMENT]
        return await self.reader.suggested(words, named, most) if named else ()
