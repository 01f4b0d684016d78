"""What the rules about reading histories need from storage."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from domain.actor import Member
from domain.ids import PostId, UserId


class ReadingReader(Protocol):
    async def progress(self, user_id: UserId, ids: Collection[PostId]) -> Mapping[PostId, int]:
        """Return how far somebody came in those of the posts that they have read."""

    async def are_recorded(self, user_id: UserId) -> bool:
        """Whether what somebody reads is kept."""


class ReadingRepository(Protocol):
    """The history of a person being changed. Whoever changes their own takes a turn first."""

    async def take_turn(self, user_id: UserId) -> None:
        """Wait for other changes of this history, and keep them waiting."""

    async def are_recorded(self, user_id: UserId) -> bool: ...

    async def can_reach(self, post_id: PostId, member: Member) -> bool:
        """Whether a post is public, and its author no stranger by choice of either."""

    async def keep(self, user_id: UserId, post_id: PostId, progress: int, *, at: datetime) -> None:
        """Note how far somebody has come. It never goes back. Refuses with PostNotFound."""

    async def forget(self, user_id: UserId, post_id: PostId) -> None: ...

    async def forget_all(self, user_id: UserId, *, read_before: datetime | None = None) -> None:
        """Forget everything, or what was read last before a moment."""

    async def record_no_more(self, user_id: UserId, *, at: datetime) -> None: ...

    async def record_again(self, user_id: UserId) -> None: ...


class ReadingWork(Protocol):
    """What a change to a history may touch inside one unit of work."""

    @property
    def readings(self) -> ReadingRepository: ...
