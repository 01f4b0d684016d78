"""Operations as functions: compiled once for each set of branches, then run."""

import linecache
import weakref
from dataclasses import dataclass
from itertools import count

from execution.plan import Plan
from execution.runnable import Runnable
from execution.source import ENTRY, Source
from execution.trace import Trace

_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Compiled(Runnable):
    """An operation as a function, and the text it was made of."""

    text: str


def compiled(plan: Plan, *, name: str, keeps_roots: bool, trace: Trace | None = None) -> Compiled:
    """Compile a plan. Tracebacks show its text, under the name of the operation.

    `keeps_roots` says that what its root functions do must not be done twice. What its functions
    take is written into the `trace`, where there is one.
    """
    source = Source(plan if trace is None else trace.through(plan))
    text = source.text
    if trace is not None:
        trace.text = text
        trace.name(source.names)
    file = f"<operation {name} {next(_numbers)}>"
    namespace = dict(source.names)
    exec(compile(text, file, "exec"), namespace)  # noqa: S102 - the text is ours, made of a plan
    answer = namespace[ENTRY]
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    # Whoever sends ever new documents must not make this grow: the text goes with the function.
    weakref.finalize(answer, linecache.cache.pop, file, None)
    return Compiled(answer, plan.calls, keeps_roots, text)
