"""What reading audit entries needs from storage."""

from collections.abc import Collection, Sequence
from typing import Protocol

from domain.audit_entries import AuditEntry
from domain.ids import AuditEntryId


class AuditReader(Protocol):
    async def by_ids(self, ids: Collection[AuditEntryId]) -> Sequence[AuditEntry]: ...
