"""The plans of one document's operation: one for each set of branches that requests have taken."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from graphql import (
    ExecutableDefinitionNode,
    FragmentDefinitionNode,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    VariableNode,
)
from graphql.execution.values import VariableValues

from execution.compiled import Compiled, compiled
from execution.plan import NotPlanned
from execution.planner import plan
from execution.trace import Trace

MOST_BRANCHES = 16
"""How many sets of branches of one operation are planned. Others are left to the reference."""

_BYTES_OF_A_PLAN = 5_000
_BYTES_OF_A_CHARACTER = 10
"""Both as measured; a test holds them against what Python says."""


class Plans:
    """Compiles an operation when it is first run, and again for every other set of branches."""

    def __init__(
        self,
        schema: GraphQLSchema,
        operation: OperationDefinitionNode,
        fragments: Mapping[str, FragmentDefinitionNode],
        *,
        grown: Callable[["Plans", int], None],
    ) -> None:
        """`grown` is told after each plan how many bytes it takes."""
        self._schema = schema
        self._operation = operation
        self._fragments = fragments
        self._branching = tuple(
            name for node in (operation, *fragments.values()) for name in _branching_variables(node)
        )
        self._grown = grown
        self._compiled: dict[tuple[Any, ...], Compiled | None] = {}

    @property
    def is_mutation(self) -> bool:
        return self._operation.operation is OperationType.MUTATION

    @property
    def bytes(self) -> int:
        """The memory that everything compiled here takes, about."""
        return sum(map(_bytes_of, self._compiled.values()))

    def for_request(self, variables: VariableValues) -> Compiled | None:
        """Return the operation compiled for these variables, or None where it cannot be."""
        branches = tuple(variables.coerced.get(name) for name in self._branching)
        if branches not in self._compiled:
            if len(self._compiled) >= MOST_BRANCHES:
                return None
            made = self._compiled[branches] = self._compile_if_planned(variables)
            self._grown(self, _bytes_of(made))
        return self._compiled[branches]

    def compile(self, variables: VariableValues, trace: Trace | None = None) -> Compiled:
        """Compile the operation anew. Raises NotPlanned, which says why it cannot be."""
        name = self._operation.name.value if self._operation.name else "without a name"
        planned = plan(self._schema, self._operation, self._fragments, variables)
        return compiled(planned, name=name, keeps_roots=self.is_mutation, trace=trace)

    def traced(self, variables: VariableValues, trace: Trace) -> Compiled | None:
        """Compile the operation for one request that is explained. It is not kept."""
        try:
            return self.compile(variables, trace)
        except NotPlanned as reason:
            trace.gave_way = str(reason)
            return None

    def _compile_if_planned(self, variables: VariableValues) -> Compiled | None:
        try:
            return self.compile(variables)
        except NotPlanned:
            return None


def _bytes_of(compiled: Compiled | None) -> int:
    """Estimate the memory of a plan: its text, its code, and what its names stand for."""
    if compiled is None:
        return 0
    return _BYTES_OF_A_PLAN + _BYTES_OF_A_CHARACTER * len(compiled.text)


def _branching_variables(
    definition: ExecutableDefinitionNode,
) -> Iterator[str]:
    """Name the variables that decide which fields are there."""
    waiting: list[SelectionSetNode] = [definition.selection_set]
    while waiting:
        for selection in waiting.pop().selections:
            for directive in selection.directives or ():
                for argument in directive.arguments or ():
                    if isinstance(argument.value, VariableNode):
                        yield argument.value.name.value
            inside = getattr(selection, "selection_set", None)
            if inside is not None:
                waiting.append(inside)
