"""Holds documents against the schema: by graphql-core's rules, in a third of its time.

graphql-core asks every rule about every node. Here it is known for each kind of node which rules
have something to say, once for all documents, and what none looks at, such as names, is passed by.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from typing import Any

from graphql import (
    BREAK,
    SKIP,
    ASTValidationRule,
    DeferStreamDirectiveLabel,
    DeferStreamDirectiveOnRootField,
    DeferStreamDirectiveOnValidOperationsRule,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    KnownDirectivesRule,
    Node,
    NoSchemaIntrospectionCustomRule,
    StreamDirectiveOnListField,
    TypeInfo,
    UniqueDirectivesPerLocationRule,
    ValidationContext,
    Visitor,
    assert_valid_schema,
    specified_rules,
)
from graphql.pyutils import RefMap
from graphql.validation.validate import (
    FragmentNestingVisitor,
    ValidationAbortedError,
    query_document_keys_to_validate,
)
from graphql.validation.validation_context import (
    NodeWithSelectionSet,
    VariableUsage,
    VariableUsageVisitor,
)
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule

Rules = tuple[type[ASTValidationRule], ...]

_RULES: Rules = (*specified_rules, MaybeNullValidationRule, OneOfInputValidationRule)

_ABOUT_DIRECTIVES = frozenset(
    {
        KnownDirectivesRule,
        UniqueDirectivesPerLocationRule,
        DeferStreamDirectiveLabel,
        DeferStreamDirectiveOnRootField,
        DeferStreamDirectiveOnValidOperationsRule,
        StreamDirectiveOnListField,
    }
)

_WITHOUT_DIRECTIVES: Rules = tuple(rule for rule in _RULES if rule not in _ABOUT_DIRECTIVES)

Method = Callable[..., Any]

_NAMES = frozenset({"name", "alias"})

_KEYS = {
    kind: tuple(key for key in keys if key not in _NAMES)
    for kind, keys in query_document_keys_to_validate.items()
}


def rules_for(text: str, *, introspection: bool) -> Rules:
    """Return the rules that a document can break: those of directives only where it has some."""
    rules = _RULES if "@" in text else _WITHOUT_DIRECTIVES
    return rules if introspection else (*rules, NoSchemaIntrospectionCustomRule)


def validate(
    schema: GraphQLSchema,
    document: DocumentNode,
    rules: Collection[type[ASTValidationRule]],
    *,
    max_errors: int,
) -> list[GraphQLError]:
    """Return what the rules say, in the order and the words of graphql-core's own `validate`."""
    assert_valid_schema(schema)
    errors: list[GraphQLError] = []

    def report(error: GraphQLError) -> None:
        if len(errors) >= max_errors:
            raise ValidationAbortedError(
                "Too many validation errors, error limit reached. Validation aborted."
            )
        errors.append(error)

    types = TypeInfo(schema)
    context = _Context(schema, document, types, report, hide_suggestions=True)
    visitors: list[Visitor] = [rule(context) for rule in rules]
    fragments = {
        item.name.value: item
        for item in document.definitions
        if isinstance(item, FragmentDefinitionNode)
    }
    if fragments:
        visitors.insert(0, FragmentNestingVisitor(fragments))
    try:
        _Walk(types, visitors).through(document)
    except ValidationAbortedError as error:
        error.__context__ = None  # the frames of the validation are not kept with the error
        errors.append(error.with_traceback(None))
    except RecursionError:
        errors.append(ValidationAbortedError("Validation aborted."))
    return errors


class _Context(ValidationContext):
    """What rules look up, kept by the identity of nodes: to hash one is to hash all below it."""

    def __init__(
        self,
        schema: GraphQLSchema,
        document: DocumentNode,
        types: TypeInfo,
        report: Callable[[GraphQLError], None],
        *,
        hide_suggestions: bool,
    ) -> None:
        super().__init__(schema, document, types, report, hide_suggestions)
        self._types = types
        self._has_variables = document.loc is None or "$" in document.loc.source.body
        self._usages: RefMap[NodeWithSelectionSet, list[VariableUsage]] = RefMap()
        self._fragment_spreads = RefMap()  # type: ignore[assignment]  # is used as a dict is
        self._recursive_variable_usages = RefMap()  # type: ignore[assignment]  # the same

    def get_variable_usages(self, node: NodeWithSelectionSet) -> list[VariableUsage]:
        usages: list[VariableUsage] | None = self._usages.get(node)
        if not self._has_variables:
            return []
        if usages is None:
            fragment = node if isinstance(node, FragmentDefinitionNode) else None
            finder = VariableUsageVisitor(self._types, fragment)
            _WalkToValues(self._types, [finder]).through(node)
            usages = self._usages[node] = finder.usages
        return usages


