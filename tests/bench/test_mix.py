"""Operations at random, the same ones in every run."""

from pathlib import Path

import orjson
import pytest
from graphql import GraphQLSchema, build_schema, parse, validate

import bench
from bench.data_set.sizes import sizes_at
from bench.dialects import NAMES_ONLY, OURS, POSTGRAPHILES
from bench.mix import asks_for_a_post, documents
from bench.operations import MIX, operations_on

[MIXED] = [each for each in operations_on(sizes_at(0.001)) if each.name == MIX]


def peers_schema() -> GraphQLSchema:
    file = Path(bench.__file__).with_name("peers") / "schema.graphql"
    return build_schema(file.read_text(encoding="utf-8"))


def broadsheets_schema() -> GraphQLSchema:
    file = Path(bench.__file__).parents[1] / "schema" / "schema.graphql"
    return build_schema(file.read_text(encoding="utf-8"))


def test_each_run_makes_the_same_documents() -> None:
    assert documents(50) == documents(50)


def test_no_two_documents_are_the_same() -> None:
    assert len(set(documents(300))) == 300


@pytest.mark.parametrize("schema", [peers_schema(), broadsheets_schema()], ids=["peers", "ours"])
def test_every_document_is_valid_where_it_is_sent(schema: GraphQLSchema) -> None:
    for document in documents(300):
        assert validate(schema, parse(document)) == [], document


def test_they_differ_in_fields_pages_and_names() -> None:
    written = " ".join(documents(300))
    for part in ("posts(first: 3)", "replies(first: 2)", "moreComments: ", "avatarUrl", "title9"):
        assert part in written


def test_a_document_comes_with_the_variables_it_wants() -> None:
    for body in map(orjson.loads, MIXED.bodies(OURS)):
        assert bool(body["variables"]) == asks_for_a_post(body["query"])
        assert body["operationName"] == MIX


def test_whoever_takes_prepared_documents_only_is_not_asked() -> None:
    assert MIXED.is_for(OURS)
    assert not MIXED.is_for(NAMES_ONLY)
    assert not MIXED.is_for(POSTGRAPHILES)
    named = operations_on(sizes_at(0.001))[:-1]
    assert all(each.is_for(NAMES_ONLY) for each in named if not each.is_ours_alone)
