"""Whether a request takes longer where there are more posts: Broadsheet beside itself."""

from collections.abc import Mapping
from dataclasses import replace
from statistics import median

from bench.contestants import broadsheet
from bench.data_set.sizes import Sizes, tenth_of
from bench.database import prepared
from bench.operations import operations_on
from bench.rounds import Plan, bodies_for, turn, warm_up
from bench.servers import running

_SMALL, _LARGE = "Broadsheet-in-a-tenth", "Broadsheet-in-all"


def growth(plan: Plan, postgres: str, sizes: Sizes) -> Mapping[str, float]:
    """Return, by operation, how many times as long a request takes in ten times the posts."""
    tenth = tenth_of(sizes)
    if tenth is None:
        return {}
    contestants = [
        replace(broadsheet(prepared(postgres, size, plan.report), plan.folder / "site"), name=name)
        for name, size in ((_SMALL, tenth), (_LARGE, sizes))
    ]
    grown: dict[str, float] = {}
    with running(contestants, plan.folder / "logs") as servers:
        for pair in zip(operations_on(tenth), operations_on(sizes), strict=True):
            plan.report(f"Measuring how {pair[0].title} grows.")
            files = [
                bodies_for(plan, server, operation)
                for server, operation in zip(servers, pair, strict=True)
            ]
            for server, bodies in zip(servers, files, strict=True):
                warm_up(plan, server, bodies)
            times: tuple[list[float], list[float]] = ([], [])
            for _ in range(plan.rounds):
                for seen, server, bodies in zip(times, servers, files, strict=True):
                    seen.append(turn(plan, server, bodies, connections=1).p50)
            small, large = map(median, times)
            grown[pair[0].name] = large / small
    return grown
