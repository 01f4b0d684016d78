"""Wanting to hear of people, publications, tags and series."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from uuid import UUID

from domain.ids import UserId
from domain.model import Model
from domain.ordering import MOMENT, Order, Position
from domain.paging import ChildListing
from domain.users.models import User

MOST_FOLLOWED = 10_000
"""How many things one person follows."""

NEWEST_FOLLOWERS = Order("newest followers", "followed_at", MOMENT, descending=True)
NEWEST_FOLLOWED = Order("newest followed", "followed_at", MOMENT, descending=True)


class FollowKind(Enum):
    """What can be followed."""

    USER = "user"
    PUBLICATION = "publication"
    TAG = "tag"
    SERIES = "series"


class Subject(Model, frozen=True):
    """Something that can be followed."""

    kind: FollowKind
    id: UUID


class Follow(Model, frozen=True):
    """That somebody follows something, as they see it themselves."""

    subject_id: UUID
    kind: FollowKind
    followed_at: datetime

    @property
    def id(self) -> UUID:
        return self.subject_id

    @property
    def subject(self) -> Subject:
        return Subject(self.kind, self.subject_id)


class Follower(User, frozen=True):
    """A person, and since when they follow something."""

    followed_at: datetime


class BetweenPeople(Model, frozen=True):
    """Whether somebody blocks somebody else, and the other way round."""

    is_blocking: bool = False
    is_blocked: bool = False


@dataclass(frozen=True, slots=True)
class FollowersOf(ChildListing[Follower]):
    """Who follows one thing, those who began last first."""

    order = NEWEST_FOLLOWERS
    subject_id: UUID

    @property
    def parent(self) -> UUID:
        return self.subject_id


@dataclass(frozen=True, slots=True)
class FollowedBy(ChildListing[Follow]):
    """What one person follows and may see, what they began to follow last first."""

    order = NEWEST_FOLLOWED
    user_id: UserId

    @property
    def parent(self) -> UserId:
        return self.user_id

    def position_of(self, item: Follow) -> Position:
        return Position(item.followed_at, item.subject_id)


@dataclass(frozen=True, slots=True)
class FollowedOfKind(FollowedBy):
    """The same, of one kind alone."""

    kind: FollowKind

    @property
    def arguments(self) -> tuple[object, ...]:
        return (self.kind.value,)
