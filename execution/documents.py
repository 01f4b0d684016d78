"""Reads documents, refuses what is not fit to run, and remembers what was."""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from sys import getsizeof
from typing import Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    StringValueNode,
    Visitor,
    parse,
    visit,
)

from execution.codes import Code
from execution.cost import Bound, bound
from execution.limits import Limits
from execution.lists import Listing, listings
from execution.overlaps import check_overlaps
from execution.plans import Plans
from execution.refusals import OperationRefused, refusal
from execution.shape import check_shape, root_fields
from execution.text import is_storable
from execution.validation import rules_for, validate
from execution.variables import Variables
from execution.viewers import asks_about_viewer, asks_for_secret

_Key = tuple[str, str | None]

_BYTES_OF_A_DOCUMENT = 2_000
_BYTES_OF_A_TOKEN = 430
"""Both as measured; a test holds them against what Python says."""


@dataclass(frozen=True, kw_only=True)
class PreparedOperation:
    """One operation that has passed every check that needs no variables."""

    key: _Key
    schema: GraphQLSchema
    document: DocumentNode
    definition: OperationDefinitionNode
    listings: tuple[Listing, ...]
    bound: Bound
    plans: Plans
    variables: Variables
    bytes_of_document: int
    known_as: set[bytes] = field(default_factory=set)
    """Requests that are known to ask for it. See known.py."""

    @property
    def bytes(self) -> int:
        """The memory that it takes with all its plans, about."""
        return self.bytes_of_document + self.plans.bytes

    @property
    def name(self) -> str | None:
        return self.definition.name.value if self.definition.name else None

    @property
    def text(self) -> str:
        """The document as it was sent."""
        location = self.document.loc
        return location.source.body if location else ""

    @property
    def type(self) -> OperationType:
        return self.definition.operation

    @cached_property
    def changes(self) -> int:
        """How many fields of Mutation it calls, each as often as it is selected."""
        is_mutation = self.type is OperationType.MUTATION
        return root_fields(self.definition, self.document) if is_mutation else 0

    @cached_property
    def differs_by_viewer(self) -> bool:
        """Whether its answer may differ by who asks."""
        return asks_about_viewer(self.schema, self.document)

    @cached_property
    def answers_secret(self) -> bool:
        """Whether its answer holds what must be stored nowhere."""
        return asks_for_secret(self.schema, self.document)


class Documents:
    """Prepares operations, and keeps the most recently used ones."""

    def __init__(self, schema: GraphQLSchema, limits: Limits, *, introspection: bool) -> None:
        self._schema = schema
        self._limits = limits
        self._introspection = introspection
        self._kept: OrderedDict[_Key, PreparedOperation] = OrderedDict()
        self._bytes = 0
        self._tell: list[Callable[[PreparedOperation], None]] = []

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def bytes(self) -> int:
        """The memory that everything kept takes, about."""
        return self._bytes

    def prepare(self, text: str, operation_name: str | None) -> PreparedOperation:
        """Return the operation, ready to run. Raises OperationRefused."""
        key = (text, operation_name)
        prepared = self._kept.get(key)
        if prepared is None:
            prepared = self._kept[key] = self._read(text, operation_name)
            self._bytes += prepared.bytes
            self._forget()
        else:
            self._kept.move_to_end(key)
        return prepared

    def use(self, prepared: PreparedOperation) -> bool:
        """Count an operation as used now, and tell whether it is still kept."""
        is_kept = self._kept.get(prepared.key) is prepared
        if is_kept:
            self._kept.move_to_end(prepared.key)
        return is_kept

    def when_forgotten(self, tell: Callable[[PreparedOperation], None]) -> None:
        """Have a function told of every operation that is no longer kept."""
        self._tell.append(tell)

    def _grown(self, key: _Key, plans: Plans, by: int) -> None:
        """Count a plan, unless its operation has been forgotten while it was made."""
        kept = self._kept.get(key)
        if kept is not None and kept.plans is plans:
            self._bytes += by
            self._forget()

    def read_all(self, text: str) -> list[PreparedOperation]:
        """Return every operation of a document, and keep none. Raises OperationRefused."""
        named = list(_operations(_parse(text, self._limits)))
        names = [item.name.value if item.name else None for item in named]
        return [self._read(text, name) for name in names or [None]]

    def _forget(self) -> None:
        """Drop the operations used least recently, until the rest is within the limits."""
        limits = self._limits
        while len(self._kept) > limits.kept_operations or self._bytes > limits.kept_bytes:
            _, forgotten = self._kept.popitem(last=False)
            self._bytes -= forgotten.bytes
            for tell in self._tell:
                tell(forgotten)

    def _read(self, text: str, operation_name: str | None) -> PreparedOperation:
        document = _parse(text, self._limits)
        check_shape(document, self._limits)
        check_overlaps(document, self._limits)
        if "\\" in text:  # else no literal has anything that the text itself has not
            _check_literals(document)
        definition = _select(document, operation_name)
        self._validate(text, document)
        fragments = {
            item.name.value: item
            for item in document.definitions
            if isinstance(item, FragmentDefinitionNode)
        }
        found = listings(self._schema, definition, fragments)
        return PreparedOperation(
            key=(text, operation_name),
            schema=self._schema,
            document=document,
            definition=definition,
            listings=found,
            bound=bound(found, self._limits.page_size),
            variables=Variables(self._schema, definition),
            plans=Plans(
                self._schema,
                definition,
                fragments,
                grown=partial(self._grown, (text, operation_name)),
            ),
            bytes_of_document=_bytes_of(text, document),
        )

    def _validate(self, text: str, document: DocumentNode) -> None:
        rules = rules_for(text, introspection=self._introspection)
        errors = validate(self._schema, document, rules, max_errors=self._limits.errors)
        if errors and not self._introspection:
            # The messages of the rules name types and fields. Where they are is enough.
            errors = [_without_names(error) for error in errors]
        if errors:
            raise OperationRefused(Code.VALIDATION_FAILED, errors)


def _bytes_of(text: str, document: DocumentNode) -> int:
    """Estimate the memory of a document: its text, which tokens repeat, and nodes of tokens."""
    tokens = 0
    token = document.loc.start_token if document.loc else None
    while token is not None:
        tokens, token = tokens + 1, token.next
    return _BYTES_OF_A_DOCUMENT + 2 * getsizeof(text) + _BYTES_OF_A_TOKEN * tokens


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
