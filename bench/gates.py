"""What the figures must be, as ratios inside one run: machines differ, ratios hardly do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.contestants import BROADSHEET, FLOOR, STRAWBERRY
from bench.outcome import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A bound that a figure must keep, and a better one that is hoped for."""

    what: str
    figure: float | None
    """None if it could not be measured here."""
    must: float
    goal: float

    @property
    def wants_more(self) -> bool:
        return self.goal > self.must

    @property
    def verdict(self) -> str:
        if self.figure is None:
            return "not measured"
        if self._reaches(self.goal):
            return "met, and the goal"
        return "met" if self._reaches(self.must) else "NOT MET"

    def _reaches(self, bound: float) -> bool:
        figure = self.figure or 0
        return figure >= bound if self.wants_more else figure <= bound


@dataclass(frozen=True, slots=True)
class _Bounds:
    """Of one operation: (must, goal) against the fastest peer, Strawberry and the floor."""

    peer: tuple[float, float]
    strawberry: tuple[float, float] | None = None
    floor: tuple[float, float] | None = None


_BOUNDS = {
    "PostPage": _Bounds((1.0, 2.0), (12, 25), (1.8, 1.0)),
    "HomeFeed": _Bounds((1.0, 2.5), (12, 25), (1.3, 0.8)),
    "WideList": _Bounds((1.0, 3.5), (20, 45), (1.0, 0.5)),
    "Tiny": _Bounds((0.8, 1.0)),
}

_TAIL, _MEMORY, _GROWTH = (5, 3), (150, 100), (1.2, 1.05)


def gates(outcome: Outcome) -> Sequence[Gate]:
    return [*_by_operation(outcome), *_overall(outcome)]


def _by_operation(outcome: Outcome) -> Iterator[Gate]:
    has_peer = set(outcome.servers) > {BROADSHEET, STRAWBERRY, FLOOR}
    for operation in outcome.operations:
        bounds, name, title = _BOUNDS[operation.name], operation.name, operation.title
        ours = outcome.busiest(BROADSHEET, name)
        peer = outcome.fastest_peer(name)
        ratio = ours.rate / outcome.busiest(peer, name).rate if has_peer else None
        against = peer if has_peer else "the fastest Node.js peer"
        yield _gate(f"{title}: requests/s against {against}", ratio, bounds.peer)
        if bounds.strawberry:
            ratio = ours.rate / outcome.busiest(STRAWBERRY, name).rate
            yield _gate(f"{title}: requests/s against Strawberry", ratio, bounds.strawberry)
        if bounds.floor:
            ratio = ours.cpu / outcome.busiest(FLOOR, name).cpu
            yield _gate(f"{title}: CPU of a request against the floor", ratio, bounds.floor)


def _overall(outcome: Outcome) -> Iterator[Gate]:
    tails = [outcome.busiest(BROADSHEET, each.name).tail for each in outcome.operations]
    yield _gate("p99 / p50, the worst operation", max(tails), _TAIL)
    yield _gate("peak memory, MiB", outcome.memory[BROADSHEET], _MEMORY)
    growth = max(outcome.growth.values()) if outcome.growth else None
    yield _gate("time in ten times the posts, the worst operation", growth, _GROWTH)


def _gate(what: str, figure: float | None, bounds: tuple[float, float]) -> Gate:
    return Gate(what=what, figure=figure, must=bounds[0], goal=bounds[1])
