"""Rendering with links to the people that a text names."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from domain.addresses import Addresses
from domain.content.mentions import names_in
from domain.content.models import KnownPerson, Rendering
from domain.mentions.ports import NameReader


class RendererForPeople(Protocol):
    """Renders a text for whoever has found the people it names."""

    async def render(
        self, markdown: str, people: Mapping[str, KnownPerson] | None = None
    ) -> Rendering:
        """Render Markdown. Refuses with ContentTooLong, ContentTooComplex or InvalidInput."""


@dataclass(frozen=True, slots=True)
class MentioningRenderer:
    """Finds people before it renders. Fits the port `domain.content.ports.Renderer`."""

    renderer: RendererForPeople
    names: NameReader
    addresses: Addresses

    async def render(self, markdown: str) -> Rendering:
        """Render Markdown. Refuses with ContentTooLong, ContentTooComplex or InvalidInput."""
        names = names_in(markdown)
        if not names:
            return await self.renderer.render(markdown)
        found = await self.names.named(names)
        people = {
            name: KnownPerson(person.id, self.addresses.of_person(person.username))
            for name, person in found.items()
        }
        return await self.renderer.render(markdown, people)
