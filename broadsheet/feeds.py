"""Ranked feeds that nobody can read on any more."""

from db.executor import Executor
from db.feed_ranking import remove_old_snapshots
from domain.clock import Clock

_REMOVED_AT_ONCE = 500


async def forget_feeds(
    database: Executor, clock: Clock, *, most_at_once: int = _REMOVED_AT_ONCE
) -> int:
    """Remove every feed that is kept no longer, in statements that are each soon done."""
    removed = 0
    while True:
        some = await remove_old_snapshots(database, clock(), most=most_at_once)
        removed += some
        if some < most_at_once:
            return removed
