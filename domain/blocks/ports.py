"""What the rules about blocks and mutes need from storage."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from domain.blocks.models import Silence, Standing
from domain.events import Event
from domain.ids import UserId
from domain.users.ports import UserReader


class SightReader(Protocol):
    async def hidden(self, user_id: UserId, others: Collection[UserId]) -> Collection[UserId]:
        """Return those of others whose words somebody does not see, for whichever reason."""


class StandingReader(Protocol):
    async def standings(
        self, user_id: UserId, others: Collection[UserId]
    ) -> Mapping[UserId, Standing]:
        """Say how somebody stands to others. Those with whom nothing is the matter are left out."""


class BlockRepository(StandingReader, Protocol):
    """Whom people block and mute, being changed."""

    async def take_turn(self, user_id: UserId) -> None:
        """Keep this person from blocking and muting others at the same time, until the end."""

    async def take_turn_between(self, one: UserId, other: UserId) -> None:
        """Keep others from changing what is between these two, until the end."""

    async def count(self, silence: Silence, user_id: UserId) -> int:
        """Count whom somebody silences in this way."""

    async def add(self, silence: Silence, user_id: UserId, other: UserId, *, at: datetime) -> bool:
        """Return whether it is new. Refuses with PersonNotFound."""

    async def remove(self, silence: Silence, user_id: UserId, other: UserId) -> bool:
        """Return whether it was so."""


class FollowEnding(Protocol):
    async def end_between(self, one: UserId, other: UserId) -> None:
        """End that either follows the other. Whoever calls this has the turn between the two."""


class BlockWork(Protocol):
    """What blocking and muting may touch inside one unit of work."""

    @property
    def blocks(self) -> BlockRepository: ...

    @property
    def follows(self) -> FollowEnding: ...

    @property
    def users(self) -> UserReader: ...

    def record(self, event: Event) -> None:
        """Announce a fact. It is stored in the same transaction as the change."""
