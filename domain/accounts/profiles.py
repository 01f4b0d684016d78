"""What people say of themselves."""

from dataclasses import dataclass, replace

from domain import model as struct
from domain.accounts.foundation import require_session
from domain.accounts.texts import display_name, new_username
from domain.actor import Actor, Member, Scope, require_member
from domain.audit_entries import AuditEntry
from domain.checking import Checks
from domain.clock import Clock
from domain.ids import AUDIT_ENTRY, USER
from domain.refusals import Refused
from domain.unit_of_work import UnitOfWork
from domain.users.events import UserUpdated
from domain.users.models import User
from domain.users.ports import ProfileWork
from domain.users.refusals import UserRenamedTooOften
from domain.web_addresses import ABOUT_ADDRESSES, is_web_address

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

    def checked(self) -> "Profile":
        """Return the same as it is kept. Refuses with InvalidInput what breaks a rule."""
        checks = Checks()
        location = self.location and checks.line("location", self.location, most=LONGEST_LOCATION)
        bio = self.bio and (checks.words("bio", self.bio, most=LONGEST_BIO) or "")
        if self.website_url and not is_web_address(self.website_url):
            checks.refuse("websiteUrl", ABOUT_ADDRESSES)
        checks.end()
        return replace(
            self,
            username=None if self.username is None else new_username(self.username),
            name=None if self.name is None else display_name(self.name),
            bio=bio,
            location=location,
        )

    def applied_to(self, user: User) -> User:
        """Return the person with this profile."""
        texts = {"bio": self.bio, "location": self.location, "website_url": self.website_url}
        others = {"username": self.username, "name": self.name}
        given = {name: text or None for name, text in texts.items() if text is not None}
        given |= {name: text for name, text in others.items() if text is not None}
        return struct.replace(user, **given)


@dataclass(frozen=True, slots=True)
class ProfileService:
    unit_of_work: UnitOfWork[ProfileWork]
    former_names: int
    """How many names somebody keeps besides the one they have."""
    clock: Clock

    async def update(self, actor: Actor, profile: Profile) -> User:
        """Change what is given of one's own profile. A name that is given up keeps answering.

        Refuses with Unauthenticated, ScopeMissing, SessionNeeded, InvalidInput, UsernameTaken
        or UserRenamedTooOften.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        if profile.username is not None:
            require_session(member)
        profile = profile.checked()
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
