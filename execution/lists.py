"""Which lists an operation selects, found once for each document: what its cost is counted from.

Fields of the same key are merged, as they are in the answer, and `@skip` and `@include` are kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from graphql import (
    BooleanValueNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLNamedType,
    GraphQLOutputType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_abstract_type,
    is_list_type,
    is_object_type,
)

from execution.fields import expected_items

PAGE_SIZE = 20
"""What a list gives where neither `first` nor `last` is given."""

LIST_SIZE = 10
"""What a list without paging is taken to hold, unless its field says something else."""

_PAGING = frozenset({"first", "last"})

Condition = frozenset[tuple[str, bool]]
"""Variables of `@skip` and `@include`, with the values that they must have."""

ALWAYS: Condition = frozenset()


class Kind(Enum):
    OBJECT = "one object, in no list"
    LIST = "a list without pages"
    PAGE = "one page of a list"
    PAGED = "the items of the page around it, by whatever name"


@dataclass(frozen=True, slots=True)
class Size:
    """How many items a list has at most: as many as the largest of these says."""

    known: int | None = None
    variables: tuple[tuple[str, int | None], ...] = ()
    """Names, and what goes without the variable."""

    otherwise: int = 1
    """What goes where nobody says anything."""

    depth: int = 1
    """Lists in lists have items of items."""

    def most(self, variables: Mapping[str, Any], page_size: int) -> int:
        size = self.known
        for name, without in self.variables:
            given = _number(variables.get(name, without))
            if given is not None and (size is None or given > size):
                size = given
        if size is None:
            size = self.otherwise
        size = min(max(size, 0), page_size)
        return size if self.depth == 1 else int(size**self.depth)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, or one object, and what is inside each of its items."""

    key: str
    kind: Kind
    lists: int
    """How many lists are around its objects, one in the other."""

    size: Size
    conditions: tuple[Condition, ...]
    """It is there when any of them holds."""

    inside: tuple["Listing", ...]


def listings(
    schema: GraphQLSchema,
    operation: OperationDefinitionNode,
    fragments: Mapping[str, FragmentDefinitionNode],
) -> tuple[Listing, ...]:
    """Find the lists of a valid operation."""
    root_type = schema.get_root_type(operation.operation)
    if root_type is None:
        return ()
    return _Finder(schema, fragments).inside([(operation.selection_set, ALWAYS)], root_type)


def is_page(field: GraphQLField) -> bool:
    """Tell whether a field answers with one page of a list, which has its items inside."""
    return not _PAGING.isdisjoint(field.args) and not is_list(field.type)


def is_list(kind: Any) -> bool:
    return is_list_type(get_nullable_type(kind))


@dataclass(slots=True)
class _Merged:
    """One field of one type, however often it is selected."""

    definition: GraphQLField
    node: FieldNode
    selected: list[tuple[SelectionSetNode, Condition]] = field(default_factory=list)


_Fields = dict[tuple[str, str], _Merged]


