"""Finding badges."""

from dataclasses import dataclass

from domain.badges.models import Badge, Badges
from domain.paging import ListReader, Page, PageRequest


@dataclass(frozen=True, slots=True)
class BadgeService:
    lists: ListReader

    async def newest(self, request: PageRequest) -> Page[Badge]:
        return await self.lists.page(Badges(), request)
