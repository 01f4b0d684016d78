"""Operations made at random from a schema, for hypothesis."""

import json

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_composite_type,
    is_list_type,
    is_non_null_type,
    is_required_argument,
)
from hypothesis import strategies as st

_DEEPEST = 4
_VARIABLE = "query ($yes: Boolean = true, $no: Boolean = false) "
_DIRECTIVES = ["", "", "", " @include(if: $yes)", " @skip(if: $yes)", " @include(if: $no)"]


@st.composite
def operations(draw: st.DrawFn, schema: GraphQLSchema) -> str:
    """Make a query: fields, aliases, arguments, directives and fragments, as they come."""
    root = schema.query_type
    assert root is not None
    return _VARIABLE + _selection(draw, schema, root, _DEEPEST)


def _selection(draw: st.DrawFn, schema: GraphQLSchema, type_: GraphQLNamedType, deep: int) -> str:
    parts = [_field(draw, schema, type_, deep) for _ in range(draw(st.integers(1, 4)))]
    if draw(st.booleans()):
        parts.append("__typename")
    parts += [
        _fragment(draw, schema, possible, deep - 1)
        for possible in _narrower(schema, type_)
        if deep > 1 and draw(st.integers(0, 3)) == 0
    ]
    return "{ " + " ".join(part for part in parts if part) + " __typename }"


def _fragment(draw: st.DrawFn, schema: GraphQLSchema, type_: GraphQLNamedType, deep: int) -> str:
    directive = draw(st.sampled_from(_DIRECTIVES))
    return f"... on {type_.name}{directive} {_selection(draw, schema, type_, deep)}"


def _narrower(schema: GraphQLSchema, type_: GraphQLNamedType) -> list[GraphQLNamedType]:
    if isinstance(type_, GraphQLObjectType):
        return [type_, *type_.interfaces]
    return list(schema.get_possible_types(type_))  # type: ignore[arg-type]  # is abstract


def _field(draw: st.DrawFn, schema: GraphQLSchema, type_: GraphQLNamedType, deep: int) -> str:
    if not isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
        return ""
    wanted = {
        name: field
        for name, field in type_.fields.items()
        if deep > 1 or not is_composite_type(get_named_type(field.type))
    }
    if not wanted:
        return ""
    name = draw(st.sampled_from(sorted(wanted)))
    field = wanted[name]
    arguments = _arguments(draw, field)
    # Fields of one name and other arguments must not be merged, so each has a key of its own.
    alias = f"{type_.name.lower()}_{name}_{abs(hash(arguments)) % 1000}: " if arguments else ""
    below = get_named_type(field.type)
    inside = f" {_selection(draw, schema, below, deep - 1)}" if is_composite_type(below) else ""
    directive = draw(st.sampled_from(_DIRECTIVES))
    if not arguments and draw(st.integers(0, 4)) == 0:
        alias = f"{type_.name.lower()}_{name}_again: "
    return f"{alias}{name}{arguments}{directive}{inside}"


def _arguments(draw: st.DrawFn, field: GraphQLField) -> str:
    given = []
    for name, argument in field.args.items():
        if is_required_argument(argument) or draw(st.booleans()):
            given.append(f"{name}: {_literal(draw, argument.type)}")
    return f"({', '.join(given)})" if given else ""


def _literal(draw: st.DrawFn, type_: GraphQLInputType) -> str:
    if is_non_null_type(type_):
        return _literal(draw, type_.of_type)
    if is_list_type(type_):
        items = [_literal(draw, type_.of_type) for _ in range(draw(st.integers(0, 2)))]
        return f"[{', '.join(items)}]"
    if isinstance(type_, GraphQLEnumType):
        value: str = draw(st.sampled_from(sorted(type_.values)))
        return value
    if get_named_type(type_).name == "Int":
        return str(draw(st.integers(0, 3)))
    return json.dumps(draw(st.sampled_from(["Rex", "Tom", "", "nobody"])))
