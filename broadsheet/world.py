"""What services need of the world outside of the database: ports, and what is behind them."""

from dataclasses import dataclass, field

from domain.clock import Clock
from domain.content.ports import Renderer
from domain.publications.limits import PublicationLimits


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    clock: Clock
    renderer: Renderer
    publication_limits: PublicationLimits = field(default_factory=PublicationLimits)
