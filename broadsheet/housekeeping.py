"""Removes what has had its time, a little at once, for as long as a server runs."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from db import idempotency
from db.executor import Executor
from domain.clock import Clock
from domain.unavailable import Unavailable

logger = logging.getLogger(__name__)

_SECONDS_BETWEEN_ROUNDS = 600
_MOST_AT_ONCE = 1_000


@asynccontextmanager
async def keeping_house(database: Executor, clock: Clock) -> AsyncIterator[None]:
    """Remove what is old for as long as the block lasts. The first round comes after a while."""
    keeping = asyncio.create_task(_keep(database, clock))
    try:
        yield
    finally:
        keeping.cancel()
        with suppress(asyncio.CancelledError):
            await keeping


async def _keep(database: Executor, clock: Clock) -> None:
    while True:
        await asyncio.sleep(_SECONDS_BETWEEN_ROUNDS)
        try:
            await remove_old_keys(database, clock)
        except Unavailable as unavailable:
            logger.warning("What is old was not removed: %s", unavailable)
        except Exception:
            logger.exception("What is old was not removed")


async def remove_old_keys(
    database: Executor, clock: Clock, *, most_at_once: int = _MOST_AT_ONCE
) -> int:
    """Remove every key that is kept no longer, in statements that are each soon done."""
    removed = 0
    while True:
        some = await idempotency.remove_old(database, at=clock(), most=most_at_once)
        removed += some
        if some < most_at_once:
            return removed
