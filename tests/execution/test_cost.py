"""What operations cost."""

import pytest

from execution.codes import Code
from execution.gate import OperationRequest
from tests.execution.library import a_gate, cost_of, refusal_of


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
