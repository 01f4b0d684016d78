"""What searching needs from storage. All of it shows only what everyone may see."""

from collections.abc import Mapping, Sequence
from typing import Protocol
from uuid import UUID

from domain.paging import PageRequest
from domain.search.highlights import Highlight
from domain.search.models import Facets, Hit, SearchOf, SearchPage, SearchType, Suggested


class SearchReader(Protocol):
    async def matches(self, listing: SearchOf, request: PageRequest) -> SearchPage:
        """Read one page of what has the words. It says from which moment on it was looked for."""

    async def alike(self, listing: SearchOf, request: PageRequest) -> SearchPage:
        """Read one page of what has a name that is written alike, where storage can tell."""

    async def count(self, listing: SearchOf) -> int:
        """Count the matches, MOST_COUNTED at most."""

    async def facets(self, listing: SearchOf) -> Facets: ...

    async def highlights(
        self, listing: SearchOf, hits: Sequence[Hit]
    ) -> Mapping[UUID, Sequence[Highlight]]: ...

    async def suggested(
        self, words: Sequence[str], types: Sequence[SearchType], most: int
    ) -> Sequence[Suggested]:
        """Find names with all of the words, of which the last has only been begun."""
