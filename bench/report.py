"""The report, in Markdown: ratios first, because they travel to other machines."""

from collections.abc import Iterator, Sequence
from math import nan

from bench.contestants import BROADSHEET
from bench.gates import Gate
from bench.outcome import Outcome
from bench.rounds import Turn

_MUCH_NOISE = 0.2
_NOT_MEASURED = "-"

PICTURE = "report.svg"
"""What the picture is called that lies beside the report."""

_ABOUT_THE_MIX = (
    "The mix is asked of those that take any document: PostGraphile has a schema of its own, and "
    "the floor reads no documents."
)

_ABOUT_SEARCH = (
    "Search is asked of Broadsheet alone: the others have none. It is judged by its times beside "
    "those of the home feed."
)

_ABOUT_THE_MUTATION = (
    "The mutation is sent by people who are signed in, each with a token of their own. All who "
    "were asked have left the same rows behind, with the same events and audit entries. "
    "PostGraphile was not: it makes no mutation that checks, writes, and tells of it in one "
    "transaction."
)


def written(outcome: Outcome, gates: Sequence[Gate], circumstances: Sequence[str]) -> str:
    parts = (
        ["# Broadsheet and its peers"],
        [f"- {line}" for line in circumstances],
        _noise(outcome),
        _ratios(outcome),
        _picture(outcome),
        _gates(gates),
        _figures(outcome),
        _memory_and_statements(outcome),
        _growth(outcome),
    )
    return "\n".join(line for part in parts for line in (*part, "")).rstrip() + "\n"


def _noise(outcome: Outcome) -> Iterator[str]:
    yield (
        f"Others took up to {outcome.others:.2f} cores while turns were measured (the worst of the "
        "medians)."
    )
    if outcome.others > _MUCH_NOISE:
        yield ""
        yield (
            f"> **Warning.** That is more than {_MUCH_NOISE} cores. Trust ratios only roughly, and "
            "nothing else; run this again on a quiet machine."
        )


def _ratios(outcome: Outcome) -> Iterator[str]:
    yield f"## Ratios: requests/s against each, {outcome.most_connections} connections"
    yield ""
    others = [name for name in outcome.servers if name != BROADSHEET]
    yield from _head("operation", *others)
    for operation in outcome.operations:
        rates = outcome.rates(operation.name)
        ours = rates[BROADSHEET]
        ratios = [
            f"{ours / rates[name]:.2f}" if name in rates else _NOT_MEASURED for name in others
        ]
        yield _row(operation.title, *ratios)
    yield ""
    if any(operation.documents for operation in outcome.operations):
        yield _ABOUT_THE_MIX
        yield ""
    if any(operation.is_ours_alone for operation in outcome.operations):
        yield _ABOUT_SEARCH
        yield ""
    if any(operation.tokens for operation in outcome.operations):
        yield _ABOUT_THE_MUTATION


def _picture(outcome: Outcome) -> Iterator[str]:
    yield f"![Requests/s over {outcome.most_connections} connections]({PICTURE})"


def _gates(gates: Sequence[Gate]) -> Iterator[str]:
    yield "## Gates"
    yield ""
    yield from _head("what", "measured", "must", "goal", "")
    for gate in gates:
        sign = "≥" if gate.wants_more else "≤"
        figure = "-" if gate.figure is None else f"{gate.figure:.2f}"
        yield _row(gate.what, figure, f"{sign} {gate.must:g}", f"{gate.goal:g}", gate.verdict)


def _figures(outcome: Outcome) -> Iterator[str]:
    yield "## Figures: medians of all rounds"
    for operation in outcome.operations:
        yield ""
        yield f"### {operation.title}"
        yield ""
        yield from _head(
            *("server", "connections", "requests/s", "p50 ms", "p95 ms", "p99 ms", "p99/p50"),
            *("server CPU ms", "PostgreSQL CPU ms"),
        )
        for connections in outcome.connections:
            for name in outcome.servers:
                seen = outcome.results.get(Turn(name, operation.name, connections))
                if seen is None:
                    continue
                times = (
                    f"{seen.p50:.2f}",
                    f"{seen.p95:.2f}",
                    f"{seen.p99:.2f}",
                    f"{seen.tail:.1f}",
                )
                cpu = (f"{seen.server_cpu:.2f}", f"{seen.postgres_cpu:.2f}")
                yield _row(name, str(connections), f"{seen.rate:,.0f}", *times, *cpu)


def _memory_and_statements(outcome: Outcome) -> Iterator[str]:
    yield "## Peak memory, and SQL statements for each request"
    yield ""
    yield from _head("server", "MiB", *(operation.title for operation in outcome.operations))
    for name in outcome.servers:
        counts = [
            f"{outcome.statements.get((name, operation.name), nan):g}".replace("nan", _NOT_MEASURED)
            for operation in outcome.operations
        ]
        yield _row(name, f"{outcome.memory[name]:.0f}", *counts)


def _growth(outcome: Outcome) -> Iterator[str]:
    if not outcome.growth:
        return
    yield "## Growth: p50 of Broadsheet in ten times the posts, 1 connection"
    yield ""
    yield from _head("operation", "times as long")
    for operation in outcome.operations:
        if operation.name in outcome.growth:
            yield _row(operation.title, f"{outcome.growth[operation.name]:.2f}")


def _head(*cells: str) -> Iterator[str]:
    yield _row(*cells)
    yield "|---" * len(cells) + "|"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
