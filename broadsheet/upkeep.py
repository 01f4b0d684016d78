"""What a running server does by itself, from time to time."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Chore:
    name: str
    seconds: float
    """How long to wait between two times."""
    work: Callable[[], Awaitable[object]]


@asynccontextmanager
async def doing(*chores: Chore) -> AsyncIterator[None]:
    """Do chores for as long as the block lasts. One that fails is tried again when it is due."""
    tasks = [asyncio.create_task(_repeat(chore), name=chore.name) for chore in chores]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _repeat(chore: Chore) -> None:
    while True:
        await asyncio.sleep(chore.seconds)
        try:
            await chore.work()
        except Exception:
            # Nobody waits for it, and the next time may go better.
            logger.exception("The chore %r failed", chore.name)
