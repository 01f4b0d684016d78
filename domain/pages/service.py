"""Finding static pages."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from domain.actor import Actor
from domain.ids import PageId
from domain.pages import policy
from domain.pages.models import StaticPage
from domain.pages.ports import PageReader
from domain.publications.access import memberships_of
from domain.publications.ports import MembershipReader


@dataclass(frozen=True, slots=True)
class PageService:
    reader: PageReader
    memberships: MembershipReader

    async def visible(self, actor: Actor, ids: Collection[PageId]) -> Mapping[PageId, StaticPage]:
        """Find the pages the actor may see. The others are left out."""
        return await self._visible(actor, await self.reader.by_ids(ids))

    async def by_slug(self, actor: Actor, publication: str, slug: str) -> StaticPage | None:
        """Find the page with this slug in a publication, if the actor may see it."""
        page = await self.reader.by_slug(publication.lower(), slug)
        return None if page is None else (await self._visible(actor, [page])).get(page.id)

    async def _visible(
        self, actor: Actor, pages: Sequence[StaticPage]
    ) -> Mapping[PageId, StaticPage]:
        hidden = [page.publication_id for page in pages if not page.is_published]
        memberships = await memberships_of(self.memberships, actor, hidden)
        return {
            page.id: page
            for page in pages
            if policy.can_view(actor, page, memberships.get(page.publication_id))
        }
