"""Comparing texts beside the event loop."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from domain.revisions.hunks import Hunk, hunks_of


class ThreadedComparer:
    """Compares one pair of texts after another. Fits the port `domain.revisions.ports.Comparer`.

    How much work a pair may be is bounded, so a thread is enough: nothing has to be stopped. There
    is one of them, so that comparing slows down everything else by little.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="comparing")

    async def hunks(self, old: str, new: str) -> tuple[Hunk, ...]:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, hunks_of, old, new)
