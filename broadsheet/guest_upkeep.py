"""What becomes of comments whose address nobody has proved in time."""

from db.executor import Executor
from db.guests import MOST_SWEPT, GuestRepository
from domain.clock import Clock


async def sweep_guest_comments(database: Executor, clock: Clock) -> int:
    """Remove every one that waits no longer, in statements that are each soon done."""
    guests, removed = GuestRepository(database), 0
    while True:
        some = await guests.sweep(at=clock())
        removed += some
        if some < MOST_SWEPT:
            return removed
