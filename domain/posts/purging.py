"""Emptying the bin: posts that were deleted long enough ago are removed for good."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from domain.clock import Clock
from domain.ids import PostId
from domain.unit_of_work import UnitOfWork

_REMOVED_AT_ONCE = 50
"""Comments of a post, and then the post itself, go in so many steps at a time at most."""


class PostBin(Protocol):
    async def next(self, *, deleted_before: datetime) -> PostId | None:
        """Return a post that was deleted before, held, and none that another process holds."""

    async def remove_comments(self, post_id: PostId) -> bool:
        """Remove some comments with their texts. Tell whether there were any."""

    async def remove(self, post_id: PostId) -> None:
        """Remove a post with everything that belongs to it alone."""


class BinWork(Protocol):
    @property
    def post_bin(self) -> PostBin: ...


@dataclass(frozen=True, slots=True)
class PurgingService:
    unit_of_work: UnitOfWork[BinWork]
    clock: Clock
    window: timedelta
    """How long what was deleted can be restored."""

    async def purge(self) -> int:
        """Remove posts that can no longer be restored, some at a time. Return how many they were.

        Every step is a transaction of its own, and several processes may do this at once.
        """
        removed = 0
        for _ in range(_REMOVED_AT_ONCE):
            async with self.unit_of_work() as work:
                post_id = await work.post_bin.next(deleted_before=self.clock() - self.window)
                if post_id is None:
                    break
                if not await work.post_bin.remove_comments(post_id):
                    await work.post_bin.remove(post_id)
                    removed += 1
        return removed
