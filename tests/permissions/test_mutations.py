"""Every mutation, as everybody, in every state that a rule knows."""

from collections.abc import Iterator
from typing import Any

import asyncpg
import pytest

from execution.run import core_schema
from schema.schema import schema
from tests.permissions.actors import NAMES
from tests.permissions.matrix import MAKERS, RULES
from tests.permissions.rules import YES, Rule
from tests.permissions.trying import Trying
from tests.permissions.world import make_world
from tests.pinned import PinnedDatabase


def rules() -> Iterator[Any]:
    for rule in RULES:
        yield pytest.param(rule, id=f"{rule.mutation}, {rule.state}")


@pytest.mark.parametrize("rule", list(rules()))
async def test_what_comes_of_it_is_what_the_rule_says(
    database: PinnedDatabase, connection: asyncpg.Connection, rule: Rule
) -> None:
    world = await make_world(database, MAKERS)
    await world.prepare(rule.input)
    trying = Trying(world, connection)
    outcomes: dict[str, str] = {}
    for actor in NAMES:
        async with trying.undone():
            given = await world.filled(rule.input, actor)
            before = await trying.everything()
            outcomes[actor] = await trying.mutate(rule.mutation, given, actor)
            is_changed = await trying.everything() != before
        assert is_changed is (outcomes[actor] == YES and rule.changes), actor

    assert outcomes == dict(sorted(rule.by_person.items(), key=lambda each: NAMES.index(each[0])))


@pytest.mark.parametrize("rule", list(rules()))
def test_a_rule_says_something_of_everybody(rule: Rule) -> None:
    assert set(rule.by_person) == set(NAMES)


def test_every_mutation_has_a_rule() -> None:
    mutations = core_schema(schema).mutation_type
    assert mutations is not None

    assert {rule.mutation for rule in RULES} == set(mutations.fields)
