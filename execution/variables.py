"""The values of variables, as the types of the schema have them.

graphql-core coerces them, and says what is wrong with them. It reads the declarations anew for each
request, so the common case is decided here: values that are what they should be.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from graphql import (
    GraphQLBoolean,
    GraphQLError,
    GraphQLID,
    GraphQLInt,
    GraphQLSchema,
    GraphQLString,
    OperationDefinitionNode,
    Undefined,
    get_nullable_type,
    get_variable_values,
    is_leaf_type,
    is_non_null_type,
)
from graphql.execution.get_variable_signature import (
    GraphQLVariableSignature,
    get_variable_signature,
)
from graphql.execution.values import VariableValues, VariableValueSource
from graphql.utilities.coerce_input_value import coerce_input_value

_LARGEST_INT = 2**31 - 1

_Fits = Callable[[Any], bool]

_FITS: Mapping[str, _Fits] = {
    GraphQLString.name: lambda value: type(value) is str,
    GraphQLID.name: lambda value: type(value) is str,
    GraphQLBoolean.name: lambda value: type(value) is bool,
    GraphQLInt.name: lambda value: (
        type(value) is int and -_LARGEST_INT - 1 <= value <= _LARGEST_INT
    ),
}
"""Whether a value of a built-in type is taken as it is."""


class _Variable(NamedTuple):
    name: str
    signature: GraphQLVariableSignature
    is_nullable: bool
    fits: _Fits | None
    absent: VariableValueSource
    default: Any
    """What it is when it is not sent. Undefined if that is nothing, or not allowed."""


class Variables:
    """Coerces the variables of one operation."""

    def __init__(self, schema: GraphQLSchema, operation: OperationDefinitionNode) -> None:
        self._schema = schema
        self._nodes = operation.variable_definitions or ()
        self._plain = self._declared_plainly()

    def coerced(
        self, given: Mapping[str, Any], *, max_errors: int
    ) -> VariableValues | list[GraphQLError]:
        """Return the values, or what is wrong with them."""
        values = None if self._plain is None else _as_they_are(self._plain, given)
        if values is not None:
            return values
        return get_variable_values(
            self._schema, self._nodes, dict(given), max_errors=max_errors, hide_suggestions=True
        )

    def _declared_plainly(self) -> Sequence[_Variable] | None:
        """Return the declarations, or None if one is not of a scalar or an enum."""
        declared = []
        for node in self._nodes:
            signature = get_variable_signature(self._schema, node)
            if isinstance(signature, GraphQLError):
                return None
            is_nullable = not is_non_null_type(signature.type)
            type_ = get_nullable_type(signature.type)
            if not is_leaf_type(type_):
                return None
            nothing_sent = get_variable_values(self._schema, [node], {})
            coerced = {} if isinstance(nothing_sent, list) else nothing_sent.coerced
            declared.append(
                _Variable(
                    name=signature.name,
                    signature=signature,
                    is_nullable=is_nullable,
                    fits=_FITS.get(type_.name),
                    absent=VariableValueSource(signature),
                    default=coerced.get(signature.name, Undefined),
                )
            )
        return declared


def _as_they_are(declared: Sequence[_Variable], given: Mapping[str, Any]) -> VariableValues | None:
    """Return the values, or None if one is not what it should be."""
    sources: dict[str, VariableValueSource] = {}
    coerced: dict[str, Any] = {}
    for variable in declared:
        name = variable.name
        value = given.get(name, Undefined)
        if value is Undefined:
            sources[name] = variable.absent
            if variable.default is not Undefined:
                coerced[name] = variable.default
            elif not variable.is_nullable:
                return None
            continue
        if value is None:
            if not variable.is_nullable:
                return None
            coerced[name] = None
        elif variable.fits is not None:
            if not variable.fits(value):
                return None
            coerced[name] = value
        else:
            coerced[name] = coerce_input_value(value, variable.signature.type)
            if coerced[name] is Undefined:
                return None
        sources[name] = VariableValueSource(variable.signature, value)
    return VariableValues(sources, coerced)
