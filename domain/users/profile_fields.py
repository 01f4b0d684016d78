"""Lines that people add to their profiles, such as their pronouns or where else they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.actor import Actor, Scope, require_member
from domain.checking import Checks
from domain.clock import Clock
from domain.events import Event
from domain.ids import USER, UserId
from domain.model import Model
from domain.unit_of_work import UnitOfWork
from domain.users.events import UserUpdated
from domain.users.models import User
from domain.web_addresses import LONGEST_ADDRESS, is_web_address

LONGEST_NAME = 100
MOST_FIELDS = 8

_CHANGED = ("profileFields",)


class ProfileField(Model, frozen=True):
    name: str
    value: str

    @property
    def url(self) -> str | None:
        """The value where it is an address that may be followed."""
        return self.value if is_web_address(self.value) else None


class ProfileFieldRepository(Protocol):
    async def lock(self, user_id: UserId) -> User:
        """Return somebody, held against other changes of their profile."""

    async def fields_of(self, user_id: UserId) -> Sequence[ProfileField]: ...

    async def replace_fields(self, user_id: UserId, fields: Sequence[ProfileField]) -> None:
        """Store these in place of those that were there."""


class ProfileFieldWork(Protocol):
    """What changing the lines of a profile may touch inside one unit of work."""

    @property
    def profile_fields(self) -> ProfileFieldRepository: ...

    def record(self, event: Event) -> None:
        """Announce a fact. It is stored in the same transaction as the change."""


@dataclass(frozen=True, slots=True)
class ProfileFieldService:
    unit_of_work: UnitOfWork[ProfileFieldWork]
    clock: Clock

    async def replace(self, actor: Actor, fields: Sequence[ProfileField]) -> User:
        """Let one's own profile have these lines, and no others.

        Refuses with Unauthenticated, ScopeMissing or InvalidInput.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        wanted = _checked(fields)
        async with self.unit_of_work() as work:
            user = await work.profile_fields.lock(member.user_id)
            if wanted != list(await work.profile_fields.fields_of(user.id)):
                await work.profile_fields.replace_fields(user.id, wanted)
                work.record(
                    UserUpdated(
                        occurred_at=self.clock(), user_id=USER.text_of(user.id), changed=_CHANGED
                    )
                )
        return user


def _checked(fields: Sequence[ProfileField]) -> list[ProfileField]:
    checks = Checks()
    checks.most("fields", fields, most=MOST_FIELDS)
    wanted = [
        ProfileField(
            checks.line("name", field.name, most=LONGEST_NAME),
            checks.line("value", field.value, most=LONGEST_ADDRESS),
        )
        for field in fields[:MOST_FIELDS]
    ]
    checks.end()
    return wanted
