"""Finding tags."""

from dataclasses import dataclass

from domain.actor import Actor
from domain.paging import ListReader, Page, PageRequest
from domain.tags import policy
from domain.tags.models import Tag, TagOrder, Tags, UnusedTags
from domain.tags.ports import TagReader


@dataclass(frozen=True, slots=True)
class TagService:
    reader: TagReader
    lists: ListReader

    async def by_slug(self, slug: str) -> Tag | None:
        return await self.reader.by_slug(slug.lower())

    async def listed(self, sorted_as: TagOrder, request: PageRequest) -> Page[Tag]:
        return await self.lists.page(Tags(sorted_as), request)

    async def unused(self, actor: Actor, request: PageRequest) -> Page[Tag] | None:
        """Read the tags that nobody sees. None for those who do not keep tags."""
        if not policy.can_keep_tags(actor):
            return None
        return await self.lists.page(UnusedTags(), request)
