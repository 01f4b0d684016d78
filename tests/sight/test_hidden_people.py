"""Nothing that somebody can ask for tells of a person whom they do not see."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import asyncpg
import pytest

from db.executor import Executor
from tests.pinned import PinnedDatabase
from tests.sight.scene import CANARY, Scene, blocked, blocking, make_scene, muted, remove
from tests.sight.walking import Walk, text_of

Hide = Callable[[Executor, Scene], Awaitable[None]]

WAYS = [
    pytest.param(muted, id="muted"),
    pytest.param(blocked, id="blocked"),
    pytest.param(blocking, id="blocked by them"),
]


async def walked(scene: Scene) -> Mapping[str, Any]:
    walk = Walk(scene.database, scene.ann, scene.words, list(scene.ids.values()))
    await walk.everything()
    await walk.things()
    return walk.answers


@pytest.mark.parametrize("hide", WAYS)
async def test_the_world_is_as_if_they_had_never_been_there(
    database: PinnedDatabase, connection: asyncpg.Connection, hide: Hide
) -> None:
    scene = await make_scene(database)
    transaction = connection.transaction()
    await transaction.start()
    await remove(scene)
    without = await walked(scene)
    await transaction.rollback()
    await hide(database, scene)

    seen = await walked(scene)

    told = [asked for asked, answer in seen.items() if tells(scene, answer)]
    assert "\n".join(told[:9]) == ""
    assert "\n".join(differences(seen, without)[:3]) == ""


def tells(scene: Scene, answer: Any) -> bool:
    text = text_of(answer)
    return CANARY in text or any(id in text for id in scene.unseen)


def differences(seen: Mapping[str, Any], without: Mapping[str, Any]) -> list[str]:
    """Return what is answered in another way."""
    return [
        f"{asked}\n  {text_of(seen.get(asked))}\n  {text_of(without.get(asked))}"
        for asked in sorted({*seen, *without})
        if seen.get(asked) != without.get(asked)
    ]
