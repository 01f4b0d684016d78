"""What happens to people as everyone sees them."""

from dataclasses import dataclass

from domain.events import Event
from domain.ids import GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class UserUpdated(Event):
    name = "user.updated"
    user_id: GlobalId
    changed: tuple[str, ...]
    """The fields that have other values now, as callers call them."""
