"""Giving badges to people, and taking them back."""

from dataclasses import dataclass
from datetime import datetime

from domain.actor import Actor, Member
from domain.audit_entries import AuditEntry
from domain.badges.editing import locked, require_keeper
from domain.badges.events import BadgeAwarded, BadgeRevoked
from domain.badges.models import Badge
from domain.badges.ports import BadgeWork
from domain.clock import Clock
from domain.ids import AUDIT_ENTRY, BADGE, USER, BadgeId, UserId
from domain.refusals import Refused
from domain.unit_of_work import UnitOfWork
from domain.users.models import User
from domain.users.refusals import PersonNotFound


@dataclass(frozen=True, slots=True)
class BadgeAwarding:
    unit_of_work: UnitOfWork[BadgeWork]
    clock: Clock

    async def award(self, actor: Actor, badge_id: BadgeId, user_id: UserId) -> tuple[Badge, User]:
        """Give a badge to somebody. Whoever has it keeps it as it is.

        Refuses with Unauthenticated, ScopeMissing, PermissionDenied, BadgeNotFound or
        PersonNotFound.
        """
        member = require_keeper(actor)
        async with self.unit_of_work() as work:
            badge, user = await _both(work, badge_id, user_id)
            now = self.clock()
            if await work.badges.award(badge_id, user_id, at=now):
                await work.audit.add(_entry(member, "badge.awarded", badge, user_id, at=now))
                ids = {"badge_id": BADGE.text_of(badge_id), "user_id": USER.text_of(user_id)}
                work.record(BadgeAwarded(occurred_at=now, **ids))
        return badge, user

    async def revoke(self, actor: Actor, badge_id: BadgeId, user_id: UserId) -> tuple[Badge, User]:
        """Take a badge away from somebody. That is so already where they do not have it.

        Refuses with Unauthenticated, ScopeMissing, PermissionDenied, BadgeNotFound or
        PersonNotFound.
        """
        member = require_keeper(actor)
        async with self.unit_of_work() as work:
            badge, user = await _both(work, badge_id, user_id)
            now = self.clock()
            if await work.badges.revoke(badge_id, user_id):
                await work.audit.add(_entry(member, "badge.revoked", badge, user_id, at=now))
                ids = {"badge_id": BADGE.text_of(badge_id), "user_id": USER.text_of(user_id)}
                work.record(BadgeRevoked(occurred_at=now, **ids))
        return badge, user


async def _both(work: BadgeWork, badge_id: BadgeId, user_id: UserId) -> tuple[Badge, User]:
    badge = await locked(work, badge_id)
    user = await work.badges.holder(user_id)
    if user is None:
        raise Refused(PersonNotFound())
    return badge, user


def _entry(
    member: Member, action: str, badge: Badge, user_id: UserId, *, at: datetime
) -> AuditEntry:
    return AuditEntry(
        id=AUDIT_ENTRY.new_id(at=at),
        actor_id=member.user_id,
        action=action,
        subject=USER.text_of(user_id),
        details={"badge": BADGE.text_of(badge.id), "slug": badge.slug},
        occurred_at=at,
    )
