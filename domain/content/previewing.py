"""Seeing what becomes of a text before it is saved."""

from dataclasses import dataclass

from domain.actor import Actor, require_member
from domain.content.models import Rendering
from domain.content.ports import Renderer


@dataclass(frozen=True, slots=True)
class MarkdownService:
    renderer: Renderer

    async def preview(self, actor: Actor, markdown: str) -> Rendering:
        """Render a text. Rendering is dear, so somebody must answer for it.

        Refuses with Unauthenticated, ScopeMissing, ContentTooLong or ContentTooComplex.
        """
        require_member(actor)
        return await self.renderer.render(markdown)
