"""Documents that are too large to be looked at closely."""

import pytest
from graphql import get_introspection_query

from execution.codes import Code
from execution.gate import OperationRequest
from tests.execution.library import a_gate, refusal_of

_SPREADING = "".join(f"fragment f{i} on Shelf {{ ...f{i + 1} ...f{i + 1} }} " for i in range(20))
MILLION_SPREADS = f"{{ shelf {{ ...f0 }} }} {_SPREADING} fragment f20 on Shelf {{ __typename }}"


def nested(levels: int) -> str:
    """Write a query that nests fields this deep."""
    inside = "books { edges { node { shelf { " * (levels // 4)
    return "{ shelf { " + inside + "__typename" + " } } } }" * (levels // 4) + " } }"


@pytest.mark.parametrize(
    ("query", "limits", "message"),
    [
        ("{ shelf { __typename } }", {"source_length": 10}, "is longer than 10 characters"),
        ("{ a { b { c } } }", {"depth": 2}, "nests fields more than 2 deep"),
        (nested(40), {}, "nests fields more than 20 deep"),
        ("{ a: echo b: echo c: echo }", {"aliases": 2}, "uses more than 2 aliases"),
        ("{ a b c }", {"selections": 2}, "selects more than 2 fields and fragments"),
        ("query A { a b } query B { c }", {"selections": 2}, "selects more than 2 fields"),
        ("{ a @skip(if: true) b @skip(if: true) }", {"directives": 1}, "more than 1 directives"),
        ("query A { a } query B { b }", {"definitions": 1}, "defines more than 1 operations"),
        ("{ ... { ... { ... { a } } } }", {"nesting": 3}, "nests selections more than 3 deep"),
        ("{ __schema { a } x: __schema { a } y: __schema { a } }", {}, "__type more than 2 times"),
        ("{ " + "shelf { __typename } " * 200 + "}", {}, "same name in the same place too often"),
    ],
)
def test_a_document_beyond_a_limit_is_refused(
    query: str, limits: dict[str, int], message: str
) -> None:
    refused = refusal_of(query, gate=a_gate(**limits))

    assert refused.code is Code.DOCUMENT_TOO_LARGE
    assert message in refused.errors[0].message


@pytest.mark.parametrize(
    ("query", "limits"),
    [("{ a b c d }", {"tokens": 3}), ("# 1\n# 2\n{ shelf { __typename } }", {"comments": 1})],
)
def test_tokens_and_comments_are_limited_while_reading(query: str, limits: dict[str, int]) -> None:
    assert refusal_of(query, gate=a_gate(**limits)).code is Code.PARSE_FAILED


def test_limits_count_through_fragments() -> None:
    query = "{ shelf { ...A } } fragment A on Shelf { books { edges { node { title } } } }"

    assert "more than 4 deep" in refusal_of(query, gate=a_gate(depth=4)).errors[0].message
    a_gate(depth=5).admit(OperationRequest(query=query))


def test_fragments_that_stand_for_a_million_selections_are_counted_and_not_followed() -> None:
    spreading = MILLION_SPREADS.replace("...f19 ...f19", "...f19 " * 1_000)

    for document in (MILLION_SPREADS, spreading):
        assert refusal_of(document).code is Code.DOCUMENT_TOO_LARGE


def test_long_chains_of_fragments_are_refused_without_a_deep_stack() -> None:
    chain = "".join(
        f"fragment f{i} on Shelf {{ {'... { ' * 150} ...f{i + 1} {'} ' * 150} }} " for i in range(9)
    )

    refused = refusal_of(f"{{ shelf {{ ...f0 }} }} {chain} fragment f9 on Shelf {{ __typename }}")

    assert "nests selections more than 100 deep" in refused.errors[0].message


@pytest.mark.parametrize(
    "query",
    [
        "{ shelf { ...A } } fragment A on Shelf { ...A }",
        "{ shelf { ...A } } fragment A on Shelf { ...B } fragment B on Shelf { ...A }",
        "{ shelf { ...A } } fragment A on Shelf { id } fragment A on Shelf { id }",
        "{ shelf { ...Missing } }",
        "{ shelf { __typename } } fragment Unused on Shelf { __typename }",
    ],
)
def test_fragments_that_make_no_sense_are_refused(query: str) -> None:
    assert refusal_of(query).code is Code.VALIDATION_FAILED


def test_the_standard_introspection_query_is_let_in() -> None:
    query = get_introspection_query(input_value_deprecation=True, specified_by_url=True)

    assert a_gate().admit(OperationRequest(query=query)).cost.requested == 0


def test_introspection_that_goes_round_in_types_is_refused() -> None:
    query = "{ __schema { types { " + "fields { type { " * 3 + "name" + " } }" * 3 + " } } }"

    assert refusal_of(query).code is Code.VALIDATION_FAILED
