"""The lists that posts are read in. Published posts only, but for those of people who write."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import NamedTuple

from domain.clock import Clock
from domain.ids import PostId, PublicationId, TagId, UserId
from domain.model import Model
from domain.ordering import MOMENT, NUMBER, Order
from domain.paging import ChildListing, Listing
from domain.posts.models import Post, PostStatus


class Sorting(NamedTuple):
    """An order, and how far back it looks."""

    order: Order
    period: timedelta | None = None


_NEWEST = Order("newest posts", "published_at", MOMENT, descending=True)
_OLDEST = Order("oldest posts", "published_at", MOMENT)
_MOST_REACTED = Order("most reacted posts", "reaction_count", NUMBER, descending=True)
_RISING = Order("rising posts", "risen_to", NUMBER, descending=True)
_MOST_DISCUSSED = Order("most discussed posts", "comment_count", NUMBER, descending=True)


class PostOrder(Enum):
    NEWEST = Sorting(_NEWEST)
    OLDEST = Sorting(_OLDEST)
    MOST_REACTED = Sorting(_MOST_REACTED)
    MOST_DISCUSSED = Sorting(_MOST_DISCUSSED)
    RISING = Sorting(_RISING)
    TOP_OF_DAY = Sorting(_MOST_REACTED, timedelta(days=1))
    TOP_OF_WEEK = Sorting(_MOST_REACTED, timedelta(weeks=1))
    TOP_OF_MONTH = Sorting(_MOST_REACTED, timedelta(days=30))
    TOP_OF_YEAR = Sorting(_MOST_REACTED, timedelta(days=365))

    @property
    def order(self) -> Order:
        return self.value.order

    def since(self, now: Clock) -> datetime | None:
        """Return the moment before which posts are left out, if there is one.

        The clock is read only then: an answer that no clock was read for holds until a row changes.
        """
        return None if self.value.period is None else now() - self.value.period


class RisingPost(Post, frozen=True):
    """A post, and how far it has risen: the younger, and the more taken up, the higher."""

    risen_to: int


class RelatedPost(Post, frozen=True):
    """A post, and how near it is to another one."""

    relatedness: int


# The fields of a filter that hold names in addresses.
_NAMES = ("publication", "author", "tag")


class PostFilter(Model, frozen=True):
    """What posts must have in common. None leaves a thing open."""

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
        values = {name: getattr(self, name) for name in self.asked}
        names = {name: values[name].lower() for name in _NAMES if name in values}
        return tuple((values | names).values())


@dataclass(frozen=True, slots=True)
class _SortedPosts:
    sorted_as: PostOrder
    since: datetime | None
    """The moment before which posts are left out, where the order looks back only so far."""

    @property
    def order(self) -> Order:
        return self.sorted_as.order

    @property
    def arguments(self) -> tuple[object, ...]:
        return () if self.since is None else (self.since,)


@dataclass(frozen=True, slots=True)
class Posts(_SortedPosts, Listing[Post]):
    """The posts that pass a filter."""

    filter: PostFilter

    @property
    def arguments(self) -> tuple[object, ...]:
        period = () if self.since is None else (self.since,)
        return (*self.filter.arguments, *period)


@dataclass(frozen=True, slots=True)
class PostsIn(_SortedPosts, ChildListing[Post]):
    """The posts of one publication."""

    publication_id: PublicationId

    @property
    def parent(self) -> PublicationId:
        return self.publication_id


@dataclass(frozen=True, slots=True)
class PostsBy(_SortedPosts, ChildListing[Post]):
    """The posts that one user wrote, alone or with others."""

    user_id: UserId

    @property
    def parent(self) -> UserId:
        return self.user_id


@dataclass(frozen=True, slots=True)
class PostsTagged(_SortedPosts, ChildListing[Post]):
    """The posts filed under one tag."""

    tag_id: TagId

    @property
    def parent(self) -> TagId:
        return self.tag_id


MOST_RELATED = Order("most related posts", "relatedness", NUMBER, descending=True)


@dataclass(frozen=True, slots=True)
class PostsRelated(ChildListing[RelatedPost]):
    """The posts nearest to one, of those that have something in common with it."""

    order = MOST_RELATED
    post_id: PostId

    @property
    def parent(self) -> PostId:
        return self.post_id


NEWEST_EDITED = Order("newest edited posts", "updated_at", MOMENT, descending=True)


@dataclass(frozen=True, slots=True)
class PostsWritten(ChildListing[Post]):
    """The posts that one user wrote, alone or with others, in any of some states."""

    order = NEWEST_EDITED
    user_id: UserId
    statuses: tuple[PostStatus, ...]

    @property
    def parent(self) -> UserId:
        return self.user_id

    @property
    def arguments(self) -> tuple[object, ...]:
        return (self.statuses,)


@dataclass(frozen=True, slots=True)
class PostsUnpublished(ChildListing[Post]):
    """The posts of one publication that are not public, in any of some states."""

    order = NEWEST_EDITED
    publication_id: PublicationId
    statuses: tuple[PostStatus, ...]

    @property
    def parent(self) -> PublicationId:
        return self.publication_id

    @property
    def arguments(self) -> tuple[object, ...]:
        return (self.statuses,)
