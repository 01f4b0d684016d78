"""Measuring in turns: each server for a short while, again and again, in the same noise."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.load import send, write_lines
from bench.operations import Operation
from bench.requests import line
from bench.servers import Server
from bench.usage import others_between, read

_CONNECTIONS_TO_WARM_UP = 8
_SECONDS_TO_WARM_UP = 1


@dataclass(frozen=True, slots=True)
class Turn:
    """What is measured together: one server, one operation, a number of connections."""

    server: str
    operation: str
    connections: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Of one turn, or the medians of many. Times are in milliseconds."""

    rate: float
    p50: float
    p95: float
    p99: float
    server_cpu: float
    """For each request, as below."""
    postgres_cpu: float
    others: float
    """How many processors were busy with something else."""

    @property
    def cpu(self) -> float:
        return self.server_cpu + self.postgres_cpu

    @property
    def tail(self) -> float:
        return self.p99 / self.p50


Results = Mapping[Turn, Figures]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How long, how often, with what."""

    wrk: str
    folder: Path
    postmaster: int
    connections: Sequence[int]
    rounds: int
    seconds: int
    report: Callable[[str], None]


def measure(plan: Plan, servers: Sequence[Server], operations: Sequence[Operation]) -> Results:
    """Return the medians of all rounds."""
    results: dict[Turn, Figures] = {}
    for operation in operations:
        asked = [server for server in servers if operation.is_for(server.dialect)]
        lines = {server.name: lines_for(plan, server, operation) for server in asked}
        for server in asked:
            warm_up(plan, server, lines[server.name])
        for connections in plan.connections:
            plan.report(f"Measuring {operation.title} over {connections} connections.")
            seen = _rounds(plan, asked, lines, connections)
            for name, figures in seen.items():
                results[Turn(name, operation.name, connections)] = _medians(figures)
    return results


def _rounds(
    plan: Plan, servers: Sequence[Server], lines: Mapping[str, Path], connections: int
) -> Mapping[str, Sequence[Figures]]:
    seen: defaultdict[str, list[Figures]] = defaultdict(list)
    for number in range(plan.rounds):
        # What a server leaves behind in caches should not always fall to the same one.
        for server in reversed(servers) if number % 2 else servers:
            start = number / plan.rounds
            seen[server.name].append(
                turn(plan, server, lines[server.name], connections=connections, start=start)
            )
    return seen


def lines_for(plan: Plan, server: Server, operation: Operation) -> Path:
    folder = plan.folder / "requests"
    folder.mkdir(exist_ok=True)
    file = folder / f"{server.name}.{operation.name}"
    messages = operation.messages(server.dialect)
    return write_lines([line(server, message) for message in messages], file)


def warm_up(plan: Plan, server: Server, lines: Path) -> None:
    connections, seconds = _CONNECTIONS_TO_WARM_UP, _SECONDS_TO_WARM_UP
    send(plan.wrk, server.address, lines, connections=connections, seconds=seconds)


def turn(plan: Plan, server: Server, lines: Path, *, connections: int, start: float = 0) -> Figures:
    before = read(server.pid, plan.postmaster)
    load = send(
        plan.wrk,
        server.address,
        lines,
        connections=connections,
        seconds=plan.seconds,
        start=start,
    )
    after = read(server.pid, plan.postmaster)
    return Figures(
        rate=load.requests / load.seconds,
        p50=load.p50,
        p95=load.p95,
        p99=load.p99,
        server_cpu=(after.server - before.server) * 1000 / load.requests,
        postgres_cpu=(after.postgres - before.postgres) * 1000 / load.requests,
        others=others_between(before, after),
    )


def _medians(figures: Sequence[Figures]) -> Figures:
    return Figures(
        rate=median(figure.rate for figure in figures),
        p50=median(figure.p50 for figure in figures),
        p95=median(figure.p95 for figure in figures),
        p99=median(figure.p99 for figure in figures),
        server_cpu=median(figure.server_cpu for figure in figures),
        postgres_cpu=median(figure.postgres_cpu for figure in figures),
        others=median(figure.others for figure in figures),
    )
