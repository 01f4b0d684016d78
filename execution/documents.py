"""Reads documents, refuses what is not fit to run, and remembers what was."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    OperationType,
    StringValueNode,
    Visitor,
    parse,
    specified_rules,
    validate,
    visit,
)
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule

from execution.codes import Code
from execution.cost import Listing, listings
from execution.limits import Limits
from execution.overlaps import check_overlaps
from execution.plans import Plans
from execution.refusals import OperationRefused, refusal
from execution.shape import check_shape
from execution.text import is_storable
from execution.variables import Variables

_RULES = (*specified_rules, MaybeNullValidationRule, OneOfInputValidationRule)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedOperation:
    """One operation that has passed every check that needs no variables."""

    document: DocumentNode
    definition: OperationDefinitionNode
    listings: tuple[Listing, ...]
    plans: Plans
    variables: Variables

    @property
    def name(self) -> str | None:
        return self.definition.name.value if self.definition.name else None

    @property
    def type(self) -> OperationType:
        return self.definition.operation


class Documents:
    """Prepares operations, and keeps the most recently used ones."""

    def __init__(self, schema: GraphQLSchema, limits: Limits, *, introspection: bool) -> None:
        self._schema = schema
        self._limits = limits
        self._introspection = introspection
        self._kept: OrderedDict[tuple[str, str | None], PreparedOperation] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def prepare(self, text: str, operation_name: str | None) -> PreparedOperation:
        """Return the operation, ready to run. Raises OperationRefused."""
        key = (text, operation_name)
        prepared = self._kept.get(key)
        if prepared is None:
            prepared = self._read(text, operation_name)
            self._kept[key] = prepared
            self._forget()
        else:
            self._kept.move_to_end(key)
        return prepared

    def read_all(self, text: str) -> list[PreparedOperation]:
        """Return every operation of a document, and keep none. Raises OperationRefused."""
        named = list(_operations(_parse(text, self._limits)))
        names = [item.name.value if item.name else None for item in named]
        return [self._read(text, name) for name in names or [None]]

    def _forget(self) -> None:
        """Drop the operations used least recently, until the rest is within the limits."""
        while self._keeps_too_much():
            self._kept.popitem(last=False)

    def _keeps_too_much(self) -> bool:
        texts = sum(len(text) for text, _ in self._kept)
        plans = sum(prepared.plans.characters for prepared in self._kept.values())
        return (
            len(self._kept) > self._limits.kept_operations
            or texts > self._limits.kept_characters
            or plans > self._limits.kept_plan_characters
        )

    def _read(self, text: str, operation_name: str | None) -> PreparedOperation:
        document = _parse(text, self._limits)
        check_shape(document, self._limits)
        check_overlaps(document, self._limits)
        _check_literals(document)
        definition = _select(document, operation_name)
        self._validate(document)
        fragments = {
            item.name.value: item
            for item in document.definitions
            if isinstance(item, FragmentDefinitionNode)
        }
        return PreparedOperation(
            document=document,
            definition=definition,
            listings=listings(self._schema, definition, fragments),
            variables=Variables(self._schema, definition),
            plans=Plans(self._schema, definition, fragments, grown=self._forget),
        )

    def _validate(self, document: DocumentNode) -> None:
        rules = _RULES if self._introspection else (*_RULES, NoSchemaIntrospectionCustomRule)
        errors = validate(
            self._schema, document, rules, max_errors=self._limits.errors, hide_suggestions=True
        )
        if errors and not self._introspection:
            # The messages of the rules name types and fields. Where they are is enough.
            errors = [_without_names(error) for error in errors]
        if errors:
            raise OperationRefused(Code.VALIDATION_FAILED, errors)


def _parse(text: str, limits: Limits) -> DocumentNode:
    if len(text) > limits.source_length:
        raise refusal(
            Code.DOCUMENT_TOO_LARGE,
            f"The document is longer than {limits.source_length} characters.",
        )
    try:
        return parse(
            text,
            allow_empty_selection_sets=False,
            max_lexical_tokens=limits.tokens,
            max_comments=limits.comments,
            max_source_length=limits.source_length,
        )
    except GraphQLError as error:
        raise OperationRefused(Code.PARSE_FAILED, [error]) from None


def _select(document: DocumentNode, name: str | None) -> OperationDefinitionNode:
    """Find the operation to run: the one of that name, or the only one."""
    operations = list(_operations(document))
    if name is None:
        if len(operations) == 1:
            return operations[0]
        raise refusal(
            Code.OPERATION_NOT_FOUND,
            "Say with operationName which operation to run."
            if operations
            else "The document has no operation.",
        )
    for operation in operations:
        if operation.name and operation.name.value == name:
            return operation
    raise refusal(Code.OPERATION_NOT_FOUND, "The document has no operation of that name.")


def _operations(document: DocumentNode) -> Iterator[OperationDefinitionNode]:
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode):
            yield definition


def _check_literals(document: DocumentNode) -> None:
    visit(document, _Literals())


class _Literals(Visitor):
    """Refuses text that could never have been stored."""

    def enter_string_value(self, node: StringValueNode, *_: Any) -> None:
        if not is_storable(node.value):
            raise refusal(
                Code.BAD_USER_INPUT, "Text must not hold NUL or half a surrogate pair.", node
            )


def _without_names(error: GraphQLError) -> GraphQLError:
    return GraphQLError("The document does not fit the schema here.", error.nodes)