@dataclass(frozen=True, slots=True)
class _Finder:
    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]

    def inside(
        self,
        selected: Sequence[tuple[SelectionSetNode, Condition]],
        parent: GraphQLNamedType,
        *,
        of_page: bool = False,
    ) -> tuple[Listing, ...]:
        fields: _Fields = {}
        for selection_set, condition in selected:
            self._collect(selection_set.selections, parent, condition, fields)
        return tuple(
            self._listing(key, merged, of_page=of_page) for (_, key), merged in fields.items()
        )

    def _collect(
        self,
        selections: Sequence[SelectionNode],
        parent: GraphQLNamedType,
        condition: Condition,
        fields: _Fields,
    ) -> None:
        for selection in selections:
            narrowed = _narrowed(condition, selection)
            if narrowed is None:
                continue
            match selection:
                case FieldNode():
                    self._add(selection, parent, narrowed, fields)
                case InlineFragmentNode():
                    self._spread(selection, parent, narrowed, fields)
                case FragmentSpreadNode():
                    fragment = self.fragments[selection.name.value]
                    self._spread(fragment, parent, narrowed, fields)

    def _add(
        self, node: FieldNode, parent: GraphQLNamedType, condition: Condition, fields: _Fields
    ) -> None:
        if node.selection_set is None or node.name.value.startswith("__"):
            return
        field = self.schema.get_field(parent, node.name.value)  # type: ignore[arg-type]  # composite
        if field is not None:
            key = (node.alias or node.name).value
            merged = fields.setdefault((parent.name, key), _Merged(field, node))
            merged.selected.append((node.selection_set, condition))

    def _spread(
        self,
        fragment: InlineFragmentNode | FragmentDefinitionNode,
        parent: GraphQLNamedType,
        condition: Condition,
        fields: _Fields,
    ) -> None:
        """Go on with the type of a fragment, unless that says less than what is known."""
        on = fragment.type_condition
        named = self.schema.type_map[on.name.value] if on else parent
        if is_abstract_type(named) and is_object_type(parent):
            named = parent
        self._collect(fragment.selection_set.selections, named, condition, fields)

    def _listing(self, key: str, merged: _Merged, *, of_page: bool) -> Listing:
        kind = _kind(merged.definition, of_page=of_page)
        conditions = tuple(dict.fromkeys(condition for _, condition in merged.selected))
        if ALWAYS in conditions:
            conditions = (ALWAYS,)
        selected = merged.selected
        if len(conditions) == 1:
            # It is the same for all, and said here once.
            selected = [(each, condition - conditions[0]) for each, condition in selected]
        named = get_named_type(merged.definition.type)
        inside = self.inside(selected, named, of_page=kind is Kind.PAGE)
        lists = _lists(merged.definition.type)
        return Listing(key, kind, lists, _size(merged, kind, lists), conditions, inside)


def _kind(field: GraphQLField, *, of_page: bool) -> Kind:
    if is_page(field):
        return Kind.PAGE
    if is_list(field.type):
        return Kind.PAGED if of_page else Kind.LIST
    return Kind.OBJECT


def _narrowed(condition: Condition, selection: SelectionNode) -> Condition | None:
    """Add the directives of a selection. Return None when it can never be there."""
    for directive in selection.directives or ():
        wanted = {"include": True, "skip": False}.get(directive.name.value)
        if wanted is None or not directive.arguments:
            continue
        match directive.arguments[0].value:
            case BooleanValueNode(value=value) if value is not wanted:
                return None
            case VariableNode(name=name):
                condition = condition | {(name.value, wanted)}
    return condition


def _size(merged: _Merged, kind: Kind, lists: int) -> Size:
    field = merged.definition
    if kind in {Kind.OBJECT, Kind.PAGED}:
        return Size()
    names = [name for name in field.args if name in _PAGING]
    otherwise = PAGE_SIZE
    if not names:
        names = [name for name, argument in field.args.items() if is_list(argument.type)]
        otherwise = expected_items(field) or LIST_SIZE
    given = {each.name.value: each.value for each in merged.node.arguments or ()}
    known: list[int] = []
    variables: list[tuple[str, int | None]] = []
    for name in names:
        without = _number(field.args[name].default_value)
        match given.get(name):
            case VariableNode(name=variable):
                variables.append((variable.value, without))
            case value:
                size = without if value is None else _written(value)
                known += [] if size is None else [size]
    return Size(max(known, default=None), tuple(variables), otherwise, max(lists, 1))


def _written(value: ValueNode) -> int | None:
    match value:
        case IntValueNode():
            return int(value.value)
        case ListValueNode():
            return len(value.values)
    return None


def _number(value: Any) -> int | None:
    """Return a size, or the length of a list that lists the items."""
    if isinstance(value, list | tuple):
        return len(value)
    return value if isinstance(value, int) else None


def _lists(type_: GraphQLOutputType) -> int:
    """Count the lists around a type."""
    kind: Any = get_nullable_type(type_)
    return 1 + _lists(kind.of_type) if is_list_type(kind) else 0
