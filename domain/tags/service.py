"""Finding tags."""

from dataclasses import dataclass

from domain.paging import ListReader, Page, PageRequest
from domain.tags.models import Tag, TagOrder, Tags
from domain.tags.ports import TagReader


@dataclass(frozen=True, slots=True)
class TagService:
    reader: TagReader
    lists: ListReader

    async def by_slug(self, slug: str) -> Tag | None:
        return await self.reader.by_slug(slug.lower())

    async def listed(self, sorted_as: TagOrder, request: PageRequest) -> Page[Tag]:
        return await self.lists.page(Tags(sorted_as), request)
