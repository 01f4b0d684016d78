"""The real renderer, without processes of its own: tests render little."""

from broadsheet.adapters.markdown.render import render
from domain.content.models import Rendering


class InlineRenderer:
    def __init__(self) -> None:
        self.rendered: list[str] = []

    async def render(self, markdown: str) -> Rendering:
        self.rendered.append(markdown)
        return render(markdown)
