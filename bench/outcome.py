"""Everything that one run of the bench has found out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.contestants import FLOOR, OURS_ALL, STRAWBERRY
from bench.operations import Operation
from bench.rounds import Figures, Results, Turn
from bench.statements import Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    servers: Sequence[str]
    operations: Sequence[Operation]
    connections: Sequence[int]
    results: Results
    statements: Counts
    memory: Mapping[str, float]
    """The most MiB that each server had."""
    growth: Mapping[str, float]
    """By operation: how many times as long a request takes in ten times the posts."""

    @property
    def most_connections(self) -> int:
        return max(self.connections)

    @property
    def others(self) -> float:
        """How many processors others took, in the worst of the medians."""
        return max(figures.others for figures in self.results.values())

    def busiest(self, server: str, operation: str) -> Figures | None:
        """Return the figures over the most connections, or None if that was not measured."""
        return self.results.get(Turn(server, operation, self.most_connections))

    def rates(self, operation: str) -> Mapping[str, float]:
        """Return the requests a second over the most connections, by server."""
        seen = {name: self.busiest(name, operation) for name in self.servers}
        return {name: figures.rate for name, figures in seen.items() if figures}

    def fastest_peer(self, operation: str) -> str | None:
        """Return the fastest server that is neither ours, nor slow, nor no server of GraphQL."""
        known = {*OURS_ALL, FLOOR, STRAWBERRY}
        rates = {name: rate for name, rate in self.rates(operation).items() if name not in known}
        return max(rates, key=lambda name: rates[name]) if rates else None
