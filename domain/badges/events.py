"""What has happened to badges."""

from dataclasses import dataclass

from domain.events import Event
from domain.ids import GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeCreated(Event):
    name = "badge.created"
    badge_id: GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeUpdated(Event):
    name = "badge.updated"
    badge_id: GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeDeleted(Event):
    name = "badge.deleted"
    badge_id: GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeAwarded(Event):
    name = "badge.awarded"
    badge_id: GlobalId
    user_id: GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeRevoked(Event):
    name = "badge.revoked"
    badge_id: GlobalId
    user_id: GlobalId
