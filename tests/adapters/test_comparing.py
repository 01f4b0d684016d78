"""Comparing texts beside the event loop."""

import asyncio

from broadsheet.adapters.comparing import ThreadedComparer
from domain.revisions.hunks import hunks_of

_OLD = "".join(f"{number}\nx\n" for number in range(20_000))
_NEW = "".join(f"{number}\ny\n" for number in range(20_000))


async def test_others_are_answered_meanwhile() -> None:
    comparing = asyncio.create_task(ThreadedComparer().hunks(_OLD, _NEW))
    turns = 0
    while not comparing.done():
        await asyncio.sleep(0)
        turns += 1

    assert turns > 5
    assert comparing.result() == hunks_of(_OLD, _NEW)


async def test_pairs_are_compared_one_after_another() -> None:
    comparer = ThreadedComparer()

    answers = await asyncio.gather(*(comparer.hunks("a", str(number)) for number in range(5)))

    assert answers == [hunks_of("a", str(number)) for number in range(5)]