class _Walk:
    """Takes several visitors, which change nothing, through a document, and knows the types there.

    Does what graphql-core's `visit` does with a TypeInfoVisitor around a ParallelVisitor.
    """

    def __init__(self, types: TypeInfo, visitors: Sequence[Visitor]) -> None:
        self._types = types
        self._visitors = visitors
        self._kinds = tuple(map(type, visitors))
        self._methods_of: dict[str, tuple[Method | None, Method | None]] = {}
        self._path: list[Any] = []
        self._ancestors: list[Any] = []
        self._skipping = [False] * len(visitors)
        self._skipped: dict[int, list[int]] = defaultdict(list)
        """Which visitors look away until a node, by its identity, is left."""

    def through(self, root: Node) -> None:
        enter, leave = self._learn(root.kind)
        if enter is not None:
            enter(root, None, None, self._path, self._ancestors)
        self._below(root)
        if leave is not None:
            leave(root, None, None, self._path, self._ancestors)

    def _visit(self, node: Node, key: str | int, parent: Any) -> None:
        """Visit a node and all below it. `parent` is a tuple where it stands in one."""
        kind, path, ancestors = node.kind, self._path, self._ancestors
        enter, leave = self._methods_of.get(kind) or self._learn(kind)
        path.append(key)
        if enter is not None:
            enter(node, key, parent, path, ancestors)
        if kind in _KEYS:
            ancestors.append(parent)
            self._below(node)
            ancestors.pop()
        if leave is not None:
            leave(node, key, parent, path, ancestors)
        path.pop()

    def _below(self, node: Node) -> None:
        path, ancestors = self._path, self._ancestors
        for name in _KEYS[node.kind]:
            child = getattr(node, name, None)
            if isinstance(child, Node):
                self._visit(child, name, node)
            elif child:
                path.append(name)
                ancestors.append(node)
                for number, item in enumerate(child):
                    self._visit(item, number, child)
                ancestors.pop()
                path.pop()

    def _learn(self, kind: str) -> tuple[Method | None, Method | None]:
        enters, leaves = self._methods("enter", kind), self._methods("leave", kind)
        known = self._methods_of[kind] = (
            self._enter(kind, enters),
            self._leave(kind, enters, leaves),
        )
        return known

    def _methods(self, when: str, kind: str) -> list[tuple[int, Method]]:
        found = _named(self._kinds, when, kind)
        return [(number, getattr(self._visitors[number], name)) for number, name in found]

    def _enter(self, kind: str, methods: Sequence[tuple[int, Method]]) -> Method | None:
        know = getattr(self._types, f"enter_{kind}", None)
        if not methods:
            return None if know is None else lambda node, *_: know(node)
        skipping, skipped = self._skipping, self._skipped

        def enter(node: Node, *place: Any) -> None:
            if know is not None:
                know(node)
            for number, method in methods:
                if not skipping[number]:
                    result = method(node, *place)
                    if result is not None:
                        skipping[number] = True
                        if result is SKIP or result is False:
                            skipped[id(node)].append(number)
                        elif result is not BREAK and result is not True:
                            raise TypeError("A rule must not change the document.")

        return enter

    def _leave(
        self,
        kind: str,
        enters: Sequence[tuple[int, Method]],
        methods: Sequence[tuple[int, Method]],
    ) -> Method | None:
        forget = getattr(self._types, f"leave_{kind}", None)
        if not (enters or methods):
            return None if forget is None else lambda *_: forget()
        skipping, skipped = self._skipping, self._skipped

        def leave(node: Node, *place: Any) -> None:
            for number, method in methods:
                if not skipping[number]:
                    result = method(node, *place)
                    if result is BREAK or result is True:
                        skipping[number] = True
            if id(node) in skipped:
                for number in skipped.pop(id(node)):
                    skipping[number] = False
            if forget is not None:
                forget()

        return leave


class _WalkToValues(_Walk):
    """Passes by fields that are given nothing and have nothing below them."""

    def _visit(self, node: Node, key: str | int, parent: Any) -> None:
        if isinstance(node, FieldNode) and not (
            node.arguments or node.directives or node.selection_set
        ):
            return
        super()._visit(node, key, parent)


@lru_cache(maxsize=1_000)  # kinds of nodes, twice, for each of a few sets of rules
def _named(kinds: tuple[Any, ...], when: str, kind: str) -> tuple[tuple[int, str], ...]:
    """Name the methods that visitors of these classes have for nodes of a kind, by their place."""
    return tuple(
        (number, name)
        for number, visitor in enumerate(kinds)
        if (name := _method(visitor, when, kind)) is not None
    )


def _method(visitor: type[Visitor], when: str, kind: str) -> str | None:
    for name in (f"{when}_{kind}", when):
        if hasattr(visitor, name):
            return name
    return None
