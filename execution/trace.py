"""What every function of a plan took, for whoever asks for it.

An operation that is explained is compiled anew, with functions that keep a record. All others know
nothing of it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import Any, Protocol

from execution.plan import Asked, Below, Choice, Column, Level, Plan


class Meter(Protocol):
    """Counts what an operation reads. Functions are asked one after the other."""

    @property
    def statements(self) -> Sequence[str]: ...

    @property
    def rows(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Step:
    """One function, asked once."""

    name: str
    """What it is called in the text of the plan."""

    objects: int
    """How many objects it was asked about."""

    milliseconds: float
    rows: int
    statements: Sequence[str]


@dataclass(slots=True)
class Trace:
    """How one operation was answered. Steps stand in the order in which they ended."""

    meter: Meter
    text: str | None = None
    """The plan, as it was run."""

    gave_way: str | None = None
    """Why the reference executor has answered, if it has."""

    steps: list[Step] = field(default_factory=list)

    @property
    def extension(self) -> Mapping[str, Any]:
        return {
            "plan": self.text,
            "gaveWay": self.gave_way,
            "steps": [
                {
                    "name": step.name,
                    "objects": step.objects,
                    "milliseconds": round(step.milliseconds, 3),
                    "rows": step.rows,
                    "statements": step.statements,
                }
                for step in self.steps
            ],
        }

    @contextmanager
    def step(self, name: str, objects: int = 1) -> Iterator[None]:
        """Record what is read, and how long it takes, until the block ends."""
        statements, rows = len(self.meter.statements), self.meter.rows
        started = perf_counter()
        try:
            yield
        finally:
            seconds = perf_counter() - started
            sent = list(self.meter.statements[statements:])
            rows = self.meter.rows - rows
            self.steps.append(Step(name, objects, seconds * 1000, rows, sent))

    def through(self, plan: Plan) -> Plan:
        """Return a plan whose functions are recorded here."""
        return Plan(self._level(plan.root), plan.calls)

    def name(self, names: Mapping[str, Any]) -> None:
        """Tell the functions what the text of their plan calls them."""
        for name, value in names.items():
            if isinstance(value, Recorded):
                value.name = name

    def _level(self, level: Level) -> Level:
        return Level(level.type, [self._column(column) for column in level.columns])

    def _column(self, column: Column) -> Column:
        origin = column.origin
        if isinstance(origin, Asked):
            origin = replace(origin, function=Recorded(origin.function, self))
        return replace(column, origin=origin, below=self._below(column.below))

    def _below(self, below: Below) -> Below:
        if isinstance(below, Level):
            return self._level(below)
        if isinstance(below, Choice):
            levels = {name: self._level(level) for name, level in below.levels.items()}
            return Choice(below.type, levels)
        return below


@dataclass(slots=True)
class Recorded:
    """A function of a plan that keeps a record of each time it is asked."""

    function: Callable[..., Any]
    trace: Trace
    name: str = ""

    async def __call__(self, context: Any, *levels: Sequence[Any], **keywords: Any) -> Any:
        objects = len(levels[0]) if levels else 1
        with self.trace.step(self.name, objects):
            return await self.function(context, *levels, **keywords)
