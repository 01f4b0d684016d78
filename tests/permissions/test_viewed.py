"""What is told to viewers of what they may do."""

from collections.abc import Mapping

import asyncpg
import pytest

from execution.run import core_schema
from schema.schema import schema
from tests.permissions.actors import NAMES, people
from tests.permissions.matrix import MAKERS, VIEWED
from tests.permissions.rules import Viewed
from tests.permissions.trying import Trying
from tests.permissions.world import make_world
from tests.pinned import PinnedDatabase


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.field) for rule in VIEWED])
async def test_a_viewer_is_told_what_the_rule_says(
    database: PinnedDatabase, connection: asyncpg.Connection, rule: Viewed
) -> None:
    trying = Trying(await make_world(database, MAKERS), connection)

    told = {}
    for name in rule.states:
        async with trying.undone():
            told[name] = await told_of(name, rule.field, trying)

    assert told == {name: expected(*states) for name, states in rule.states.items()}


async def told_of(name: str, field: str, trying: Trying) -> Mapping[str, bool | None]:
    kind, _, selected = field.partition(".")
    document = f"query ($id: ID!) {{ node(id: $id) {{ ... on {kind} {{ told: {selected} }} }} }}"
    id = await trying.world.thing(name)
    told = {}
    for actor in NAMES:
        answer = await trying.api_of(actor)(document, id=id)
        told[actor] = answer["node"] and answer["node"]["told"]
    return told


def expected(true_for: str, hidden_from: str) -> dict[str, bool | None]:
    true, hidden = people(true_for), people(hidden_from)
    return {actor: None if actor in hidden else actor in true for actor in NAMES}


def test_every_field_that_says_what_a_viewer_may_do_has_rules() -> None:
    fields = {
        f"{name}.{field}"
        for name, kind in core_schema(schema).type_map.items()
        for field in getattr(kind, "fields", ())
        if field.startswith("viewer")
    }

    with_rules = {rule.field for rule in VIEWED}
    assert with_rules <= fields
    assert {name for name in fields if ".viewerCan" in name} <= with_rules
