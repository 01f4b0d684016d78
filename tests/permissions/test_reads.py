"""Everything that can be found, in every way, by everybody, in every state."""

import json
import re
from collections.abc import Sequence
from typing import Any

import asyncpg
import pytest

from execution.run import core_schema
from schema.schema import schema
from tests.permissions.actors import NAMES, people
from tests.permissions.matrix import MAKERS, READS
from tests.permissions.rules import Read
from tests.permissions.trying import Trying
from tests.permissions.world import make_world
from tests.pinned import PinnedDatabase


@pytest.mark.parametrize(
    "read", [pytest.param(read, id=f"{read.kind} by {read.way}") for read in READS]
)
async def test_what_is_found_is_what_the_rule_says(
    database: PinnedDatabase, connection: asyncpg.Connection, read: Read
) -> None:
    trying = Trying(await make_world(database, MAKERS), connection)

    finders = {}
    for name in read.found_by:
        async with trying.undone():
            finders[name] = await finders_of(name, read, trying)

    assert finders == {
        name: sorted(people(found_by), key=NAMES.index) for name, found_by in read.found_by.items()
    }


async def finders_of(name: str, read: Read, trying: Trying) -> Sequence[str]:
    id = await trying.world.thing(name)
    document = read.document.replace("STATE", name)
    variables: dict[str, Any] = {"id": id} if "$id" in document else {}
    finders = []
    for actor in NAMES:
        api = trying.api_of(actor)
        if read.refuses and await api.errors(document, **variables):
            continue
        answer = await api(document, **variables)
        if id in json.dumps(answer):
            finders.append(actor)
        assert_counts_tell_no_more(answer)
    return finders


def assert_counts_tell_no_more(answer: Any) -> None:
    """Assert that no list counts what it does not show. All of them are read whole."""
    if isinstance(answer, list):
        for each in answer:
            assert_counts_tell_no_more(each)
    if isinstance(answer, dict):
        if "totalCount" in answer:
            assert answer["totalCount"] == len(answer["nodes"])
        if "postCount" in answer:
            assert answer["postCount"] == len(answer["posts"]["nodes"])
        for each in answer.values():
            assert_counts_tell_no_more(each)


def test_everything_with_an_id_has_rules() -> None:
    core = core_schema(schema)
    nodes = core.get_possible_types(core.type_map["Node"])  # type: ignore[arg-type]  # an interface

    # A rule may say more about the thing after its type, such as whose it is.
    of_types = {re.split(r"\W", read.kind)[0] for read in READS if read.way == "node"}
    assert of_types == {kind.name for kind in nodes}
