"""Posts to be read one after the other."""

from dataclasses import dataclass
from datetime import datetime

from domain.ids import PublicationId, SeriesId
from domain.model import Model
from domain.ordering import MOMENT, NUMBER, Order
from domain.paging import ChildListing
from domain.posts.models import Post

NEWEST_SERIES = Order("newest series", "created_at", MOMENT, descending=True)
PARTS_IN_ORDER = Order("parts of a series", "position", NUMBER)


class Series(Model, frozen=True):
    id: SeriesId
    publication_id: PublicationId
    slug: str
    title: str
    description: str | None
    created_at: datetime
    is_public: bool = False
    """Whether any of its posts is."""


class PostInSeries(Post, frozen=True):
    """A post, and its place in one series."""

    position: int


@dataclass(frozen=True, slots=True)
class SeriesOf(ChildListing[Series]):
    """The series of one publication, newest first."""

    order = NEWEST_SERIES
    publication_id: PublicationId

    @property
    def parent(self) -> PublicationId:
        return self.publication_id


@dataclass(frozen=True, slots=True)
class EverySeriesOf(SeriesOf):
    """The series of one publication, those included that have no published post."""


@dataclass(frozen=True, slots=True)
class PostsInSeries(ChildListing[Post]):
    """The published posts of one series, in the order its editors chose."""

    order = PARTS_IN_ORDER
    series_id: SeriesId

    @property
    def parent(self) -> SeriesId:
        return self.series_id


@dataclass(frozen=True, slots=True)
class EveryPostInSeries(PostsInSeries):
    """The posts of one series in any state, in the order its editors chose."""
