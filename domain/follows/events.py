"""What has happened to follows."""

from dataclasses import dataclass

from domain.events import Event
from domain.ids import GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowStarted(Event):
    name = "follow.started"
    follower_id: GlobalId
    subject_id: GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowEnded(Event):
    name = "follow.ended"
    follower_id: GlobalId
    subject_id: GlobalId
