"""The one gate every operation passes, whichever transport brought it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import GraphQLError, GraphQLSchema, OperationType
from graphql.execution.values import VariableValues

from execution.codes import Code
from execution.documents import Documents, PreparedOperation
from execution.known import KnownRequests
from execution.limits import Limits
from execution.refusals import OperationRefused, refusal
from execution.registry import Registry, RegistryLimits, TrustedDocuments, hash_in, not_trusted
from execution.text import is_all_storable, is_storable

EVERY_TYPE = frozenset({OperationType.QUERY, OperationType.MUTATION})


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationRequest:
    """What a caller sends, already known to be of these types."""

    query: str | None = None
    """The text of the document, unless it is named in one of the other ways."""

    document_id: str | None = None
    """The id of a trusted document."""

    operation_name: str | None = None
    variables: Mapping[str, Any] = field(default_factory=dict)
    extensions: Mapping[str, Any] = field(default_factory=dict)
    sent: bytes | None = None
    """All of this as the caller sent it, if it may be known by that."""

    @property
    def registers(self) -> bool:
        """Whether it brings a text together with its hash, so that the gate may keep it."""
        return self.query is not None and "persistedQuery" in self.extensions


@dataclass(frozen=True, slots=True)
class Cost:
    """The items an operation asks for at most, and how many it may."""

    requested: int
    limit: int

    @property
    def extension(self) -> dict[str, int]:
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
        self,
        schema: GraphQLSchema,
        limits: Limits | None = None,
        *,
        introspection: bool = True,
        registry: Registry | None = None,
    ) -> None:
        self._introspection = introspection
        self.limits = limits or Limits()
        self.documents = Documents(schema, self.limits, introspection=introspection)
        self.known: KnownRequests[AdmittedOperation] = KnownRequests(
            self.documents, most_bytes=self.limits.known_bytes, longest=self.limits.known_length
        )
        # An empty registry is false, so it cannot be asked for with `or`.
        self.registry = (
            Registry(RegistryLimits(), TrustedDocuments()) if registry is None else registry
        )

    def check(self, text: str) -> None:
        """Refuse a document of which not every operation could run. Raises OperationRefused.

        What an operation with variables costs is known only when there are some.
        """
        _check_storable(text)
        for prepared in self.documents.read_all(text):
            if not prepared.definition.variable_definitions:
                self._cost(prepared, {})

    def admit(
        self, request: OperationRequest, *, allowed: Collection[OperationType] = EVERY_TYPE
    ) -> AdmittedOperation:
        """Return the operation, free to run. Raises OperationRefused."""
        name = hash_in(request.extensions) if request.extensions else None
        text = self._text(request, name)
        prepared = self.documents.prepare(text, request.operation_name)
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
        if name is not None and request.query is not None:
            self.registry.keep(name, text)
        admitted = AdmittedOperation(prepared, request.variables, values, cost)
        if request.sent is not None and _may_be_known(request, prepared):
            self.known.keep(request.sent, prepared, admitted, request.variables)
        return admitted

    def _text(self, request: OperationRequest, name: str | None) -> str:
        text = request.query
        if text is None:
            return self._named(request.document_id, name)
        if request.document_id is not None:
            raise refusal(Code.BAD_USER_INPUT, "Send `query` or `documentId`, not both.")
        _check_storable(text)
        if name is not None:
            self.registry.check(name, text)
        if self.registry.knows_all and not self.registry.is_trusted(text):
            raise not_trusted()
        return text

    def _named(self, document_id: str | None, name: str | None) -> str:
        if document_id is None and name is None:
            raise refusal(Code.BAD_USER_INPUT, "There is no document.")
        if document_id is None:
            return self.registry.find_by_hash(str(name))
        text = self.registry.find_by_id(document_id)
        if name is not None:
            self.registry.check(name, text)
        return text

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


def _may_be_known(request: OperationRequest, prepared: PreparedOperation) -> bool:
    """Whether a request has nothing that must be looked at, or made, each time it is sent.

    Names of documents are counted and may be registered. Lists and objects among the variables
    could be changed by whoever is given them, and grow beyond what is reckoned for them.
    """
    if request.query is None or request.extensions or prepared.type is not OperationType.QUERY:
        return False
    return not any(isinstance(value, dict | list) for value in request.variables.values())


def _check_storable(text: str) -> None:
    if not is_storable(text):
        raise refusal(Code.BAD_USER_INPUT, "A document must not hold NUL or half a surrogate pair.")


def _without_names(error: GraphQLError) -> GraphQLError:
    return GraphQLError("The value of a variable does not fit its type.", error.nodes)
