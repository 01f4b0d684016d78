"""What services need of the world outside of the database: ports, and what is behind them."""

from dataclasses import dataclass

from domain.clock import Clock
from domain.content.ports import Renderer
from domain.limits.ports import Attempts


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    attempts: Attempts
    clock: Clock
    renderer: Renderer
