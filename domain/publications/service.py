"""Finding publications, and what somebody is in them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from domain.actor import Actor, Member
from domain.ids import PublicationId
from domain.paging import ListReader, Page, PageRequest
from domain.publications.models import Membership, Publication, Publications
from domain.publications.ports import MembershipReader, PublicationReader


@dataclass(frozen=True, slots=True)
class PublicationService:
    reader: PublicationReader
    memberships: MembershipReader
    lists: ListReader

    async def by_handle(self, handle: str) -> Publication | None:
        return await self.reader.by_handle(handle.lower())

    async def by_host(self, host: str) -> Publication | None:
        """Find the publication whose front end answers at a host name, with or without a port."""
        name, _, _ = host.lower().partition(":")
        return await self.reader.by_host(name.removesuffix("."))

    async def newest(self, request: PageRequest) -> Page[Publication]:
        return await self.lists.page(Publications(), request)

    async def memberships_of(
        self, actor: Actor, ids: Collection[PublicationId]
    ) -> Mapping[PublicationId, Membership]:
        """Find what the actor is in publications. Nobody in particular is nothing in any."""
        if not isinstance(actor, Member) or not ids:
            return {}
        return await self.memberships.of_user(actor.user_id, ids)
