"""Operations made at random from a schema, for hypothesis."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    OperationType,
    get_named_type,
    is_composite_type,
    is_list_type,
    is_non_null_type,
    is_required_argument,
    is_required_input_field,
)
from hypothesis import strategies as st

EXAMPLES = int(os.environ.get("BROADSHEET_RANDOM_OPERATIONS", "300"))
"""How many operations a test makes. A nightly run makes 10,000."""

Known = Mapping[str, Sequence[Any]]
"""Values worth asking for, by the name of the argument or else of its type."""

_DIRECTIVES = [
    *[""] * 6,
    " @include(if: $yes)",
    " @skip(if: $yes)",
    " @include(if: $no)",
    " @skip(if: false)",
    " @include(if: true) @skip(if: $no)",
]
_NUMBERS = [*[0, 1, 2, 3] * 4, 100, 101, -1, 2**31 - 1]
_TEXTS = ["Rex", "Tom", "", "nobody", 'a\u0301 \U0001f600 \\ " \n']


_USUAL: Known = {"Boolean": [True, False], "Int": _NUMBERS, "Float": [0.5, 2]}


class Word(str):
    """The name of an enum's value, which stands in a document without quotes."""

    __slots__ = ()


@dataclass(frozen=True)
class Operation:
    text: str
    variables: dict[str, Any]


@st.composite
def operations(
    draw: st.DrawFn,
    schema: GraphQLSchema,
    known: Known | None = None,
    kind: OperationType = OperationType.QUERY,
    *,
    deepest: int = 4,
) -> Operation:
    """Make an operation: fields, aliases, arguments, variables, directives and fragments."""
    root = schema.get_root_type(kind)
    assert root is not None
    writer = _Writer(draw, schema, known or {})
    if kind is OperationType.SUBSCRIPTION:  # has one field, which must not depend on anything
        selected = f"{{ {writer.field(root, deepest, is_sure=True)} }}"
    else:
        selected = writer.selection(root, deepest)
    body = " ".join([selected, *writer.fragments])
    if "$yes" in body:
        writer.declared.append("$yes: Boolean!")
        writer.variables["yes"] = draw(st.booleans())
    if "$no" in body:
        writer.declared.append("$no: Boolean = false")
    head = f"({', '.join(writer.declared)}) " if writer.declared else ""
    return Operation(f"{kind.value} {head}{body}", writer.variables)


