"""Anything is written, anything is asked: an answer that was kept is the one that is right now.

BROADSHEET_TEST_STEPS sets how many writes there are for each seed.
"""

import asyncio
import os
from collections.abc import Sequence
from itertools import cycle
from random import Random

import asyncpg
import pytest

from execution.gate import OperationRequest
from tests.kept.operations import any_operation
from tests.kept.site import Site
from tests.kept.world import World

STEPS = int(os.environ.get("BROADSHEET_TEST_STEPS", "60"))

_ASKED = 40


async def ask_until(written: asyncio.Event, site: Site, asked: Sequence[OperationRequest]) -> None:
    """Ask again and again, so that answers are read, and kept, at any moment of a write.

    What is read half before a write and half after it may make no sense, which is an error.
    """
    for request in cycle(asked):
        await site.outcome(request)
        await asyncio.sleep(0)  # what is kept is answered without waiting
        if written.is_set():
            return


@pytest.mark.parametrize("seed", range(4))
async def test_a_kept_answer_is_the_right_one_after_every_write(
    site: Site, writer: asyncpg.Connection, seed: int
) -> None:
    random = Random(seed)  # noqa: S311 - the same every time
    world = World(writer, random)
    await world.begin()
    asked = [await any_operation(random, world) for _ in range(_ASKED)]
    for _ in range(STEPS):
        written, some = asyncio.Event(), random.sample(asked, k=_ASKED)
        async with asyncio.TaskGroup() as asking:
            asking.create_task(ask_until(written, site, some))
            await world.change()
            written.set()
        await site.feed.caught_up()

        for request in asked:
            kept = site.kept(request)
            assert kept is None or kept == await site.fresh(request), request
        asked[random.randrange(_ASKED)] = await any_operation(random, world)

    assert site.cache.counts.hits > STEPS
    assert site.cache.counts.dropped > STEPS
