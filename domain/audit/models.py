"""Lists of what was done in the name of others, or to them."""

from dataclasses import dataclass

from domain.audit_entries import AuditEntry
from domain.ids import PublicationId
from domain.ordering import MOMENT, Order
from domain.paging import ChildListing, Listing

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
