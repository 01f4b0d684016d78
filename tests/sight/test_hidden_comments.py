"""Nothing that somebody can ask for tells of comments that wait, or were hidden."""

from collections.abc import Awaitable, Callable

import asyncpg
import pytest

from tests.pinned import PinnedDatabase
from tests.sight.scene import Scene, hide, hold, make_scene, take_away
from tests.sight.test_hidden_people import differences, walked

Hide = Callable[[Scene], Awaitable[None]]

WAYS = [pytest.param(hold, id="waiting"), pytest.param(hide, id="hidden")]


@pytest.mark.parametrize("make_unseen", WAYS)
async def test_a_discussion_is_as_if_nobody_had_said_it(
    database: PinnedDatabase, connection: asyncpg.Connection, make_unseen: Hide
) -> None:
    scene = await make_scene(database)
    transaction = connection.transaction()
    await transaction.start()
    await take_away(scene)
    without = await walked(scene)
    await transaction.rollback()
    await make_unseen(scene)

    seen = await walked(scene)

    assert "\n".join(differences(seen, without)[:3]) == ""
