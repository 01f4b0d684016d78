"""The one gate every operation passes, whichever transport brought it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import GraphQLError, GraphQLSchema, OperationType
from graphql.execution.values import VariableValues

from execution.codes import Code
from execution.documents import Documents, PreparedOperation
from execution.limits import Limits
from execution.refusals import OperationRefused, refusal
from execution.text import is_all_storable, is_storable

EVERY_TYPE = frozenset({OperationType.QUERY, OperationType.MUTATION})


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationRequest:
    """What a caller sends, already known to be of these types."""

    query: str
    operation_name: str | None = None
    variables: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cost:
    """The items an operation asks for at most, and how many it may."""

    requested: int
    limit: int

    @property
    def extension(self) -> Mapping[str, int]:
        return {"requested": self.requested, "limit": self.limit}


@dataclass(frozen=True, slots=True)
class AdmittedOperation:
    """An operation that may run."""

    prepared: PreparedOperation
    variables: Mapping[str, Any]
    values: VariableValues
    """The variables as the types of the schema have them."""
    cost: Cost


class Gate:
    """Decides what may run. Costs no I/O."""

    def __init__(
        self, schema: GraphQLSchema, limits: Limits | None = None, *, introspection: bool = True
    ) -> None:
        self._introspection = introspection
        self.limits = limits or Limits()
        self.documents = Documents(schema, self.limits, introspection=introspection)

    def admit(
        self, request: OperationRequest, *, allowed: Collection[OperationType] = EVERY_TYPE
    ) -> AdmittedOperation:
        """Return the operation, free to run. Raises OperationRefused."""
        if not is_storable(request.query):
            raise refusal(
                Code.BAD_USER_INPUT, "A document must not hold NUL or half a surrogate pair."
            )
        prepared = self.documents.prepare(request.query, request.operation_name)
        if prepared.type not in allowed:
            raise refusal(
                Code.OPERATION_NOT_ALLOWED, f"A {prepared.type.value} cannot be run in this way."
            )
        if not is_all_storable(request.variables):
            raise refusal(
                Code.BAD_USER_INPUT,
                "Text in variables must not hold NUL or half a surrogate pair.",
            )
        values = self._coerced(prepared, request.variables)
        cost = self._cost(prepared, values.coerced)
        return AdmittedOperation(prepared, request.variables, values, cost)

    def _coerced(self, prepared: PreparedOperation, variables: Mapping[str, Any]) -> VariableValues:
        values = prepared.variables.coerced(variables, max_errors=self.limits.errors)
        if not isinstance(values, list):
            return values
        if not self._introspection:
            values = [_without_names(error) for error in values]
        raise OperationRefused(Code.BAD_USER_INPUT, values)

    def _cost(self, prepared: PreparedOperation, variables: Mapping[str, Any]) -> Cost:
        items, objects = prepared.bound.with_variables(variables)
        cost = Cost(items, self.limits.nodes)
        for asked, limit, what in (
            (items, self.limits.nodes, "items"),
            (objects, self.limits.objects, "objects"),
        ):
            if asked > limit:
                message = f"The operation asks for {asked} {what}; {limit} are allowed at a time."
                raise OperationRefused(
                    Code.COST_EXCEEDED,
                    [GraphQLError(message)],
                    {"cost": cost.extension},
                    cost=items,
                )
        return cost


def _without_names(error: GraphQLError) -> GraphQLError:
    return GraphQLError("The value of a variable does not fit its type.", error.nodes)
