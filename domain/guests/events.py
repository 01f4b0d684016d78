"""What happens to guests. Their comments are announced like all others."""

from dataclasses import dataclass

from domain.events import Event
from domain.ids import GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestArrived(Event):
    """Somebody without an account has proved an address for the first time."""

    name = "guest.arrived"
    user_id: GlobalId
