"""People who are not heard: whom somebody blocks, and whom they mute."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from domain.ids import UserId
from domain.model import Model
from domain.ordering import MOMENT, Order
from domain.paging import ChildListing
from domain.users.models import User

MOST_PEOPLE = 10_000
"""How many people one person blocks, and how many they mute."""

NEWEST_BLOCKED = Order("newest blocked people", "since", MOMENT, descending=True)
NEWEST_MUTED = Order("newest muted people", "since", MOMENT, descending=True)


class Silence(Enum):
    """How somebody stops hearing from somebody else."""

    BLOCK = "block"
    """The two do not exist for each other."""
    MUTE = "mute"
    """The one does not hear from the other, who is not told."""


class Silenced(User, frozen=True):
    """A person, and since when they are blocked or muted."""

    since: datetime


class Standing(Model, frozen=True):
    """How somebody stands to another person, and the other to them."""

    is_blocking: bool = False
    is_muting: bool = False
    is_blocked: bool = False
    """Whether the other one blocks them."""


@dataclass(frozen=True, slots=True)
class BlockedBy(ChildListing[Silenced]):
    """Everyone whom one person blocks, those blocked last first."""

    order = NEWEST_BLOCKED
    user_id: UserId

    @property
    def parent(self) -> UserId:
        return self.user_id


@dataclass(frozen=True, slots=True)
class MutedBy(ChildListing[Silenced]):
    """Everyone whom one person mutes, those muted last first."""

    order = NEWEST_MUTED
    user_id: UserId

    @property
    def parent(self) -> UserId:
        return self.user_id
