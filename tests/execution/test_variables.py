"""Variables and arguments are read in a shorter way than graphql-core's, to the same end."""

from enum import Enum
from itertools import product
from typing import Annotated, Any

import pytest
import strawberry
from graphql import GraphQLError, OperationDefinitionNode, parse
from graphql.execution.values import get_variable_values

from execution.fields import declared_as, root
from execution.keywords import _Maker, keywords_of
from execution.run import core_schema
from execution.variables import Variables

ABSENT: Any = object()


@strawberry.enum
class Colour(Enum):
    RED = "r"
    BLUE = "b"


@strawberry.input
class Box:
    size: int = 3


Text = Annotated[str, "A text."]
MaybeText = Annotated[str | None, "Maybe a text."]
Number = Annotated[int | None, "A number."]
AColour = Annotated[Colour, "A colour."]
Names = Annotated[list[str] | None, "Names."]
ABox = Annotated[Box | None, "A box."]


async def told(
    context: Any,
    *,
    text: Text = "none",
    maybe: MaybeText = None,
    number: Number = None,
    colour: AColour = Colour.RED,
    names: Names = None,
    box: ABox = None,
) -> str:
    """Tells what it was given."""
    raise NotImplementedError


async def needs(context: Any, *, text: Text, number: Number = 7) -> str:
    """Needs a text."""
    raise NotImplementedError


@strawberry.type
class Query:
    told: str = root(told)
    needs: str = root(needs)


SCHEMA = strawberry.Schema(Query)
CORE = core_schema(SCHEMA)

DECLARATIONS = (
    "$v: String",
    "$v: String!",
    '$v: String! = "d"',
    '$v: String = "d"',
    "$v: String = null",
    "$v: Int",
    "$v: Int! = 4",
    "$v: Boolean",
    "$v: Float",
    "$v: ID!",
    "$v: Colour",
    "$v: Colour! = BLUE",
    "$v: [String!]",
    "$v: Box",
)
VALUES: tuple[Any, ...] = (
    ABSENT,
    None,
    "a",
    "RED",
    "",
    0,
    2**31 - 1,
    2**31,
    -(2**31),
    -(2**31) - 1,
    1.0,
    1.5,
    True,
    [],
    ["a"],
    [None],
    {},
    {"size": 1},
    {"size": "x"},
)


def operation(text: str) -> OperationDefinitionNode:
    [definition] = parse(text).definitions
    assert isinstance(definition, OperationDefinitionNode)
    return definition


@pytest.mark.parametrize(("declaration", "value"), list(product(DECLARATIONS, VALUES)))
def test_variables_are_what_graphql_core_makes_of_them(declaration: str, value: Any) -> None:
    definition = operation(f"query ({declaration}) {{ __typename }}")
    given = {} if value is ABSENT else {"v": value}

    ours = Variables(CORE, definition).coerced(given, max_errors=5)
    theirs = get_variable_values(
        CORE, definition.variable_definitions or (), given, max_errors=5, hide_suggestions=True
    )

    assert _told(ours) == _told(theirs)


def _told(values: Any) -> Any:
    if isinstance(values, list):
        return [error.formatted for error in values]
    sources = {name: (str(of.signature.type), of.value) for name, of in values.sources.items()}
    return values.coerced, sources, [type(value) for value in values.coerced.values()]


FIELDS = (
    "told",
    "told(text: $s)",
    "told(text: $t, number: 3)",
    'told(text: "x", maybe: $t, number: $n, colour: $c)',
    "told(maybe: null, colour: BLUE, number: $n)",
    'told(names: ["a"], number: $n)',
    "told(names: [$s])",
    "told(names: $l, box: {size: $n})",
    "told(box: $b)",
    "needs(text: $s)",
    "needs(text: $t, number: $n)",
    "needs(text: $t, number: null)",
)
HEAD = '$s: String! = "d", $t: String, $n: Int, $c: Colour = RED, $l: [String!], $b: Box'
GIVEN: tuple[dict[str, Any], ...] = (
    {},
    {"s": "a", "t": "b", "n": 5, "c": "BLUE", "l": ["x"], "b": {"size": 2}},
    {"t": None, "n": None},
    {"t": "only"},
    {"n": 0, "l": [], "b": {}},
)


@pytest.mark.parametrize(("selected", "given"), list(product(FIELDS, GIVEN)))
def test_arguments_are_what_graphql_core_and_strawberry_make_of_them(
    selected: str, given: dict[str, Any]
) -> None:
    definition = operation(f"query ({HEAD}) {{ {selected} }}")
    node: Any = definition.selection_set.selections[0]
    field = CORE.query_type.fields[node.name.value]  # type: ignore[union-attr]  # there is one
    source = field.extensions["strawberry-definition"]
    declared = declared_as(source)
    assert declared is not None
    values = Variables(CORE, definition).coerced(given, max_errors=5)
    assert not isinstance(values, list)

    ours = _kept(lambda: keywords_of(SCHEMA, field, source, declared, node)(values))
    theirs = _kept(lambda: _Maker(SCHEMA, field, source, declared, node).anew(values))

    assert ours == theirs


def _kept(make: Any) -> Any:
    try:
        return make()
    except GraphQLError as error:
        return error.formatted
