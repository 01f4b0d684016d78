"""What can be looked for, and what is found."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Any
from uuid import UUID

from domain.comments.models import Comment
from domain.ids import TagId, UserId
from domain.model import Model
from domain.ordering import Position
from domain.paging import Cursor, Edge, Listing, Page, PageInfo
from domain.posts.models import Post
from domain.publications.models import Publication
from domain.search.places import Place
from domain.tags.models import Tag
from domain.users.models import User

LONGEST_QUERY = 500
LONGEST_PREFIX = 100
LONGEST_LANGUAGE = 35

MOST_RANKED = 100
"""How many posts that match are ranked: the newest ones, where there are more."""

MOST_NAMED = 25
"""How many posts are ranked besides that match by their titles alone."""

MOST_RANKED_OF_OTHERS = 50
"""How many matches of each other type are ranked."""

MOST_COUNTED = 10_000
"""How far matches are counted."""

MOST_FOR_FACETS = 1_000
"""In how many matching posts, the newest ones, tags and authors are counted."""

FACETS = 10
"""How many tags, and how many authors, are told."""

Found = Post | Comment | User | Tag | Publication
"""What a search finds."""


class SearchType(Enum):
    POST = "post"
    COMMENT = "comment"
    USER = "user"
    TAG = "tag"
    PUBLICATION = "publication"


EVERY_TYPE = tuple(SearchType)


class SearchFilter(Model, frozen=True):
    """What matches must have in common. None leaves a thing open."""

    publication: str | None = None
    author: str | None = None
    tag: str | None = None
    language: str | None = None
    published_from: datetime | None = None
    published_before: datetime | None = None

    @property
    def asked(self) -> tuple[str, ...]:
        """The names of the fields that are not left open."""
        return tuple(name for name in self.__struct_fields__ if getattr(self, name) is not None)

    @property
    def arguments(self) -> tuple[object, ...]:
        """What they are asked for. Names in addresses are found in upper case, too."""
        values = (getattr(self, name) for name in self.asked)
        return tuple(value.lower() if isinstance(value, str) else value for value in values)


_OF_TEXTS_ALONE = frozenset({SearchType.POST, SearchType.COMMENT})
"""Only these have what a filter asks for."""


class Hit(Model, frozen=True):
    """That something was found, and how well it matches."""

    type: SearchType
    id: UUID
    score: int


@dataclass(frozen=True, slots=True)
class SearchOf(Listing[Hit]):
    """Everything that matches some words, the best match first.

    What is found stays the same while somebody pages: what comes later than `as_of` is left out.
    """

    text: str
    types: tuple[SearchType, ...]
    filter: SearchFilter
    as_of: datetime | None = None
    """The moment of the first page, once it is known."""
    is_by_likeness: bool = False
    """Whether names are looked for that are written alike, as nothing has the words themselves."""

    @classmethod
    def of(
        cls, text: str, types: Sequence[SearchType] | None, narrowed: SearchFilter
    ) -> "SearchOf":
        wanted = set(EVERY_TYPE if types is None else types)
        if narrowed.asked:
            wanted &= _OF_TEXTS_ALONE
        return cls(text.strip(), tuple(each for each in SearchType if each in wanted), narrowed)

    @property
    def is_for_nothing(self) -> bool:
        return not self.text or not self.types

    @property
    def question(self) -> tuple[object, ...]:
        """What tells this search from others: no cursor of one is a place in another."""
        names = [each.value for each in self.types]
        return self.text, *names, *self.filter.asked, *map(str, self.filter.arguments)

    def going_on(self, place: Place) -> "SearchOf":
        """Return the same search, as it was when somebody was at this place."""
        return replace(self, as_of=place.as_of, is_by_likeness=place.is_by_likeness)

    def position_of(self, item: Hit) -> Position:
        return Position(item.score, item.id)

    def cursor_of(self, item: Hit) -> Cursor:
        if self.as_of is None:
            raise ValueError("Nothing of it has been read yet.")
        return Place(self.as_of, self.is_by_likeness, item.score, item.id).cursor(self.question)


class SearchEdge(Edge[Found], frozen=True):
    """Something that was found."""

    node: Found
    listing: SearchOf
    hit: Hit

    @property
    def cursor(self) -> Cursor:
        return self.listing.cursor_of(self.hit)


class SearchPage(Page[Hit], frozen=True):
    """A stretch of what was found."""

    nodes: Sequence[Any]
    """Hits, until they are looked up."""


class FoundPage(Model, frozen=True):
    """A stretch of what was found, with what it is."""

    page: SearchPage
    edges: Sequence[SearchEdge]

    @property
    def listing(self) -> SearchOf:
        listing: SearchOf = self.page.asked.listing  # type: ignore[assignment]  # it was asked for so
        return listing

    @property
    def nodes(self) -> Sequence[Found]:
        return [edge.node for edge in self.edges]

    @property
    def page_info(self) -> PageInfo:
        return self.page.page_info

    @property
    def is_by_likeness(self) -> bool:
        return self.listing.is_by_likeness


class CountedTag(Model, frozen=True):
    tag_id: TagId
    count: int


class CountedAuthor(Model, frozen=True):
    user_id: UserId
    count: int


class Facets(Model, frozen=True):
    """What matching posts have in common, and how many of them."""

    tags: Sequence[CountedTag]
    authors: Sequence[CountedAuthor]
    is_complete: bool
    """Whether all matching posts were counted."""


NO_FACETS = Facets((), (), is_complete=True)


class Suggested(Model, frozen=True):
    """Something whose name goes on as somebody has begun to write."""

    type: SearchType
    id: UUID
    text: str


class Suggestion(Model, frozen=True):
    text: str
    node: Found
