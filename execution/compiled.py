"""Operations as functions: compiled once for each set of branches, then run."""

import linecache
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, Protocol

from graphql.execution.values import VariableValues

from execution.plan import Call, Plan
from execution.source import ENTRY, Source

_numbers = count(1)


class Context(Protocol):
    """What running a plan needs from the context of a request."""

    @property
    def answered(self) -> MutableMapping[str, Any]:
        """What the functions of mutations have answered, so that none of them runs twice."""


class Run:
    """One request on its way through a plan."""

    __slots__ = ("_calls", "_variables", "context")

    def __init__(self, context: Any, variables: VariableValues, calls: Sequence[Call]) -> None:
        self.context = context
        self._variables = variables
        self._calls = calls

    def keywords(self, call: int) -> dict[str, Any]:
        return self._calls[call].keywords(self._variables)

    async def root(self, key: str, function: Callable[..., Awaitable[Any]], call: int) -> Any:
        return await function(self.context, **self.keywords(call))


@dataclass(frozen=True, slots=True)
class Compiled:
    """An operation as a function, and the text it was made of."""

    text: str
    _answer: Callable[[Run], Awaitable[dict[str, Any]]]
    _calls: Sequence[Call]

    async def answer(self, context: Any, variables: VariableValues) -> dict[str, Any]:
        """Answer the operation. Raises whatever goes wrong, for the reference executor to say."""
        return await self._answer(Run(context, variables, self._calls))


def compiled(plan: Plan, *, name: str) -> Compiled:
    """Compile a plan. Tracebacks show its text, under the name of the operation."""
    source = Source(plan)
    text = source.text
    file = f"<operation {name} {next(_numbers)}>"
    namespace = dict(source.names)
    exec(compile(text, file, "exec"), namespace)  # noqa: S102 - the text is ours, made of a plan
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    return Compiled(text, namespace[ENTRY], plan.calls)
