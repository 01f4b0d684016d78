"""What has happened to tags."""

from dataclasses import dataclass

from domain.events import Event
from domain.ids import GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class TagCreated(Event):
    name = "tag.created"
    tag_id: GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class TagUpdated(Event):
    name = "tag.updated"
    tag_id: GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class TagMerged(Event):
    name = "tag.merged"
    tag_id: GlobalId
    """The one that is gone."""
    into_tag_id: GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class TagDeleted(Event):
    name = "tag.deleted"
    tag_id: GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class TagsCurated(Event):
    name = "publication.tags_curated"
    publication_id: GlobalId
