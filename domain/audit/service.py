"""Reading what was done in the name of others, or to them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from domain.actor import Actor, Member
from domain.audit.models import AuditEntries
from domain.audit.policy import can_read_all, can_read_of
from domain.audit.ports import AuditReader
from domain.audit_entries import AuditEntry
from domain.ids import AuditEntryId
from domain.paging import ListReader, Page, PageRequest
from domain.publications.ports import MembershipReader


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
