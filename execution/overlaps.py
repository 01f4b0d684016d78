"""How much work it is to tell whether fields of one name agree.

Validation compares every two selections that would share a place in the answer, and that many
comparisons are quadratic. Counting them first is linear in what the document selects.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

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
from execution.refusals import refusal

_Fragments = Mapping[str, FragmentDefinitionNode]


def check_overlaps(document: DocumentNode, limits: Limits) -> None:
    """Raise OperationRefused when too many selections share a name and a place.

    To be called for documents of a checked shape only, because it follows every fragment.
    """
    fragments = {
        item.name.value: item
        for item in document.definitions
        if isinstance(item, FragmentDefinitionNode)
    }
    comparisons = 0
    for item in document.definitions:
        if isinstance(item, OperationDefinitionNode | FragmentDefinitionNode):
            comparisons += _comparisons(item.selection_set, fragments)
    if comparisons > limits.comparisons:
        raise refusal(
            Code.DOCUMENT_TOO_LARGE,
            "The document selects fields of the same name in the same place too often.",
        )


def _comparisons(selected: SelectionSetNode, fragments: _Fragments) -> int:
    comparisons = 0
    waiting: list[Sequence[SelectionSetNode]] = [[selected]]
    while waiting:
        sharing_a_place: dict[str, list[FieldNode]] = defaultdict(list)
        for field in _fields(waiting.pop(), fragments):
            sharing_a_place[(field.alias or field.name).value].append(field)
        for fields in sharing_a_place.values():
            comparisons += len(fields) * (len(fields) - 1) // 2
            if below := [field.selection_set for field in fields if field.selection_set]:
                waiting.append(below)
    return comparisons


def _fields(sets: Sequence[SelectionSetNode], fragments: _Fragments) -> Iterator[FieldNode]:
    waiting = list(sets)
    while waiting:
        for selection in waiting.pop().selections:
            match selection:
                case FieldNode():
                    yield selection
                case InlineFragmentNode():
                    waiting.append(selection.selection_set)
                case FragmentSpreadNode() if selection.name.value in fragments:
                    waiting.append(fragments[selection.name.value].selection_set)
