"""What has happened to reactions."""

from dataclasses import dataclass

from domain.events import Event
from domain.ids import GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionSet(Event):
    name = "reaction.set"
    subject_id: GlobalId
    user_id: GlobalId
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionRemoved(Event):
    name = "reaction.removed"
    subject_id: GlobalId
    user_id: GlobalId
    kind: str
