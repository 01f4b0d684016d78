"""Operations that are ready to run, and one request on its way through one."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from graphql.execution.values import VariableValues

from execution.levels import Each, each_in_lists, items
from execution.plan import Call


@dataclass(frozen=True, slots=True)
class Answered:
    """What a function has answered, or the exception that it raised."""

    value: Any
    error: Exception | None = None

    def again(self) -> Any:
        if self.error is not None:
            raise self.error
        return self.value


class Run:
    """One request on its way through a plan."""

    __slots__ = ("_calls", "_keeps_roots", "_variables", "context", "items_shown")

    def __init__(
        self, context: Any, variables: VariableValues, calls: Sequence[Call], *, keeps_roots: bool
    ) -> None:
        self.context = context
        self._variables = variables
        self._calls = calls
        self._keeps_roots = keeps_roots
        self.items_shown = 0

    def items(self, value: Any) -> Sequence[Any]:
        """Make sure that a value is a list, and count its items."""
        shown = items(value)
        self.items_shown += len(shown)
        return shown

    def each_in_lists(self, each: Each, lists: Sequence[Any]) -> Sequence[Any]:
        """Make sure that values are lists of things of one type, and count these."""
        checked = each_in_lists(each, lists)
        self.items_shown += sum(map(len, checked))
        return checked

    def keywords(self, call: int) -> dict[str, Any]:
        return self._calls[call].keywords(self._variables)

    def ask(
        self, function: Callable[..., Awaitable[Sequence[Any]]], call: int, parents: Sequence[Any]
    ) -> Awaitable[Sequence[Any]]:
        """Ask a function over a whole level, with the arguments of a call."""
        return function(self.context, parents, **self.keywords(call))

    async def root(self, key: str, function: Callable[..., Awaitable[Any]], call: int) -> Any:
        if not self._keeps_roots:
            return await function(self.context, **self.keywords(call))
        keywords = self.keywords(call)
        try:
            answered = Answered(await function(self.context, **keywords))
        except Exception as error:  # noqa: BLE001 - raised again right away, and whenever asked for
            answered = Answered(None, error)
        self.context.answered[key] = answered
        return answered.again()


class RunOfEvent(Run):
    """One event of a subscription on its way through a plan."""

    __slots__ = ("_event",)

    def __init__(
        self, context: Any, variables: VariableValues, calls: Sequence[Call], event: Any
    ) -> None:
        super().__init__(context, variables, calls, keeps_roots=False)
        self._event = event

    async def root(self, key: str, function: Callable[..., Awaitable[Any]], call: int) -> Any:
        del key, function, call  # the only field of a subscription is the event
        return self._event


@dataclass(frozen=True, slots=True)
class Runnable:
    """A plan as a function."""

    _answer: Callable[[Run], Awaitable[dict[str, Any]]]
    _calls: Sequence[Call]
    _keeps_roots: bool
    """Whether what its root functions do must not be done twice."""

    async def answer(self, context: Any, variables: VariableValues) -> tuple[dict[str, Any], int]:
        """Answer the operation, and tell how many items its lists show.

        Raises whatever goes wrong, for the reference executor to say.
        """
        run = Run(context, variables, self._calls, keeps_roots=self._keeps_roots)
        return await self._answer(run), run.items_shown

    async def answer_event(
        self, context: Any, variables: VariableValues, event: Any
    ) -> tuple[dict[str, Any], int]:
        """Answer one event of a subscription, as `answer` does."""
        run = RunOfEvent(context, variables, self._calls, event)
        return await self._answer(run), run.items_shown
