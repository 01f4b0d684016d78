"""What has happened to redirects."""

from dataclasses import dataclass

from domain.events import Event
from domain.ids import GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectEvent(Event):
    redirect_id: GlobalId
    publication_id: GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectCreated(RedirectEvent):
    name = "redirect.created"


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectUpdated(RedirectEvent):
    name = "redirect.updated"


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectDeleted(RedirectEvent):
    name = "redirect.deleted"
