"""What has happened between two people, of whom one alone may know it."""

from dataclasses import dataclass

from domain.events import Event
from domain.ids import GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class _OwnAffair(Event):
    """Nobody but `told_to` is ever told: not the other one, and nobody who follows along."""

    told_to: GlobalId
    user_id: GlobalId
    """The other one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonBlocked(_OwnAffair):
    name = "person.blocked"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonUnblocked(_OwnAffair):
    name = "person.unblocked"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonMuted(_OwnAffair):
    name = "person.muted"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonUnmuted(_OwnAffair):
    name = "person.unmuted"
