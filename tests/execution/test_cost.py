"""What operations cost."""

import pytest

from execution.codes import Code
from execution.gate import Gate, OperationRequest
from execution.run import core_schema
from tests.execution.library import a_gate, cost_of, refusal_of
from tests.execution.menagerie import MENAGERIE


@pytest.mark.parametrize(
    ("query", "cost"),
    [
        ("{ shelf { __typename } }", 0),
        ("{ shelf { books { nodes { title } } } }", 20),
        ("{ shelf { books(first: 5) { nodes { title } } } }", 5),
        ("{ shelf { books(last: 7) { edges { node { title } } } } }", 7),
        ("{ shelf { books(first: 5) { edges { node { title } } nodes { title } } } }", 5),
        ("{ shelf { books(first: 5) { nodes { related(first: 3) { nodes { title } } } } } }", 20),
        ("{ shelf { books(first: 5) { nodes { authors { name } } } } }", 5 + 5 * 3),
        ("{ shelf { books(first: 5) { nodes { sequels { title } } } } }", 5 + 5 * 10),
        ("{ shelf { books(first: 101) { nodes { title } } } }", 100),
        ("{ shelf { books(first: -1) { nodes { title } } } }", 0),
        ("{ shelf { books(first: null) { nodes { title } } } }", 20),
        ('{ found(ids: ["a", "b"]) { title } }', 2),
        ("{ a: shelf { books(first: 5) { nodes { title } } } b: shelf { ...Two } } "
         "fragment Two on Shelf { books(first: 2) { ... { nodes { ... on Book { title } } } } }",
         7),
        ("{ __schema { types { fields { name } } } }", 0),
    ],
)  # fmt: skip
def test_items_are_counted_along_the_path(query: str, cost: int) -> None:
    assert cost_of(query) == cost


def test_sizes_come_from_variables_and_their_defaults() -> None:
    query = "query ($n: Int = 4) { shelf { books(first: $n) { nodes { title } } } }"

    assert cost_of(query) == 4
    assert cost_of(query, n=9) == 9
    assert cost_of(query, n=None) == 20
    assert cost_of("query ($ids: [String!]!) { found(ids: $ids) { title } }", ids=["a"] * 3) == 3


@pytest.mark.parametrize(
    ("selection", "cost"),
    [
        pytest.param("books(first: 5) @skip(if: true) { nodes { title } }", 0,
                     id="never there"),
        pytest.param("books(first: 5) @include(if: true) { nodes { title } }", 5,
                     id="always"),
        pytest.param("... @include(if: $no) { books(first: 5) { nodes { title } } }", 0,
                     id="left out"),
        pytest.param("... @skip(if: $no) { books(first: 5) { nodes { title } } }", 5,
                     id="not skipped"),
        pytest.param("books(first: 5) { nodes @skip(if: $yes) { authors { name } } }", 5,
                     id="a page of which nothing is shown"),
        pytest.param("books(first: $n) { nodes { authors @include(if: $no) { name } } }", 4,
                     id="left out inside of what depends on a size"),
        pytest.param("books(first: 5) @include(if: $no) { nodes { title } } ...again", 5,
                     id="left out here and there elsewhere"),
        pytest.param("books(first: 5) @include(if: $yes) { nodes { authors { name } } } ...again",
                     5 + 5 * 3,
                     id="with more inside here than elsewhere"),
        pytest.param("books(first: 5) @include(if: $no) { nodes { authors { name } } } ...again", 5,
                     id="with more inside of what is left out"),
    ],
)  # fmt: skip
def test_what_directives_leave_out_costs_nothing(selection: str, cost: int) -> None:
    kinds = {"yes": "Boolean = true", "no": "Boolean!", "n": "Int = 4"}
    declared = [f"${name}: {kind}" for name, kind in kinds.items() if f"${name})" in selection]
    variables = f"({', '.join(declared)})" if declared else ""
    again = "fragment again on Shelf { books(first: 5) { nodes { title } } }"
    fragments = again if "...again" in selection else ""
    query = f"query {variables} {{ shelf {{ {selection} t: __typename }} }} {fragments}"

    assert cost_of(query, no=False) == cost


def test_what_is_merged_in_the_answer_costs_once() -> None:
    query = """
        { shelf { ...Titles ...Writers books(first: 5) { edges { node { title } } } } }
        fragment Titles on Shelf { books(first: 5) { nodes { title } } }
        fragment Writers on Shelf { books(first: 5) { nodes { authors { name } } } }
    """

    assert cost_of(query) == 5 + 5 * 3


@pytest.mark.parametrize(
    ("query", "cost"),
    [
        pytest.param("{ dogs { name } }", 10,
                     id="a list without paging"),
        pytest.param("{ dogs { friends { __typename } } }", 10 + 10 * 2, id="a default"),
        pytest.param("query ($n: Int = 3) { dogs { friends(first: $n) { __typename } } }",
                     10 + 10 * 3, id="a default of a variable"),
        pytest.param("query ($n: Int! = 3) { dogs { friends(first: $n) { __typename } } }",
                     10 + 10 * 3, id="a default of a variable that is never null"),
        pytest.param("{ animals { ... on Dog { friends { __typename } } "
                     "... on Cat { friends { __typename } } } }",
                     10 + 10 * (2 + 2), id="several types"),
        pytest.param("{ dogs { ... on Living { name ... on Dog { friends { __typename } } } "
                     "friends { __typename } } }", 10 + 10 * 2, id="an interface of the type"),
    ],
)  # fmt: skip
def test_sizes_come_from_the_schema_where_nobody_says_them(query: str, cost: int) -> None:
    gate = Gate(core_schema(MENAGERIE))

    assert gate.admit(OperationRequest(query=query)).cost.requested == cost


def test_too_dear_an_operation_is_refused_and_told_its_cost() -> None:
    query = "{ shelf { books(first: 100) { nodes { related(first: 100) { nodes { title } } } } } }"

    refused = refusal_of(query)

    assert refused.code is Code.COST_EXCEEDED
    assert refused.extensions == {"cost": {"requested": 10_100, "limit": 10_000}}


def test_objects_outside_of_lists_are_counted_for_each_item_they_stand_in() -> None:
    few = "{ shelf { books(first: 50) { nodes { shelf { __typename } } } } }"
    many = """
        { shelf { books(first: 50) { nodes {
            one: shelf { __typename } two: shelf { __typename } three: shelf { __typename }
        } } } }
    """
    gate = a_gate(objects=150)

    assert gate.admit(OperationRequest(query=few)).cost.requested == 50
    refused = refusal_of(many, gate=gate)

    assert refused.code is Code.COST_EXCEEDED
    assert "150 are allowed" in refused.errors[0].message
