"""What has happened to pages."""

from dataclasses import dataclass

from domain.events import Event
from domain.ids import GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEvent(Event):
    page_id: GlobalId
    publication_id: GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCreated(PageEvent):
    name = "page.created"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSaved(PageEvent):
    name = "page.saved"


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePublished(PageEvent):
    name = "page.published"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageUnpublished(PageEvent):
    name = "page.unpublished"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDeleted(PageEvent):
    name = "page.deleted"
