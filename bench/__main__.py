"""`python3 dev.py bench`: Broadsheet and its peers, measured in turns on the same data."""

import argparse
import os
import sys
from collections.abc import Container, Sequence
from pathlib import Path

from bench.answers import AnswersDifferError, compare
from bench.callers import sign_in
from bench.circumstances import circumstances
from bench.contestants import BROADSHEET, EVERYBODY, NODE_PEERS, contestants
from bench.data_set.sizes import Sizes, sizes_at
from bench.database import open_postgres, prepared
from bench.effects import clear, compare_effects
from bench.first_sight import first_sight
from bench.gates import are_kept, gates
from bench.growth import growth
from bench.load import LoadError, find_wrk
from bench.node import Node, NodeMissingError, find_node
from bench.operations import MUTATION, mutation_by, operations_on
from bench.outcome import Outcome
from bench.picture import drawn
from bench.report import PICTURE, written
from bench.rounds import Plan, measure
from bench.servers import ServerError, running
from bench.statements import postmaster_of, statements_of
from bench.usage import peak_megabytes
from db.embedded.errors import EmbeddedPostgresError

_EXPECTED = (AnswersDifferError, EmbeddedPostgresError, LoadError, ServerError)


_OPERATIONS = [*(operation.name for operation in operations_on(sizes_at(1))), MUTATION]


def main() -> None:
    arguments = _arguments()
    if sys.platform != "linux":
        sys.exit("The bench reads what Linux counts of processes. Run it on Linux.")
    try:
        good = _run(arguments)
    except _EXPECTED as error:
        sys.exit(str(error))
    sys.exit(0 if good or not arguments.gate else 1)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python3 dev.py bench", description=__doc__)
    parser.add_argument(
        "--scale", type=_scale, default=1.0, help="how much of the data set: 0 to 1"
    )
    parser.add_argument("--rounds", type=int, default=5, help="how many turns each server has")
    parser.add_argument("--seconds", type=int, default=2, help="how long a turn is")
    parser.add_argument(
        "--connections", type=int, nargs="+", default=[1, 8, 32], help="how many at the same time"
    )
    parser.add_argument(
        "--only",
        nargs="+",
        type=operation_called,
        choices=_OPERATIONS,
        default=_OPERATIONS,
        help="which operations; else all of them",
    )
    parser.add_argument(
        "--servers",
        nargs="+",
        choices=[name for name in EVERYBODY if name != BROADSHEET],
        help="which servers Broadsheet is measured beside; else all of them",
    )
    parser.add_argument("--gate", action="store_true", help="fail when a gate is not met")
    return parser.parse_args()


def _scale(text: str) -> float:
    try:
        sizes_at(float(text))
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return float(text)


def operation_called(text: str) -> str:
    """Return the name of an operation, in whatever letters it is written."""
    names = {name.lower(): name for name in _OPERATIONS}
    return names.get(text.lower(), text)


def _run(arguments: argparse.Namespace) -> bool:
    """Measure everything, tell it, and return whether all gates are met."""
    folder = Path(os.environ.get("BROADSHEET_STATE_FOLDER", ".broadsheet")).absolute() / "bench"
    wrk = find_wrk()
    sizes = sizes_at(arguments.scale)
    servers = {BROADSHEET, *(arguments.servers or EVERYBODY)}
    node, remarks = _node(folder) if servers.intersection(NODE_PEERS) else (None, ())
    how = f"{arguments.rounds} rounds of {arguments.seconds} s for each server"
    about = circumstances(sizes, how, node, remarks)
    with open_postgres(folder / "postgres", _say) as postgres:
        plan = Plan(
            wrk=wrk,
            folder=folder,
            postmaster=postmaster_of(postgres),
            connections=sorted(arguments.connections),
            rounds=arguments.rounds,
            seconds=arguments.seconds,
            report=_say,
        )
        outcome = _measured(plan, postgres, sizes, arguments.only, servers, node)
    judged = [*gates(outcome), *first_sight(outcome.operations)]
    text = written(outcome, judged, about)
    (folder / "report.md").write_text(text, encoding="utf-8")
    (folder / PICTURE).write_text(drawn(outcome), encoding="utf-8")
    print(f"\n{text}\nThis is kept in {folder / 'report.md'}, with a picture beside it.")
    return are_kept(judged)


def _measured(
    plan: Plan,
    postgres: str,
    sizes: Sizes,
    chosen: Container[str],
    names: Container[str],
    node: Node | None,
) -> Outcome:
    dsn = prepared(postgres, sizes, _say)
    reading = [each for each in operations_on(sizes) if each.name in chosen]
    # Whatever is kept in memory is no longer there once it has changed, so this is measured last.
    writing = [mutation_by(sign_in(dsn, sizes))] if MUTATION in chosen else []
    operations = [*reading, *writing]
    able = contestants(dsn, plan.folder / "site", node)
    everyone = [contestant for contestant in able if contestant.name in names]
    with running(everyone, plan.folder / "logs") as servers:
        _say("Comparing the answers of all servers.")
        compare(servers, reading)
        for operation in writing:
            compare_effects(dsn, servers, operation)
        results = measure(plan, servers, operations)
        statements = statements_of(dsn, servers, operations)
        memory = {server.name: peak_megabytes(server.pid) for server in servers}
    if writing:
        clear(dsn)
    grown = growth(plan, postgres, sizes, operations)
    return Outcome(
        servers=[contestant.name for contestant in everyone],
        operations=operations,
        connections=plan.connections,
        results=results,
        statements=statements,
        memory=memory,
        growth=grown,
    )


def _node(folder: Path) -> tuple[Node | None, Sequence[str]]:
    """Return the Node.js there is, or say in the report why there is none."""
    try:
        return find_node(folder, _say), ()
    except NodeMissingError as error:
        _say(str(error))
        return None, (f"without the Node.js peers: {error}",)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
