"""Anybody does anything to a post, in any order: each is told what a small model says.

After every step the model also says who sees what of it, wherever they look.
BROADSHEET_TEST_STEPS sets how many steps there are for each seed.
"""

import os
from random import Random

import pytest

from domain.posts.models import PostStatus
from tests.announced import announced
from tests.api.client import Api
from tests.api.post_callers import EVERYBODY
from tests.api.post_everywhere import NAMES_A_VERSION, World, begin, check
from tests.api.post_life import SLUGS, TAKEN, Life, Step
from tests.pinned import PinnedDatabase

SEEDS = range(44, 48)
"""Those of which a test below says that they do everything."""

STEPS = int(os.environ.get("BROADSHEET_TEST_STEPS", "50"))

NAMES = {
    "savePost": 6,
    "publishPost": 4,
    "publishPostEdits": 4,
    "discardPostEdits": 4,
    "unpublishPost": 1,
    "archivePost": 1,
    "deletePost": 1,
    "restorePost": 3,
    "submitPost": 4,
    "withdrawSubmission": 3,
    "requestChanges": 3,
    "approvePost": 2,
    "pinPost": 1,
    "createPreviewLink": 1,
    "removeCoAuthor": 0.4,
}
"""What is done, and how often."""

TAKEN_DOWN = {"PUBLISHED": 0.05, "REMOVED": 0.5}
"""How likely it is that moderators take a post down, or put it up again."""


def any_step(random: Random, life: Life) -> Step | None:
    """Return what somebody tries next, or None where moderators take the post down or put it up.

    Half of it is what somebody may do, so that something comes of it.
    """
    if random.random() < TAKEN_DOWN.get(life.status, 0):
        return None
    steps = [_drawn(random) for _ in range(random.choice((1, 12)))]
    return next((step for step in steps if life.refusal(step) is None), steps[0])


def _drawn(random: Random) -> Step:
    [name] = random.choices(list(NAMES), list(NAMES.values()))
    slug = random.choice((None, *SLUGS, TAKEN)) if name == "savePost" else None
    is_stale = name in NAMES_A_VERSION and random.random() < 0.2
    return Step(random.choice(EVERYBODY), name, slug, is_stale)


async def take_down_or_put_up(world: World) -> None:
    """Do what moderators will: there is no mutation for it yet. A pending edit stays beside it."""
    world.life.take_down_or_put_up()
    await world.database.execute(
        "UPDATE posts SET status = $2 WHERE id = $1",
        world.people.post_id,
        PostStatus[world.life.status],
    )


@pytest.mark.parametrize("seed", SEEDS)
async def test_whatever_happens_to_a_post_is_what_the_model_says(
    database: PinnedDatabase, api: Api, seed: int
) -> None:
    random = Random(seed)  # noqa: S311 - the same every time
    world = await begin(database, api)
    life, done = world.life, list[Step | None]()
    for _ in range(STEPS):
        step = any_step(random, life)
        done.append(step)
        if step is None:
            await take_down_or_put_up(world)
        else:
            expected = life.refusal(step)
            assert await world.do(step) == expected, done
            if expected is not None:
                assert len(await announced(database)) == life.events, done
                continue
            life.live(step)
        await check(world)
        assert len(await announced(database)) == life.events, done


def test_so_many_steps_do_everything_and_run_into_everything() -> None:
    told: set[tuple[str, str | None]] = set()
    for seed in SEEDS:
        random, life = Random(seed), Life()  # noqa: S311 - the same every time
        for _ in range(50):
            step = any_step(random, life)
            if step is None:
                life.take_down_or_put_up()
                continue
            refusal = life.refusal(step)
            told.add((step.name, refusal))
            if refusal is None:
                life.live(step)

    assert {name for name, refusal in told if refusal is None} == set(NAMES)
    assert {refusal for _, refusal in told} >= {
        "PERMISSION_DENIED",
        "POST_NOT_FOUND",
        "STALE_VERSION",
        "SLUG_TAKEN",
        "POST_DELETED",
        "POST_REMOVED",
    }
