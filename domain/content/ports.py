"""What the rules about texts need from the world."""

from typing import Protocol

from domain.content.models import Rendering


class Renderer(Protocol):
    async def render(self, markdown: str) -> Rendering:
        """Render Markdown. Refuses with ContentTooLong or ContentTooComplex."""
