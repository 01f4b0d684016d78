"""Turns an operation into a plan.

This is the only module that reads selections. It leaves that to graphql-core's own functions, so
that fragments, directives and merged fields mean here what they mean there.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from typing import Any

import strawberry
from graphql import (
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLField,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    Visitor,
    get_argument_values,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_object_type,
    visit,
)
from graphql.execution.collect_fields import (
    FieldDetails,
    FragmentDetails,
    collect_fields,
    collect_subfields,
)
from graphql.execution.values import VariableValues
from strawberry.types.arguments import convert_arguments
from strawberry.types.field import StrawberryField

from execution.abstract import decides_by_class
from execution.fields import Declared, declared_as
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
        if root is None or self._operation.operation is OperationType.SUBSCRIPTION:
            raise NotPlanned("Only queries and mutations are planned.")
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
        return Column(key, origin, shape, self._below(inner, details, is_page=is_page(field)))

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
        if source.base_resolver is None:
            return Attribute(source.python_name)
        declared = declared_as(source)
        if declared is None:
            raise NotPlanned(f"{source.python_name} has a resolver of its own.")
        if declared.is_pure:
            return Computed(declared.function)
        self._calls.append(self._call(field, source, declared, details))
        return Asked(declared.function, len(self._calls) - 1)

    def _call(
        self,
        field: GraphQLField,
        source: StrawberryField,
        declared: Declared,
        details: _Selected,
    ) -> Call:
        node = details[0].node
        converter = _strawberry(self._schema).schema_converter

        def keywords(variables: VariableValues) -> dict[str, Any]:
            given = get_argument_values(field, node, variables, hide_suggestions=True)
            converted = convert_arguments(
                given, source.arguments, converter.scalar_registry, converter.config
            )
            return declared.keywords(converted)

        return Call(_once(keywords, node.arguments))


def _strawberry(schema: GraphQLSchema) -> strawberry.Schema:
    """Return the schema that was declared, behind the one that graphql-core knows."""
    declared: strawberry.Schema = schema.extensions[_DECLARATION]
    return declared


def _once(
    keywords: Callable[[VariableValues], dict[str, Any]], arguments: Sequence[Any] | None
) -> Callable[[Any], dict[str, Any]]:
    """Make the arguments when planning, where nothing in them can differ between requests.

    Lists and input objects are made anew for each: a function may change what it is given.
    """
    finder = _Variables()
    for argument in arguments or ():
        visit(argument, finder)
    if finder.found:
        return keywords
    try:
        made = keywords(VariableValues({}, {}))
    except GraphQLError:
        return keywords  # and let each request be told what is wrong with them
    return (lambda _: made) if all(map(_is_constant, made.values())) else keywords


def _is_constant(value: Any) -> bool:
    return value is None or isinstance(value, str | int | float | Enum)


class _Variables(Visitor):
    """Tells whether a literal holds a variable."""

    def __init__(self) -> None:
        super().__init__()
        self.found = False

    def enter_variable(self, *_: Any) -> None:
        self.found = True


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
