"""The operation that writes."""

from itertools import pairwise
from pathlib import Path

import orjson
import pytest
from graphql import build_schema, parse, validate

import bench
from bench.__main__ import operation_called
from bench.callers import Caller
from bench.dialects import NAMES_ONLY, OURS, POSTGRAPHILES
from bench.operations import MUTATION, mutation_by

CALLERS = [Caller(f"bss_{number}", f"publication_{number}") for number in range(3)]
MUTATED = mutation_by(CALLERS)


def peers_schema() -> str:
    folder = Path(bench.__file__).with_name("peers")
    return "".join(
        (folder / name).read_text(encoding="utf-8")
        for name in ("schema.graphql", "mutations.graphql")
    )


def broadsheets_schema() -> str:
    file = Path(bench.__file__).parents[1] / "schema" / "schema.graphql"
    return file.read_text(encoding="utf-8")


@pytest.mark.parametrize("schema", [peers_schema(), broadsheets_schema()], ids=["peers", "ours"])
def test_its_document_is_valid_where_it_is_sent(schema: str) -> None:
    document = orjson.loads(MUTATED.bodies(OURS)[0])["query"]
    assert validate(build_schema(schema), parse(document)) == []


def test_callers_take_turns_and_change_what_is_their_own() -> None:
    messages = MUTATED.messages(OURS)
    assert [each.token for each in messages[:3]] == [caller.token for caller in CALLERS]
    for message in messages:
        changed = orjson.loads(message.body)["variables"]["publicationId"]
        assert Caller(str(message.token), changed) in CALLERS


def test_nobody_says_twice_in_a_row_what_is_there_already() -> None:
    own = [
        orjson.loads(each.body)["variables"]["description"]
        for each in MUTATED.messages(OURS)
        if each.token == CALLERS[0].token
    ]
    assert all(one != other for one, other in pairwise([*own, *own]))


def test_it_is_asked_of_everybody_who_has_a_document_for_it() -> None:
    assert MUTATED.is_for(OURS)
    assert MUTATED.is_for(NAMES_ONLY)
    assert not MUTATED.is_for(POSTGRAPHILES)


@pytest.mark.parametrize("text", ["mutation", "Mutation", "MUTATION"])
def test_it_is_chosen_in_whatever_letters(text: str) -> None:
    assert operation_called(text) == MUTATION
