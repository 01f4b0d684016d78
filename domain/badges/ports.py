"""What the rules about badges need from storage."""

from datetime import datetime
from typing import Protocol

from domain.audit_entries import AuditRepository
from domain.badges.models import Badge
from domain.events import Event
from domain.ids import BadgeId, UserId
from domain.users.models import User


class BadgeRepository(Protocol):
    """Badges being changed."""

    async def count(self) -> int:
        """Count all badges. Others who add one wait until the unit of work ends."""

    async def lock(self, badge_id: BadgeId) -> Badge | None:
        """Return a badge, held against other writers until the unit of work ends."""

    async def add(self, badge: Badge) -> None:
        """Store a new badge. Refuses with BadgeSlugTaken."""

    async def save(self, badge: Badge) -> None:
        """Store a badge as it is now. Refuses with BadgeSlugTaken."""

    async def remove(self, badge_id: BadgeId) -> None:
        """Remove a badge, also from everybody who has it."""

    async def holder(self, user_id: UserId) -> User | None:
        """Return somebody, kept from leaving until the unit of work ends."""

    async def award(self, badge_id: BadgeId, user_id: UserId, *, at: datetime) -> bool:
        """Award a badge. Tell whether the person did not have it yet."""

    async def revoke(self, badge_id: BadgeId, user_id: UserId) -> bool:
        """Take a badge away. Tell whether the person had it."""


class BadgeWork(Protocol):
    """What a change to badges may touch inside one unit of work."""

    @property
    def badges(self) -> BadgeRepository: ...

    @property
    def audit(self) -> AuditRepository: ...

    def record(self, event: Event) -> None:
        """Announce a fact. It is stored in the same transaction as the change."""
