"""Making badges, and changing what they say."""

from dataclasses import dataclass

from domain.actor import Actor, Member, Scope, require_member
from domain.badges import policy
from domain.badges.events import BadgeCreated, BadgeDeleted, BadgeUpdated
from domain.badges.models import Badge
from domain.badges.ports import BadgeWork
from domain.badges.refusals import BadgeNotFound, TooManyBadges
from domain.checking import Checks
from domain.clock import Clock
from domain.ids import BADGE, BadgeId
from domain.model import replace
from domain.naming import slug_of
from domain.refusals import PermissionDenied, Refused
from domain.unit_of_work import UnitOfWork
from domain.web_addresses import ABOUT_ADDRESSES, is_web_address

LONGEST_NAME = 100
LONGEST_DESCRIPTION = 1_000
MOST_BADGES = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeWords:
    """What is to be said of a badge. None leaves it as it is, an empty text takes it away."""

    name: str | None = None
    slug: str | None = None
    description: str | None = None
    image_url: str | None = None

    def applied_to(self, badge: Badge) -> Badge:
        """Return the badge with these words. Refuses with InvalidInput."""
        checks = Checks()
        given: dict[str, str | None] = {}
        if self.name is not None:
            given["name"] = checks.line("name", self.name, most=LONGEST_NAME)
        if self.slug is not None:
            given["slug"] = checks.slug("slug", self.slug)
        if self.description is not None:
            words = checks.words("description", self.description, most=LONGEST_DESCRIPTION)
            given["description"] = words
        if self.image_url is not None:
            given["image_url"] = self.image_url or None
            if self.image_url and not is_web_address(self.image_url):
                checks.refuse("imageUrl", ABOUT_ADDRESSES)
        checks.end()
        return replace(badge, **given)


@dataclass(frozen=True, slots=True)
class BadgeEditing:
    unit_of_work: UnitOfWork[BadgeWork]
    clock: Clock

    async def create(self, actor: Actor, words: BadgeWords) -> Badge:
        """Make a badge that nobody has yet. Without a slug, it is made of the name.

        Refuses with Unauthenticated, ScopeMissing, PermissionDenied, InvalidInput, BadgeSlugTaken
        or TooManyBadges.
        """
        require_keeper(actor)
        now = self.clock()
        slug = slug_of(words.name or "", instead="badge")
        badge = words.applied_to(Badge(BADGE.new_id(at=now), slug, "", None, None, now))
        async with self.unit_of_work() as work:
            if await work.badges.count() >= MOST_BADGES:
                raise Refused(TooManyBadges())
            await work.badges.add(badge)
            work.record(BadgeCreated(occurred_at=now, badge_id=BADGE.text_of(badge.id)))
        return badge

    async def update(self, actor: Actor, badge_id: BadgeId, words: BadgeWords) -> Badge:
        """Change what is given.

        Refuses with Unauthenticated, ScopeMissing, PermissionDenied, BadgeNotFound, InvalidInput
        or BadgeSlugTaken.
        """
        require_keeper(actor)
        async with self.unit_of_work() as work:
            badge = await locked(work, badge_id)
            changed = words.applied_to(badge)
            if changed != badge:
                await work.badges.save(changed)
                event = BadgeUpdated(occurred_at=self.clock(), badge_id=BADGE.text_of(badge_id))
                work.record(event)
        return changed

    async def delete(self, actor: Actor, badge_id: BadgeId) -> BadgeId:
        """Remove a badge, also from everybody who has it.

        Refuses with Unauthenticated, ScopeMissing, PermissionDenied or BadgeNotFound.
        """
        require_keeper(actor)
        async with self.unit_of_work() as work:
            await locked(work, badge_id)
            await work.badges.remove(badge_id)
            work.record(BadgeDeleted(occurred_at=self.clock(), badge_id=BADGE.text_of(badge_id)))
        return badge_id


def require_keeper(actor: Actor) -> Member:
    """Refuse whoever does not keep badges."""
    member = require_member(actor, Scope.MODERATE)
    if not policy.can_keep_badges(member):
        raise Refused(PermissionDenied(message="Only moderators and administrators keep badges."))
    return member


async def locked(work: BadgeWork, badge_id: BadgeId) -> Badge:
    """Hold a badge. Refuses with BadgeNotFound."""
    badge = await work.badges.lock(badge_id)
    if badge is None:
        raise Refused(BadgeNotFound())
    return badge
