"""Marks of honour that a server awards to people."""

from dataclasses import dataclass
from datetime import datetime

from domain.ids import BadgeId, UserId
from domain.model import Model
from domain.ordering import MOMENT, Order
from domain.paging import ChildListing, Listing
from domain.users.models import User


class Badge(Model, frozen=True):
    id: BadgeId
    slug: str
    name: str
    description: str | None
    image_url: str | None
    created_at: datetime


class AwardedBadge(Badge, frozen=True):
    """A badge that somebody has, and since when."""

    awarded_at: datetime


class Holder(User, frozen=True):
    """Somebody who has a badge, and since when."""

    awarded_at: datetime


NEWEST_BADGES = Order("newest badges", "created_at", MOMENT, descending=True)
LATEST_AWARDED = Order("latest awarded badges", "awarded_at", MOMENT, descending=True)
LATEST_HOLDERS = Order("latest holders of a badge", "awarded_at", MOMENT, descending=True)


@dataclass(frozen=True, slots=True)
class Badges(Listing[Badge]):
    """Every badge there is, newest first."""

    order = NEWEST_BADGES


@dataclass(frozen=True, slots=True)
class BadgesOf(ChildListing[AwardedBadge]):
    """The badges of one person, the latest awarded first."""

    order = LATEST_AWARDED
    user_id: UserId

    @property
    def parent(self) -> UserId:
        return self.user_id


@dataclass(frozen=True, slots=True)
class HoldersOf(ChildListing[Holder]):
    """The people who have one badge, the latest first."""

    order = LATEST_HOLDERS
    badge_id: BadgeId

    @property
    def parent(self) -> BadgeId:
        return self.badge_id
