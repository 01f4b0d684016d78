"""Validation says what graphql-core's own says, word for word, in the same order."""

import re

import pytest
from graphql import GraphQLError, GraphQLSchema, parse
from graphql import validate as validate_by_reference
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from execution.run import core_schema
from execution.validation import Rules, rules_for, validate
from tests.execution.library import LIBRARY
from tests.execution.menagerie import MENAGERIE
from tests.execution.operations import operations

SCHEMA = core_schema(MENAGERIE)

_ERRORS = 20
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|\.\.\.|\$?\w+|[^\s\w]')
_STRANGERS = ("name", "dogs", "Dog", "Cat", "nothing", "$yes", "$nothing", "first", "3", "null")
_DIRECTIVES = ("@skip(if: $no)", "@include(if: 3)", "@nothing", "@defer", "@stream", "@skip")

WRONG = [
    "{ dogs }",
    "{ dogs { name { name } } }",
    "{ dogs { nothing } nothing }",
    "{ dogs { name name: legs } }",
    "{ living(index: 1) { name } living(index: 2) { name } }",
    "{ living(index: true, nothing: 1) { name } }",
    "{ living(index: 1, index: 2) { name } }",
    "query ($a: Int, $a: Int, $b: Nothing, $c: Dog) { living(index: $a) { name } }",
    "query ($a: String) { living(index: $a) { name } }",
    "query { living(index: $missing) { ...one } } fragment one on Living { name }",
    "query one { dogs { name } } query one { dogs { name } } { dogs { name } }",
    "{ dogs { ...nobody ...one ...one } } fragment one on Cat { name }",
    "{ dogs { ...loop } } fragment loop on Dog { ...pool } fragment pool on Dog { ...loop }",
    "fragment one on Dog { name } fragment two on Size { name } { dogs { name } }",
    "{ dogs @include(if: true) @include(if: false) @nothing { name @skip } }",
    "query @skip(if: true) { dogs { name } }",
    "mutation { feed { name } } mutation two { feed(input: {name: 3, else: 4}) { name } }",
    "{ dogs { friends(names: [1, null, {a: 2}]) { name } } }",
    "subscription { dogs { name } }",
    "type Dog { name: String } { dogs { name } }",
    "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }",
    " ".join(f"query q{number} {{ nothing }}" for number in range(30)),
]


def said(errors: list[GraphQLError]) -> list[object]:
    return [error.formatted for error in errors]


def check(schema: GraphQLSchema, text: str, *, introspection: bool = True) -> int:
    """Compare what both say of a document, and return the number of errors."""
    document = parse(text)
    every_rule: Rules = rules_for("@", introspection=introspection)
    expected = validate_by_reference(
        schema, document, every_rule, max_errors=_ERRORS, hide_suggestions=True
    )
    rules = rules_for(text, introspection=introspection)
    errors = validate(schema, document, rules, max_errors=_ERRORS)
    assert said(errors) == said(expected)
    return len(errors)


@pytest.mark.parametrize("introspection", [True, False])
@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_said_as_the_reference_says_it(text: str, *, introspection: bool) -> None:
    assert check(SCHEMA, text, introspection=introspection)


@pytest.mark.parametrize(
    "text",
    [
        "{ shelf { books(first: 3) { nodes { title } } } }",
        "query ($g: Genre = ESSAY) { shelf(genre: $g) { ... on Shelf { __typename } } }",
    ],
)
def test_what_is_right_has_no_errors(text: str) -> None:
    assert check(core_schema(LIBRARY), text) == 0


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Replace some words of a good document."""
    words = _TOKEN.findall(draw(operations(SCHEMA)).text)
    names = [place for place, word in enumerate(words) if word[-1].isalnum()]
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.sampled_from(names))
        other = st.sampled_from(_STRANGERS) | st.sampled_from([words[name] for name in names])
        words[place] = draw(other)
        if draw(st.integers(0, 3)) == 0:
            words[place] += f" {draw(st.sampled_from(_DIRECTIVES))}"
    return " ".join(words)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=damaged())
def test_damaged_documents_are_refused_in_the_same_words(text: str) -> None:
    try:
        parse(text)
    except GraphQLError:
        event("cannot be read")
        return
    event("wrong" if check(SCHEMA, text) else "right")
