"""What a selection hands to the function of its field: the arguments, as keywords.

graphql-core and Strawberry say what arguments mean, in two steps that take their time. So whatever
is the same for all requests is made when planning, and a variable that needs no conversion is taken
from the variables as it is.
"""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any, NamedTuple

import strawberry
from graphql import (
    ArgumentNode,
    FieldNode,
    GraphQLArgument,
    GraphQLError,
    GraphQLField,
    ListValueNode,
    ObjectValueNode,
    Undefined,
    ValueNode,
    VariableNode,
    get_argument_values,
    get_nullable_type,
    is_leaf_type,
    is_non_null_type,
    is_required_argument,
)
from graphql.execution.values import VariableValues
from strawberry.relay import GlobalID
from strawberry.types.arguments import StrawberryArgument, convert_arguments
from strawberry.types.field import StrawberryField

from execution.fields import Declared

Keywords = Callable[[VariableValues], dict[str, Any]]

_NO_VARIABLES = VariableValues({}, {})
_ABSENT: Any = object()


class _Taken(NamedTuple):
    """An argument that is a variable, and needs no conversion."""

    keyword: str
    variable: str
    is_required: bool
    is_non_null: bool
    otherwise: Any
    """What the argument is where the variable has no value: _ABSENT if it is nothing at all."""


def keywords_of(
    schema: strawberry.Schema,
    field: GraphQLField,
    source: StrawberryField,
    declared: Declared,
    node: FieldNode,
) -> Keywords:
    """Return what makes the keywords of the variables of a request.

    It raises GraphQLError for values that do not fit, as the reference executor does.
    """
    return _Maker(schema, field, source, declared, node).best()


class _Maker:
    def __init__(
        self,
        schema: strawberry.Schema,
        field: GraphQLField,
        source: StrawberryField,
        declared: Declared,
        node: FieldNode,
    ) -> None:
        self._converter = schema.schema_converter
        self._field = field
        self._arguments = source.arguments
        self._declared = declared
        self._node = node
        self._given = {given.name.value: given for given in node.arguments or ()}

    def best(self) -> Keywords:
        try:
            return self._prepared()
        except (GraphQLError, _NotPreparable):
            return self.anew  # and let each request be told what is wrong with them

    def anew(self, variables: VariableValues) -> dict[str, Any]:
        """Make everything for this request, in the two steps of the reference executor."""
        given = get_argument_values(self._field, self._node, variables, hide_suggestions=True)
        return self._declared.keywords(self._converted(given, self._arguments))

    def _prepared(self) -> Keywords:
        fixed: dict[str, Any] = {}
        taken: list[_Taken] = []
        for argument in self._arguments:
            name = self._converter.config.name_converter.from_argument(argument)
            given = self._given.get(name)
            if given is not None and isinstance(given.value, VariableNode):
                taken.append(self._taken(argument, name, given.value))
            else:
                fixed.update(self._alone(argument, name, given))
        if not all(map(_is_constant, fixed.values())):
            # Lists and input objects are made anew: a function may change what it is given.
            raise _NotPreparable
        if not taken:
            made = self._declared.keywords(fixed)
            return lambda _: made
        return _from_variables(fixed, taken, self._declared, self.anew)

    def _taken(self, argument: StrawberryArgument, name: str, variable: VariableNode) -> _Taken:
        definition = self._field.args[name]
        is_non_null = is_non_null_type(definition.type)
        if not is_leaf_type(get_nullable_type(definition.type)) or argument.type is GlobalID:
            raise _NotPreparable
        is_required = is_required_argument(definition)
        otherwise = {} if is_required else self._alone(argument, name, None)
        keyword = argument.python_name
        return _Taken(
            keyword,
            variable.name.value,
            is_required,
            is_non_null,
            otherwise.get(keyword, _ABSENT),
        )

    def _alone(
        self, argument: StrawberryArgument, name: str, given: ArgumentNode | None
    ) -> dict[str, Any]:
        """Make one argument that depends on no variable."""
        if given is not None and _names_variables(given.value):
            raise _NotPreparable
        definition: GraphQLArgument = self._field.args[name]
        if given is None and not (is_non_null_type(definition.type) or _has_default(definition)):
            return {}
        field = GraphQLField(self._field.type, args={name: definition})
        made = get_argument_values(field, self._node, _NO_VARIABLES) if given else {}
        if given is None:
            node = FieldNode(name=self._node.name, arguments=())
            made = get_argument_values(field, node, _NO_VARIABLES)
        return self._converted(made, [argument])

    def _converted(
        self, given: dict[str, Any], arguments: Sequence[StrawberryArgument]
    ) -> dict[str, Any]:
        registry, config = self._converter.scalar_registry, self._converter.config
        return convert_arguments(given, list(arguments), registry, config)


class _NotPreparable(Exception):  # noqa: N818 - says what is the case, and is no failure
    """The arguments have to be made anew for each request."""


def _from_variables(
    fixed: dict[str, Any], taken: Sequence[_Taken], declared: Declared, anew: Keywords
) -> Keywords:
    def keywords(variables: VariableValues) -> dict[str, Any]:
        made, coerced = dict(fixed), variables.coerced
        for keyword, variable, is_required, is_non_null, otherwise in taken:
            value = coerced.get(variable, _ABSENT)
            if value is _ABSENT:
                if is_required:
                    return anew(variables)
                value = otherwise
            elif value is None and is_non_null:
                return anew(variables)
            if value is not _ABSENT:
                made[keyword] = value
        return declared.keywords(made)

    return keywords


def _has_default(argument: GraphQLArgument) -> bool:
    return argument.default is not None or argument.default_value is not Undefined


def _is_constant(value: Any) -> bool:
    return value is None or isinstance(value, str | int | float | Enum)


def _names_variables(value: ValueNode) -> bool:
    match value:
        case VariableNode():
            return True
        case ListValueNode():
            return any(map(_names_variables, value.values))
        case ObjectValueNode():
            return any(_names_variables(field.value) for field in value.fields)
    return False
