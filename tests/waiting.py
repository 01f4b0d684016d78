"""Waiting for what nobody announces."""

import asyncio
from collections.abc import Awaitable, Callable


async def until(is_so: Callable[[], Awaitable[object]], *, seconds: float = 10) -> None:
    """Ask again and again until it is so. Raises TimeoutError."""
    async with asyncio.timeout(seconds):
        while not await is_so():  # noqa: ASYNC110 - nobody tells when it is
            await asyncio.sleep(0.01)