@dataclass
class _Writer:
    draw: st.DrawFn
    schema: GraphQLSchema
    known: Known
    variables: dict[str, Any] = field(default_factory=dict)
    declared: list[str] = field(default_factory=list)
    fragments: list[str] = field(default_factory=list)
    spreads: dict[str, list[str]] = field(default_factory=dict)
    """The fragments there are, by the type that they are on."""

    def one_of(self, number: int) -> bool:
        return self.draw(st.integers(1, number)) == number

    def selection(self, type_: GraphQLNamedType, deep: int) -> str:
        parts = [self.field(type_, deep) for _ in range(self.draw(st.integers(1, 4)))]
        parts += [
            self.fragment(possible, deep - 1)
            for possible in self.narrower(type_)
            if deep > 1 and self.one_of(5)
        ]
        if not any(parts) or self.one_of(3):
            parts.append("__typename" if self.one_of(2) else "kind: __typename")
        return "{ " + " ".join(part for part in parts if part) + " }"

    def fragment(self, type_: GraphQLNamedType, deep: int) -> str:
        directive = self.draw(st.sampled_from(_DIRECTIVES))
        if type_.name in self.spreads and self.one_of(2):
            return f"...{self.draw(st.sampled_from(self.spreads[type_.name]))}{directive}"
        selected = self.selection(type_, deep)
        if self.one_of(2):
            return f"... on {type_.name}{directive} {selected}"
        name = f"part{len(self.fragments)}"
        self.fragments.append(f"fragment {name} on {type_.name} {selected}")
        self.spreads.setdefault(type_.name, []).append(name)
        return f"...{name}{directive}"

    def narrower(self, type_: GraphQLNamedType) -> list[GraphQLNamedType]:
        if isinstance(type_, GraphQLObjectType):
            return [type_, *type_.interfaces]
        return [type_, *self.schema.get_possible_types(type_)]  # type: ignore[arg-type]  # is abstract

    def field(self, type_: GraphQLNamedType, deep: int, *, is_sure: bool = False) -> str:
        if not isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            return ""
        wanted = {
            name: field
            for name, field in type_.fields.items()
            if deep > 1 or not is_composite_type(get_named_type(field.type))
        }
        if not wanted:
            return ""
        name = self.draw(st.sampled_from(sorted(wanted)))
        of = wanted[name]
        arguments = self.arguments(of)
        below = get_named_type(of.type)
        inside = f" {self.selection(below, deep - 1)}" if is_composite_type(below) else ""
        directive = "" if is_sure else self.draw(st.sampled_from(_DIRECTIVES))
        return f"{self.alias(type_, name, arguments)}{name}{arguments}{directive}{inside}"

    def alias(self, type_: GraphQLNamedType, name: str, arguments: str) -> str:
        # Fields of one name and other arguments must not be merged, so each has a key of its own.
        if arguments:
            return f"{type_.name.lower()}_{name}_{crc32(arguments.encode()) % 1000}: "
        if self.one_of(5):
            return f"{type_.name.lower()}_{name}_again: "
        return (
            f"{self.draw(st.sampled_from(['id', 'name', 'o', 'run']))}: " if self.one_of(30) else ""
        )

    def arguments(self, of: GraphQLField) -> str:
        given = []
        for name, argument in of.args.items():
            if is_required_argument(argument) or self.one_of(3):
                given.append(f"{name}: {self.argument(name, argument)}")
        return f"({', '.join(given)})" if given else ""

    def argument(self, name: str, argument: GraphQLArgument) -> str:
        value = self.value(name, argument.type)
        if not self.one_of(3):
            return _literal(value)
        variable = f"v{len(self.declared)}"
        has_default = self.one_of(2)
        default = f" = {_literal(self.value(name, argument.type))}" if has_default else ""
        self.declared.append(f"${variable}: {argument.type}{default}")
        if not has_default or self.one_of(2):
            self.variables[variable] = value
        return f"${variable}"

    def value(self, name: str, type_: GraphQLInputType) -> Any:
        """Make a value: mostly a good one."""
        if is_non_null_type(type_):
            return self.right_value(name, type_.of_type)
        return None if self.one_of(20) else self.right_value(name, type_)

    def right_value(self, name: str, type_: GraphQLInputType) -> Any:
        if is_list_type(type_):
            return [self.value(name, type_.of_type) for _ in range(self.draw(st.integers(0, 3)))]
        if isinstance(type_, GraphQLEnumType):
            return Word(self.some(sorted(type_.values)))
        if isinstance(type_, GraphQLInputObjectType):
            return self.input(type_)
        kind = get_named_type(type_).name
        return self.some(self.known.get(name) or self.known.get(kind) or _USUAL.get(kind, _TEXTS))

    def input(self, type_: GraphQLInputObjectType) -> dict[str, Any]:
        names = [name for name, field in type_.fields.items() if self.wants(field)]
        if type_.is_one_of:
            names = [self.some(sorted(type_.fields))]
        return {name: self.value(name, type_.fields[name].type) for name in names}

    def wants(self, of: GraphQLInputField) -> bool:
        return is_required_input_field(of) or self.one_of(2)

    def some(self, values: Sequence[Any]) -> Any:
        return self.draw(st.sampled_from(values))


def _literal(value: Any) -> str:
    match value:
        case Word():
            return str(value)
        case list():
            return f"[{', '.join(map(_literal, value))}]"
        case dict():
            return f"{{{', '.join(f'{name}: {_literal(of)}' for name, of in value.items())}}}"
    return json.dumps(value, ensure_ascii=False)
