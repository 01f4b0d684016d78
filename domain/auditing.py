"""Reading what was done in the name of others, or to them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.actor import Actor, Member
from domain.audit import AuditEntry
from domain.ids import AuditEntryId, PublicationId
from domain.ordering import MOMENT, Order
from domain.paging import ChildListing, Listing, ListReader, Page, PageRequest
from domain.publications.models import Membership, PublicationRole
from domain.publications.ports import MembershipReader

NEWEST_ENTRIES = Order("newest audit entries", "occurred_at", MOMENT, descending=True)


@dataclass(frozen=True, slots=True)
class AuditEntries(Listing[AuditEntry]):
    """Every entry, newest first."""

    order = NEWEST_ENTRIES


@dataclass(frozen=True, slots=True)
class AuditEntriesOf(ChildListing[AuditEntry]):
    """What was done in one publication, newest first."""

    order = NEWEST_ENTRIES
    publication_id: PublicationId

    @property
    def parent(self) -> PublicationId:
        return self.publication_id


def can_read_all(actor: Actor) -> bool:
    """Administrators answer for everything."""
    return isinstance(actor, Member) and actor.is_admin


def can_read_of(actor: Actor, membership: Membership | None) -> bool:
    """The owners of a publication answer for what is done in it."""
    is_owner = membership is not None and membership.role is PublicationRole.OWNER
    return can_read_all(actor) or (isinstance(actor, Member) and is_owner)


class AuditReader(Protocol):
    async def by_ids(self, ids: Collection[AuditEntryId]) -> Sequence[AuditEntry]: ...


@dataclass(frozen=True, slots=True)
class AuditService:
    reader: AuditReader
    memberships: MembershipReader
    lists: ListReader

    async def newest(self, actor: Actor, request: PageRequest) -> Page[AuditEntry] | None:
        """Read every entry, as somebody who may."""
        if not can_read_all(actor):
            return None
        return await self.lists.page(AuditEntries(), request)

    async def visible(
        self, actor: Actor, ids: Collection[AuditEntryId]
    ) -> Mapping[AuditEntryId, AuditEntry]:
        """Find the entries the actor may read."""
        if not isinstance(actor, Member):
            return {}
        entries = await self.reader.by_ids(ids)
        if can_read_all(actor):
            return {entry.id: entry for entry in entries}
        places = {entry.publication_id for entry in entries if entry.publication_id is not None}
        found = await self.memberships.of_user(actor.user_id, places) if places else {}
        return {
            entry.id: entry
            for entry in entries
            if entry.publication_id is not None
            and can_read_of(actor, found.get(entry.publication_id))
        }
