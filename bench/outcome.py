"""Everything that one run of the bench has found out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.contestants import BROADSHEET, FLOOR, STRAWBERRY
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

    def busiest(self, server: str, operation: str) -> Figures:
        """Return the figures over the most connections."""
        return self.results[Turn(server, operation, self.most_connections)]

    def fastest_peer(self, operation: str) -> str:
        """Return the fastest server that is neither ours, nor slow, nor no server of GraphQL."""
        known = {BROADSHEET, FLOOR, STRAWBERRY}
        peers = [name for name in self.servers if name not in known] or [STRAWBERRY]
        return max(peers, key=lambda name: self.busiest(name, operation).rate)
