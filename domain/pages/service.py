"""Finding static pages."""

from dataclasses import dataclass

from domain.pages.models import StaticPage
from domain.pages.ports import PageReader


@dataclass(frozen=True, slots=True)
class PageService:
    reader: PageReader

    async def by_slug(self, publication: str, slug: str) -> StaticPage | None:
        return await self.reader.by_slug(publication.lower(), slug)
