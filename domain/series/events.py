"""What has happened to series."""

from dataclasses import dataclass

from domain.events import Event
from domain.ids import GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesEvent(Event):
    series_id: GlobalId
    publication_id: GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesCreated(SeriesEvent):
    name = "series.created"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesUpdated(SeriesEvent):
    name = "series.updated"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesDeleted(SeriesEvent):
    name = "series.deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostAddedToSeries(SeriesEvent):
    name = "series.post_added"
    post_id: GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRemovedFromSeries(SeriesEvent):
    name = "series.post_removed"
    post_id: GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class PostMovedInSeries(SeriesEvent):
    name = "series.post_moved"
    post_id: GlobalId
