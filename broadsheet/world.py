"""What services need of the world outside of the database: ports, and what is behind them."""

from dataclasses import dataclass

from domain.clock import Clock
from domain.content.ports import Renderer
from domain.media.ports import MediaStorage, Pictures
from domain.media.service import MediaLimits


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    clock: Clock
    renderer: Renderer
    pictures: Pictures
    media_storage: MediaStorage
    media_limits: MediaLimits
