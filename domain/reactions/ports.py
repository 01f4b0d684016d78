"""What the rules about reactions need from storage."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from domain.actor import Member
from domain.events import Event
from domain.ids import UserId
from domain.reactions.models import Subject, SubjectKind


class ReactionReader(Protocol):
    async def given_by(
        self, user_id: UserId, kind: SubjectKind, ids: Collection[Any]
    ) -> Mapping[Any, Sequence[str]]:
        """Return the kinds that somebody reacted with to each of these, in their order."""


class ReactionRepository(Protocol):
    async def hold(self, subject: Subject, member: Member) -> bool:
        """Hold what somebody reacts to against other writers, and say whether it is there.

        It is not where they may not see it, where nothing is left of it but its place, and where
        they and whoever wrote it do not want to hear from each other.
        """

    async def add(self, subject: Subject, user_id: UserId, kind: str, *, at: datetime) -> bool:
        """Say whether it is new."""

    async def remove(self, subject: Subject, user_id: UserId, kind: str) -> bool:
        """Say whether there was one."""


class ReactionWork(Protocol):
    """What reacting may touch inside one unit of work."""

    @property
    def reactions(self) -> ReactionRepository: ...

    def record(self, event: Event) -> None:
        """Announce a fact. It is stored in the same transaction as the change."""
