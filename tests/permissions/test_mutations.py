"""Every mutation, as everybody, in every state that a rule knows."""

from collections.abc import Mapping
from itertools import groupby

import asyncpg
import pytest

from execution.run import core_schema
from schema.schema import schema
from tests.permissions.actors import NAMES
from tests.permissions.matrix import MAKERS, RULES
from tests.permissions.rules import YES, Rule
from tests.permissions.trying import Trying
from tests.permissions.world import OWN, make_world, names_in
from tests.pinned import PinnedDatabase

_BY_MUTATION = {
    mutation: list(rules)
    for mutation, rules in groupby(
        sorted(RULES, key=lambda rule: rule.mutation), key=lambda rule: rule.mutation
    )
}


@pytest.mark.parametrize("mutation", list(_BY_MUTATION))
async def test_what_comes_of_it_is_what_the_rules_say(
    database: PinnedDatabase, connection: asyncpg.Connection, mutation: str
) -> None:
    world = await make_world(database, MAKERS)
    trying = Trying(world, connection)
    rules = _BY_MUTATION[mutation]

    outcomes = {}
    for rule in rules:
        async with trying.undone():
            await world.prepare(rule.input)
            outcomes[rule.state] = await outcomes_of(rule, trying)

    assert outcomes == {rule.state: rule.by_person for rule in rules}


async def outcomes_of(rule: Rule, trying: Trying) -> Mapping[str, str]:
    """Try it as everybody. Nobody who is refused changes anything."""
    outcomes: dict[str, str] = {}
    makes_own = any(name.startswith(OWN) for name in names_in(rule.input))
    before = await trying.everything()
    for actor in NAMES:
        async with trying.undone():
            given = await trying.world.filled(rule.input, actor)
            if makes_own:
                before = await trying.everything()
            outcomes[actor] = await trying.mutate(rule.mutation, given, actor)
            is_changed = await trying.everything() != before
        is_done = outcomes[actor] == YES and rule.changes
        assert is_changed is is_done, f"{rule.mutation}, {rule.state}, {actor}: {outcomes[actor]}"
    return outcomes


@pytest.mark.parametrize("mutation", list(_BY_MUTATION))
def test_rules_say_something_of_everybody_in_each_state_once(mutation: str) -> None:
    rules = _BY_MUTATION[mutation]

    assert [set(rule.by_person) for rule in rules] == [set(NAMES)] * len(rules)
    assert len({rule.state for rule in rules}) == len(rules)


def test_every_mutation_has_a_rule() -> None:
    mutations = core_schema(schema).mutation_type
    assert mutations is not None

    assert set(mutations.fields) == set(_BY_MUTATION)
