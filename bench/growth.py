"""Whether a request takes longer where there are more posts: Broadsheet beside itself."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import median

from bench.contestants import broadsheet
from bench.data_set.sizes import Sizes, tenth_of
from bench.database import prepared
from bench.operations import MIX, MUTATION, Operation, named_operations_on
from bench.rounds import Plan, lines_for, turn, warm_up
from bench.servers import Server, running

_SMALL, _LARGE = "Broadsheet-in-a-tenth", "Broadsheet-in-all"


def growth(
    plan: Plan, postgres: str, sizes: Sizes, operations: Sequence[Operation]
) -> Mapping[str, float]:
    """Return, by operation, how many times as long a request takes in ten times the posts.

    The mix is left out: a median over different operations says little. So is the mutation, which
    touches no post.
    """
    names = {operation.name for operation in operations}
    tenth = tenth_of(sizes)
    if tenth is None or not names - {MIX, MUTATION}:
        return {}
    contestants = [
        replace(broadsheet(prepared(postgres, size, plan.report), plan.folder / "site"), name=name)
        for name, size in ((_SMALL, tenth), (_LARGE, sizes))
    ]
    with running(contestants, plan.folder / "logs") as servers:
        pairs = zip(named_operations_on(tenth), named_operations_on(sizes), strict=True)
        return {
            pair[0].name: _ratio(plan, servers, pair) for pair in pairs if pair[0].name in names
        }


def _ratio(plan: Plan, servers: Sequence[Server], operations: Sequence[Operation]) -> float:
    """Send each server its own form of an operation, in turns."""
    plan.report(f"Measuring how {operations[0].title} grows.")
    asked = [
        (server, lines_for(plan, server, operation))
        for server, operation in zip(servers, operations, strict=True)
    ]
    for server, bodies in asked:
        warm_up(plan, server, bodies)
    rounds = [
        [turn(plan, server, bodies, connections=1).p50 for server, bodies in asked]
        for _ in range(plan.rounds)
    ]
    return median(large for _, large in rounds) / median(small for small, _ in rounds)
