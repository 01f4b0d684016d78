"""What the rules about follows need from storage."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol
from uuid import UUID

from domain.events import Event
from domain.follows.models import BetweenPeople, Subject
from domain.ids import SeriesId, UserId
from domain.publications.ports import MembershipReader
from domain.series.models import Series


class FollowReader(Protocol):
    async def followed_among(self, user_id: UserId, ids: Collection[UUID]) -> Collection[UUID]:
        """Return which of these things somebody follows."""


class FollowRepository(Protocol):
    async def is_there(self, subject: Subject, *, seen_by: UserId | None) -> bool:
        """Say whether there is such a thing. A tag is there while they see posts under it."""

    async def find_series(self, series_id: SeriesId, *, seen_by: UserId | None) -> Series | None:
        """Find a series in any state. It is public if they see a post of it."""

    async def take_turn(self, user_id: UserId) -> None:
        """Keep others from following anything in the name of this person, until the end."""

    async def between(self, user_id: UserId, other: UserId) -> BetweenPeople:
        """Say how two people stand to each other, which stays so until the end."""

    async def count(self, user_id: UserId, *, most: int) -> int:
        """Count what somebody follows, no further than this."""

    async def add(self, user_id: UserId, subject: Subject, *, at: datetime) -> bool:
        """Say whether it is new. Refuses with the NotFound of its kind what has just gone."""

    async def remove(self, user_id: UserId, subject: Subject) -> bool:
        """Say whether there was one."""


class FollowWork(Protocol):
    """What following may touch inside one unit of work."""

    @property
    def follows(self) -> FollowRepository: ...

    @property
    def memberships(self) -> MembershipReader: ...

    def record(self, event: Event) -> None:
        """Announce a fact. It is stored in the same transaction as the change."""
