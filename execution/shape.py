"""How large a document is, before anything walks it: counted in time linear to its text.

Fragments are counted as often as they are reached, and measured once. Fragments that spread each
other twice, twenty times over, stand for a million selections and are counted in no time.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from graphlib import CycleError, TopologicalSorter

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

from execution.codes import Code
from execution.limits import Limits
from execution.refusals import OperationRefused, refusal

_INTROSPECTION = frozenset({"__schema", "__type"})

Definition = OperationDefinitionNode | FragmentDefinitionNode


@dataclass(slots=True)
class Shape:
    """What one definition amounts to, with everything it spreads."""

    selections: int = 0
    aliases: int = 0
    directives: int = 0
    introspections: int = 0
    depth: int = 0
    nesting: int = 0


@dataclass(frozen=True, slots=True)
class _Spread:
    fragment: str
    depth: int
    nesting: int


@dataclass(slots=True)
class _Body:
    """What one definition holds itself, and where it spreads others."""

    own: Shape = field(default_factory=Shape)
    spreads: list[_Spread] = field(default_factory=list)


def check_shape(document: DocumentNode, limits: Limits) -> None:
    """Raise OperationRefused when the document is larger than allowed, or endless."""
    definitions = [item for item in document.definitions if isinstance(item, Definition)]
    if len(definitions) > limits.definitions:
        raise _too_large(f"defines more than {limits.definitions} operations and fragments")
    fragments = _by_name(definitions)
    bodies = {name: _body(fragment) for name, fragment in fragments.items()}
    shapes: dict[str, Shape] = {}
    for name in _innermost_first(bodies):
        shapes[name] = _with_spreads(bodies[name], shapes)
        _check(shapes[name], limits)
    operations = [
        _with_spreads(_body(definition), shapes)
        for definition in definitions
        if isinstance(definition, OperationDefinitionNode)
    ]
    for shape in (*operations, _together(operations)):
        _check(shape, limits)


def root_fields(operation: OperationDefinitionNode, document: DocumentNode) -> int:
    """Count the fields of an operation itself, through fragments. It must have passed."""
    fragments = {
        item.name.value: item
        for item in document.definitions
        if isinstance(item, FragmentDefinitionNode)
    }

    @cache
    def counted(selected: SelectionSetNode) -> int:
        count = 0
        for selection in selected.selections:
            match selection:
                case FieldNode():
                    count += 1
                case FragmentSpreadNode():
                    count += counted(fragments[selection.name.value].selection_set)
                case InlineFragmentNode():
                    count += counted(selection.selection_set)
        return count

    return counted(operation.selection_set)


def _by_name(definitions: Iterable[Definition]) -> Mapping[str, FragmentDefinitionNode]:
    fragments: dict[str, FragmentDefinitionNode] = {}
    for item in definitions:
        if isinstance(item, FragmentDefinitionNode):
            if item.name.value in fragments:
                raise refusal(
                    Code.VALIDATION_FAILED, "Two fragments have the same name.", item.name
                )
            fragments[item.name.value] = item
    return fragments


def _innermost_first(bodies: Mapping[str, _Body]) -> Sequence[str]:
    graph = {
        name: [spread.fragment for spread in body.spreads if spread.fragment in bodies]
        for name, body in bodies.items()
    }
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError:
        raise refusal(Code.VALIDATION_FAILED, "A fragment must not spread itself.") from None


def _body(definition: Definition) -> _Body:
    body = _Body()
    own, spreads = body.own, body.spreads
    own.directives = len(definition.directives or ())
    waiting: list[tuple[SelectionSetNode, int, int]] = [(definition.selection_set, 0, 1)]
    while waiting:
        selected, depth, nesting = waiting.pop()
        own.nesting = max(own.nesting, nesting)
        own.selections += len(selected.selections)
        for selection in selected.selections:
            own.directives += len(selection.directives or ())
            if isinstance(selection, FragmentSpreadNode):
                spreads.append(_Spread(selection.name.value, depth, nesting))
                continue
            below, inner = depth, getattr(selection, "selection_set", None)
            if isinstance(selection, FieldNode):
                below = depth + 1
                own.depth = max(own.depth, below)
                own.aliases += selection.alias is not None
                own.introspections += selection.name.value in _INTROSPECTION
            if inner is not None:
                waiting.append((inner, below, nesting + 1))
    return body


def _with_spreads(body: _Body, shapes: Mapping[str, Shape]) -> Shape:
    own = body.own
    total = Shape(
        own.selections, own.aliases, own.directives, own.introspections, own.depth, own.nesting
    )
    for spread in body.spreads:
        # A fragment that is missing is for validation to report.
        shape = shapes.get(spread.fragment, Shape())
        total.selections += shape.selections
        total.aliases += shape.aliases
        total.directives += shape.directives
        total.introspections += shape.introspections
        total.depth = max(total.depth, spread.depth + shape.depth)
        total.nesting = max(total.nesting, spread.nesting + shape.nesting)
    return total


def _together(operations: Sequence[Shape]) -> Shape:
    """Validation reads all operations of a document, whichever of them is to run."""
    return Shape(selections=sum(shape.selections for shape in operations))


def _check(shape: Shape, limits: Limits) -> None:
    if shape.depth > limits.depth:
        raise _too_large(f"nests fields more than {limits.depth} deep")
    if shape.nesting > limits.nesting:
        raise _too_large(f"nests selections more than {limits.nesting} deep")
    if shape.selections > limits.selections:
        raise _too_large(f"selects more than {limits.selections} fields and fragments")
    if shape.aliases > limits.aliases:
        raise _too_large(f"uses more than {limits.aliases} aliases")
    if shape.directives > limits.directives:
        raise _too_large(f"uses more than {limits.directives} directives")
    if shape.introspections > limits.root_introspections:
        raise _too_large(f"selects __schema or __type more than {limits.root_introspections} times")


def _too_large(what: str) -> OperationRefused:
    return refusal(Code.DOCUMENT_TOO_LARGE, f"The document {what}.")
