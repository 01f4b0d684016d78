"""Finding publications."""

from dataclasses import dataclass

from domain.paging import ListReader, Page, PageRequest
from domain.publications.models import Publication, Publications
from domain.publications.ports import PublicationReader


@dataclass(frozen=True, slots=True)
class PublicationService:
    reader: PublicationReader
    lists: ListReader

    async def by_handle(self, handle: str) -> Publication | None:
        return await self.reader.by_handle(handle.lower())

    async def by_host(self, host: str) -> Publication | None:
        """Find the publication whose front end answers at a host name, with or without a port."""
        name, _, _ = host.lower().partition(":")
        return await self.reader.by_host(name.removesuffix("."))

    async def newest(self, request: PageRequest) -> Page[Publication]:
        return await self.lists.page(Publications(), request)
