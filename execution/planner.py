"""Turns an operation into a plan.

This is the only module that reads selections. It leaves that to graphql-core's own functions, so
that fragments, directives and merged fields mean here what they mean there.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any

import strawberry
from graphql import (
    FragmentDefinitionNode,
    GraphQLField,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    OperationDefinitionNode,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_object_type,
)
from graphql.execution.collect_fields import (
    FieldDetails,
    FragmentDetails,
    collect_fields,
    collect_subfields,
)
from graphql.execution.values import VariableValues
from strawberry.types.field import StrawberryField

from execution.abstract import decides_by_class
from execution.arguments import wants_selection
from execution.fields import Declared, declared_as
from execution.keywords import keywords_of
from execution.lists import is_page
from execution.plan import (
    Asked,
    Attribute,
    Below,
    Call,
    Choice,
    Column,
    Computed,
    Leaf,
    Level,
    NotPlanned,
    Origin,
    Plan,
    Shape,
    TypeName,
    Wrapper,
)

_Selected = list[FieldDetails]

_DECLARATION = "strawberry-definition"

MOST_COLUMNS = 400
"""How large a plan may get. Making it takes the server's time, for some 0.1 ms a column."""


def plan(
    schema: GraphQLSchema,
    operation: OperationDefinitionNode,
    fragments: Mapping[str, FragmentDefinitionNode],
    variables: VariableValues,
) -> Plan:
    """Plan an operation. Of the variables only those of @skip and @include are looked at.

    Raises NotPlanned for what the reference executor alone can answer.
    """
    return _Planner(schema, operation, fragments, variables).plan()


async def event(_: Any) -> Any:
    """Stand for the event in the plan of a subscription: whoever runs it has the event already."""
    raise TypeError("A subscription is answered event by event.")


class _Planner:
    def __init__(
        self,
        schema: GraphQLSchema,
        operation: OperationDefinitionNode,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: VariableValues,
    ) -> None:
        self._schema = schema
        self._operation = operation
        self._fragments = {name: FragmentDetails(node) for name, node in fragments.items()}
        self._variables = variables
        self._calls: list[Call] = []
        self._columns = 0

    def plan(self) -> Plan:
        root = self._schema.get_root_type(self._operation.operation)
        if root is None:
            raise NotPlanned("The schema has no such operations.")
        collected = collect_fields(
            self._schema, self._fragments, self._variables, root, self._operation
        )
        level = self._level(root, collected.grouped_field_set, of_page=False)
        return Plan(level, self._calls)

    def _level(
        self, type_: GraphQLObjectType, selected: dict[str, _Selected], *, of_page: bool
    ) -> Level:
        if not decides_by_class(type_):
            raise NotPlanned(f"What is a {type_.name} cannot be told from a class.")
        self._columns += len(selected)
        if self._columns > MOST_COLUMNS:
            raise NotPlanned(f"A plan has at most {MOST_COLUMNS} columns.")
        columns = [self._column(type_, key, details) for key, details in selected.items()]
        return Level(type_, list(_counted(columns, of_page=of_page)))

    def _column(self, parent: GraphQLObjectType, key: str, details: _Selected) -> Column:
        name = details[0].node.name.value
        if name == "__typename":
            leaf = Leaf(self._schema.type_map["String"])  # type: ignore[arg-type]  # is a scalar
            return Column(key, TypeName(), (Wrapper.NON_NULL,), leaf)
        field = parent.fields.get(name)
        if field is None:
            raise NotPlanned(f"{name} belongs to introspection.")
        shape, inner = _unwrap(field.type)
        origin = self._origin(field, details)
        below = self._below(inner, details, is_page=is_page(field))
        if isinstance(origin, Asked) and wants_selection(origin.function):
            told = partial(origin.function, selected=_attributes(below))
            origin = Asked(told, origin.call)
        return Column(key, origin, shape, below)

    def _below(self, type_: GraphQLOutputType, details: _Selected, *, is_page: bool) -> Below:
        if is_leaf_type(type_):
            return Leaf(type_)
        if is_object_type(type_):
            return self._subselection(type_, details, of_page=is_page)
        if is_abstract_type(type_):
            if not decides_by_class(type_):
                raise NotPlanned(f"What {type_.name} is cannot be told from a class.")
            possible = self._schema.get_possible_types(type_)
            return Choice(
                type_,
                {
                    item.name: self._subselection(item, details, of_page=is_page)
                    for item in possible
                },
            )
        raise NotPlanned(f"{type_} is no type of an answer.")

    def _subselection(
        self, type_: GraphQLObjectType, details: _Selected, *, of_page: bool
    ) -> Level:
        collected = collect_subfields(
            self._schema, self._fragments, self._variables, self._operation, type_, details
        )
        return self._level(type_, collected.grouped_field_set, of_page=of_page)

    def _origin(self, field: GraphQLField, details: _Selected) -> Origin:
        source: StrawberryField | None = field.extensions.get(_DECLARATION)
        if source is None or source.extensions or source.permission_classes:
            raise NotPlanned("A field has extensions of its own.")
        if source.is_subscription:
            self._calls.append(Call(lambda _: {}))
            return Asked(event, len(self._calls) - 1)
        if source.base_resolver is None:
            return Attribute(source.python_name)
        declared = declared_as(source)
        if declared is None:
            raise NotPlanned(f"{source.python_name} has a resolver of its own.")
        if declared.is_pure:
            return Computed(declared.function, declared.written)
        self._calls.append(self._call(field, source, declared, details))
        return Asked(declared.function, len(self._calls) - 1)

    def _call(
        self,
        field: GraphQLField,
        source: StrawberryField,
        declared: Declared,
        details: _Selected,
    ) -> Call:
        schema = _strawberry(self._schema)
        return Call(keywords_of(schema, field, source, declared, details[0].node))


def _strawberry(schema: GraphQLSchema) -> strawberry.Schema:
    """Return the schema that was declared, behind the one that graphql-core knows."""
    declared: strawberry.Schema = schema.extensions[_DECLARATION]
    return declared


def _attributes(below: Below) -> frozenset[str] | None:
    """Return the attributes that are read of objects, or None where any of them may be."""
    columns = below.columns if isinstance(below, Level) else ()
    named = [column.origin for column in columns if not isinstance(column.origin, TypeName)]
    attributes = [origin.name for origin in named if isinstance(origin, Attribute)]
    if not isinstance(below, Level) or len(attributes) != len(named):
        return None
    return frozenset(attributes)


def _counted(columns: Iterable[Column], *, of_page: bool) -> Iterator[Column]:
    """Say which lists of a level hold items that count: of one page those that are shown first."""
    is_counted = False
    for column in columns:
        if isinstance(column.below, Leaf) or Wrapper.LIST not in column.shape or is_counted:
            yield column
            continue
        is_counted = of_page
        last = max(place for place, each in enumerate(column.shape) if each is Wrapper.LIST)
        shape = (*column.shape[:last], Wrapper.COUNTED, *column.shape[last + 1 :])
        yield replace(column, shape=shape)


@lru_cache(maxsize=4_000)  # types of the schema's fields, by identity
def _unwrap(type_: GraphQLOutputType) -> tuple[Shape, GraphQLOutputType]:
    shape: list[Wrapper] = []
    while True:
        if is_non_null_type(type_):
            shape.append(Wrapper.NON_NULL)
        elif is_list_type(type_):
            shape.append(Wrapper.LIST)
        else:
            return tuple(shape), type_
        type_ = type_.of_type
