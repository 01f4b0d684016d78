"""What an operation may cost: the items in all lists it asks for, at most.

Sizes come from `first` and `last` and multiply along the path: twenty posts with three comments
each are 20 + 20 * 3 items. The lists are found once for each document; what depends on variables is
told for each request.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_list_type,
)

from execution.fields import expected_items

PAGE_SIZE = 20
"""What a list gives where neither `first` nor `last` is given."""

LIST_SIZE = 10
"""What a list without paging is taken to hold, unless its field says something else."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One list an operation selects, or one object, and what is inside each of its items."""

    sizes: tuple[ValueNode, ...]
    """Values that say its size: of `first` and `last`, or of the argument that lists the items."""

    otherwise: int
    inside: "tuple[Listing, ...]"
    is_single: bool = False
    """Whether it is no list at all, but one object."""

    def items(self, variables: Mapping[str, Any], page_size: int) -> int:
        """Count its items and all of theirs, with no page larger than `page_size`."""
        below = sum(listing.items(variables, page_size) for listing in self.inside)
        return self._size(variables, page_size) * (below if self.is_single else 1 + below)

    def objects(self, variables: Mapping[str, Any], page_size: int) -> int:
        """Count its items and all objects below them, those in no list too."""
        below = sum(listing.objects(variables, page_size) for listing in self.inside)
        return self._size(variables, page_size) * (1 + below)

    def _size(self, variables: Mapping[str, Any], page_size: int) -> int:
        given = [_size(value, variables) for value in self.sizes]
        size = max((each for each in given if each is not None), default=self.otherwise)
        return min(max(size, 0), page_size)


def listings(
    schema: GraphQLSchema,
    operation: OperationDefinitionNode,
    fragments: Mapping[str, FragmentDefinitionNode],
) -> tuple[Listing, ...]:
    """Find the lists of a valid operation. Skipped fields count as if they were there."""
    root_type = schema.get_root_type(operation.operation)
    if root_type is None:
        return ()
    return _Finder(schema, fragments).inside(operation.selection_set, root_type)


@dataclass(frozen=True, slots=True)
class _Finder:
    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]

    def inside(
        self, selected: SelectionSetNode, parent: GraphQLNamedType, *, of_page: bool = False
    ) -> tuple[Listing, ...]:
        return tuple(self._find(selected, parent, of_page=of_page))

    def _find(
        self, selected: SelectionSetNode, parent: GraphQLNamedType, *, of_page: bool
    ) -> Iterator[Listing]:
        for selection in selected.selections:
            match selection:
                case FieldNode():
                    yield from self._of_field(selection, parent, of_page=of_page)
                case InlineFragmentNode(type_condition=None):
                    yield from self._find(selection.selection_set, parent, of_page=of_page)
                case InlineFragmentNode():
                    yield from self._of_fragment(selection, of_page=of_page)
                case FragmentSpreadNode():
                    fragment = self.fragments[selection.name.value]
                    yield from self._of_fragment(fragment, of_page=of_page)

    def _of_fragment(
        self, fragment: InlineFragmentNode | FragmentDefinitionNode, *, of_page: bool
    ) -> Iterator[Listing]:
        condition = fragment.type_condition
        named = self.schema.type_map[condition.name.value] if condition else None
        if named is not None:
            yield from self._find(fragment.selection_set, named, of_page=of_page)

    def _of_field(
        self, node: FieldNode, parent: GraphQLNamedType, *, of_page: bool
    ) -> Iterator[Listing]:
        if node.selection_set is None or node.name.value.startswith("__"):
            return
        field = self.schema.get_field(parent, node.name.value)  # type: ignore[arg-type]  # composite
        if field is None:
            return
        named = get_named_type(field.type)
        if "first" in field.args or "last" in field.args:
            inside = self.inside(node.selection_set, named, of_page=True)
            yield Listing(_arguments(node, "first", "last"), PAGE_SIZE, inside)
        elif _is_list_of_objects(field) and not of_page:
            lists = [name for name, argument in field.args.items() if _is_list(argument.type)]
            inside = self.inside(node.selection_set, named)
            size = expected_items(field) or LIST_SIZE
            yield Listing(_arguments(node, *lists), size, inside)
        elif _is_list(field.type):
            yield from self._find(node.selection_set, named, of_page=False)
        else:
            inside = self.inside(node.selection_set, named)
            yield Listing((), 1, inside, is_single=True)


def _is_list_of_objects(field: GraphQLField) -> bool:
    return _is_list(field.type) and is_composite_type(get_named_type(field.type))


def _is_list(kind: Any) -> bool:
    return is_list_type(get_nullable_type(kind))


def _arguments(node: FieldNode, *names: str) -> tuple[ValueNode, ...]:
    arguments: Sequence[Any] = node.arguments or ()
    return tuple(argument.value for argument in arguments if argument.name.value in names)


def _size(value: ValueNode, variables: Mapping[str, Any]) -> int | None:
    match value:
        case IntValueNode():
            return int(value.value)
        case ListValueNode():
            return len(value.values)
        case VariableNode():
            given = variables.get(value.name.value)
            return len(given) if isinstance(given, list) else given
    return None
