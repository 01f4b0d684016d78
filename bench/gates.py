"""What the figures must be, as ratios inside one run: machines differ, ratios hardly do."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bench.contestants import BROADSHEET, FLOOR, STRAWBERRY
from bench.operations import SEARCH
from bench.outcome import Outcome
from bench.rounds import Figures, Turn


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


_FEED = "HomeFeed"
_SEARCH_BOUNDS = (5, 3)


def gates(outcome: Outcome) -> Sequence[Gate]:
    return [*_by_operation(outcome), *_search(outcome), *_overall(outcome)]


def are_kept(judged: Sequence[Gate]) -> bool:
    """Say whether no gate is missed. What was not measured is not missed."""
    return not any(gate.verdict == "NOT MET" for gate in judged)


def _by_operation(outcome: Outcome) -> Iterator[Gate]:
    for operation in outcome.operations:
        bounds, name, title = _BOUNDS.get(operation.name), operation.name, operation.title
        if bounds is None:
            continue
        peer = outcome.fastest_peer(name)
        against = peer or "the fastest Node.js peer"
        ratio = _ratio(outcome, name, peer, _rate) if peer else None
        yield _gate(f"{title}: requests/s against {against}", ratio, bounds.peer)
        if bounds.strawberry:
            ratio = _ratio(outcome, name, STRAWBERRY, _rate)
            yield _gate(f"{title}: requests/s against Strawberry", ratio, bounds.strawberry)
        if bounds.floor:
            ratio = _ratio(outcome, name, FLOOR, _cpu)
            yield _gate(f"{title}: CPU of a request against the floor", ratio, bounds.floor)


def _search(outcome: Outcome) -> Iterator[Gate]:
    """Judge searching beside the home feed, which takes as long as people wait gladly."""
    if any(operation.name == SEARCH for operation in outcome.operations):
        times = [_times_of_feed(outcome, connections) for connections in outcome.connections]
        worst = max((figure for figure in times if figure is not None), default=None)
        yield _gate("search: p95 in times of the home feed's, at worst", worst, _SEARCH_BOUNDS)


def _times_of_feed(outcome: Outcome, connections: int) -> float | None:
    search, feed = (
        outcome.results.get(Turn(BROADSHEET, name, connections)) for name in (SEARCH, _FEED)
    )
    return search.p95 / feed.p95 if search and feed else None


def _ratio(
    outcome: Outcome, operation: str, other: str, figure: Callable[[Figures], float]
) -> float | None:
    """Divide a figure of ours, as it ships, by that of another."""
    ours, theirs = outcome.busiest(BROADSHEET, operation), outcome.busiest(other, operation)
    return figure(ours) / figure(theirs) if ours and theirs else None


def _rate(figures: Figures) -> float:
    return figures.rate


def _cpu(figures: Figures) -> float:
    return figures.cpu


def _overall(outcome: Outcome) -> Iterator[Gate]:
    seen = [
        outcome.busiest(BROADSHEET, each.name)
        for each in outcome.operations
        if each.name in _BOUNDS  # the times of different operations have a tail by themselves
    ]
    tail = max((figures.tail for figures in seen if figures), default=None)
    yield _gate("p99 / p50, the worst operation", tail, _TAIL)
    yield _gate("peak memory, MiB", outcome.memory.get(BROADSHEET), _MEMORY)
    growth = max(outcome.growth.values(), default=None)
    yield _gate("time in ten times the posts, the worst operation", growth, _GROWTH)


def _gate(what: str, figure: float | None, bounds: tuple[float, float]) -> Gate:
    return Gate(what=what, figure=figure, must=bounds[0], goal=bounds[1])
