"""Facts about whole people."""

from dataclasses import dataclass

from domain.events import Event
from domain.ids import GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class UserDeleted(Event):
    """Somebody has left. Nothing tells which anonymous person what they left belongs to."""

    name = "user.deleted"
    user_id: GlobalId
    content: str
    """What became of posts and comments: `erase` or `keep_anonymous`."""
