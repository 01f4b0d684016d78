"""What the rules about static pages need from storage."""

from typing import Protocol

from domain.pages.models import StaticPage


class PageReader(Protocol):
    async def by_slug(self, publication: str, slug: str) -> StaticPage | None:
        """Find a published page. The publication is named by its handle."""
