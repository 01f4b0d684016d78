"""What is told to viewers of what they may do."""

from collections.abc import Iterator
from typing import Any

import pytest

from execution.run import core_schema
from schema.schema import schema
from tests.api.client import Api
from tests.permissions.actors import NAMES, people
from tests.permissions.matrix import MAKERS, VIEWED
from tests.permissions.rules import Viewed
from tests.permissions.world import make_world
from tests.pinned import PinnedDatabase


def viewed() -> Iterator[Any]:
    for rule in VIEWED:
        for name, (true_for, hidden_from) in rule.states.items():
            yield pytest.param(rule, name, true_for, hidden_from, id=f"{rule.field}, {name}")


@pytest.mark.parametrize(("rule", "name", "true_for", "hidden_from"), list(viewed()))
async def test_a_viewer_is_told_what_the_rule_says(
    database: PinnedDatabase, rule: Viewed, name: str, true_for: str, hidden_from: str
) -> None:
    world, api = await make_world(database, MAKERS), Api(database)
    kind, _, field = rule.field.partition(".")
    document = f"query ($id: ID!) {{ node(id: $id) {{ ... on {kind} {{ told: {field} }} }} }}"
    id = await world.thing(name)
    told: dict[str, bool | None] = {}
    for actor in NAMES:
        answer = await api(document, actor=world.actors[actor], id=id)
        told[actor] = answer["node"] and answer["node"]["told"]

    true, hidden = people(true_for), people(hidden_from)
    assert told == {actor: None if actor in hidden else actor in true for actor in NAMES}


def test_every_field_that_says_what_a_viewer_may_do_has_rules() -> None:
    fields = {
        f"{name}.{field}"
        for name, kind in core_schema(schema).type_map.items()
        for field in getattr(kind, "fields", ())
        if field.startswith("viewerCan")
    }

    assert {rule.field for rule in VIEWED} == fields
