"""What people say of themselves."""

from dataclasses import dataclass

from domain.actor import Actor, Member, Scope, require_member
from domain.audit import AuditEntry
from domain.checks import Checks
from domain.clock import Clock
from domain.ids import AUDIT_ENTRY, USER
from domain.model import replace
from domain.names import require_name
from domain.refusals import PermissionDenied, Refused
from domain.unit_of_work import UnitOfWork
from domain.users.events import UserUpdated
from domain.users.models import User
from domain.users.ports import ProfileWork
from domain.users.refusals import UserRenamedTooOften
from domain.web_addresses import ABOUT_ADDRESSES, is_web_address

LONGEST_NAME = 200
LONGEST_BIO = 1_000
LONGEST_LOCATION = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What is to be said of a person. None leaves it as it is, an empty text takes it away."""

    username: str | None = None
    name: str | None = None
    bio: str | None = None
    location: str | None = None
    website_url: str | None = None

    def require(self) -> None:
        """Refuse with InvalidInput what breaks a rule."""
        checks = Checks()
        if self.username is not None:
            require_name(checks, "username", self.username)
        checks.line("name", self.name, most=LONGEST_NAME)
        checks.text("bio", self.bio, most=LONGEST_BIO)
        checks.line("location", self.location or None, most=LONGEST_LOCATION)
        if self.website_url:
            checks.require("websiteUrl", ABOUT_ADDRESSES, holds=is_web_address(self.website_url))
        checks.end()

    def applied_to(self, user: User) -> User:
        """Return the person with this profile."""
        texts = {"bio": self.bio, "location": self.location, "website_url": self.website_url}
        others = {"username": self.username, "name": self.name}
        given = {name: text or None for name, text in texts.items() if text is not None}
        given |= {name: text for name, text in others.items() if text is not None}
        return replace(user, **given)


@dataclass(frozen=True, slots=True)
class ProfileService:
    unit_of_work: UnitOfWork[ProfileWork]
    former_names: int
    """How many names somebody keeps besides the one they have."""
    clock: Clock

    async def update(self, actor: Actor, profile: Profile) -> User:
        """Change what is given of one's own profile. A name that is given up keeps answering.

        Refuses with Unauthenticated, ScopeMissing, PermissionDenied, InvalidInput, UsernameTaken
        or UserRenamedTooOften.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        if member.access_token_id is not None and profile.username is not None:
            raise Refused(PermissionDenied(message="Programs do not rename people. Sign in to."))
        profile.require()
        async with self.unit_of_work() as work:
            user = await work.profiles.lock(member.user_id)
            updated = profile.applied_to(user)
            changed = _changed(user, updated)
            if changed:
                if updated.username != user.username:
                    await self._rename(work, member, user, updated)
                await work.profiles.save(updated)
                work.record(
                    UserUpdated(
                        occurred_at=self.clock(),
                        user_id=USER.text_of(user.id),
                        changed=changed,
                    )
                )
        return updated

    async def _rename(self, work: ProfileWork, member: Member, before: User, after: User) -> None:
        """Keep the name that is given up, unless somebody would collect them."""
        await work.profiles.remember_username(before.username, after.username, before.id)
        if await work.profiles.count_former_usernames(before.id) > self.former_names:
            raise Refused(UserRenamedTooOften())
        now = self.clock()
        await work.audit.add(
            AuditEntry(
                id=AUDIT_ENTRY.new_id(at=now),
                actor_id=member.user_id,
                action="user.renamed",
                subject=USER.text_of(before.id),
                details={"username": after.username, "former_username": before.username},
                occurred_at=now,
            )
        )


_NAMES = {
    "username": "username",
    "name": "name",
    "bio": "bio",
    "location": "location",
    "website_url": "websiteUrl",
}
"""What callers call the attributes that a profile changes."""


def _changed(before: User, after: User) -> tuple[str, ...]:
    return tuple(
        name
        for attribute, name in _NAMES.items()
        if getattr(before, attribute) != getattr(after, attribute)
    )
