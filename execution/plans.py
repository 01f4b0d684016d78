"""The plans of one document's operation: one for each set of branches that requests have taken.

A plan is walked when it is run for the first time, and compiled when it is run again. Compiling
takes as long as validating does, and pays off for whoever comes back.
"""

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
from execution.plan import Below, Choice, Level, NotPlanned, Plan
from execution.planner import plan
from execution.runnable import Runnable
from execution.trace import Trace
from execution.walked import Walked, walked

MOST_BRANCHES = 16
"""How many sets of branches of one operation are planned. Others are left to the reference."""

_BYTES_OF_A_PLAN = 5_000
_BYTES_OF_A_CHARACTER = 10
_BYTES_OF_A_LEAF = 750
_BYTES_OF_A_LEVEL = 3_600
"""As measured; a test holds them against what Python says."""


class Plans:
    """Makes an operation ready when it is first run, and again for every other set of branches."""

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
        self._ready: dict[tuple[Any, ...], Runnable | None] = {}

    @property
    def is_mutation(self) -> bool:
        return self._operation.operation is OperationType.MUTATION

    @property
    def bytes(self) -> int:
        """The memory that everything made here takes, about."""
        return sum(map(_bytes_of, self._ready.values()))

    def for_request(self, variables: VariableValues) -> Runnable | None:
        """Return the operation ready for these variables, or None where it cannot be planned."""
        branches = tuple(variables.coerced.get(name) for name in self._branching)
        ready = self._ready.get(branches)
        if type(ready) is Compiled:
            return ready
        if ready is None and (branches in self._ready or len(self._ready) >= MOST_BRANCHES):
            return None
        made = self._first(variables) if ready is None else self._again(ready)
        self._ready[branches] = made
        self._grown(self, _bytes_of(made) - _bytes_of(ready))
        return made

    def compile(self, variables: VariableValues, trace: Trace | None = None) -> Compiled:
        """Compile the operation anew. Raises NotPlanned, which says why it cannot be."""
        return self._compiled(self._plan(variables), trace)

    def traced(self, variables: VariableValues, trace: Trace) -> Compiled | None:
        """Compile the operation for one request that is explained. It is not kept."""
        try:
            return self.compile(variables, trace)
        except NotPlanned as reason:
            trace.gave_way = str(reason)
            return None

    def _first(self, variables: VariableValues) -> Walked | None:
        try:
            return walked(self._plan(variables), keeps_roots=self.is_mutation)
        except NotPlanned:
            return None

    def _again(self, ready: Runnable) -> Runnable:
        return self._compiled(ready.plan) if isinstance(ready, Walked) else ready

    def _plan(self, variables: VariableValues) -> Plan:
        return plan(self._schema, self._operation, self._fragments, variables)

    def _compiled(self, planned: Plan, trace: Trace | None = None) -> Compiled:
        name = self._operation.name.value if self._operation.name else "without a name"
        return compiled(planned, name=name, keeps_roots=self.is_mutation, trace=trace)


def _bytes_of(ready: Runnable | None) -> int:
    """Estimate the memory of a plan: its levels, or its text, its code and what that names."""
    match ready:
        case Compiled():
            return _BYTES_OF_A_PLAN + _BYTES_OF_A_CHARACTER * len(ready.text)
        case Walked():
            return _bytes_of_walked(ready.plan.root)
    return 0


def _bytes_of_walked(below: Below) -> int:
    match below:
        case Level():
            return _BYTES_OF_A_LEVEL + sum(_bytes_of_walked(each.below) for each in below.columns)
        case Choice():
            return sum(map(_bytes_of_walked, below.levels.values()))
    return _BYTES_OF_A_LEAF


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
