"""The real renderer, without processes of its own: tests render little."""

from collections.abc import Mapping

from broadsheet.adapters.markdown.render import render
from domain.content.models import KnownPerson, Rendering


class InlineRenderer:
    def __init__(self) -> None:
        self.rendered: list[str] = []

    async def render(
        self, markdown: str, people: Mapping[str, KnownPerson] | None = None
    ) -> Rendering:
        self.rendered.append(markdown)
        return render(markdown, people or {})
