"""Audit entries in PostgreSQL. They are shown to those alone who answer for what was done."""

import json
from collections.abc import Collection, Sequence

from asyncpg import Record

from db.executor import Executor
from db.keyset import ListOf, Lists
from db.recording import Reader
from db.scopes import FOR_ONE_VIEWER, Scopes
from domain.audit.models import NEWEST_ENTRIES, AuditEntries, AuditEntriesOf
from domain.audit_entries import AuditEntry
from domain.ids import AuditEntryId

COLUMNS = "e.id, e.actor_id, e.action, e.subject, e.details, e.occurred_at, e.publication_id"

_BY_IDS = f"SELECT {COLUMNS} FROM audit_entries e WHERE e.id = ANY($1::uuid[])"

_ADD = """
    INSERT INTO audit_entries
           (id, actor_id, action, subject, details, occurred_at, publication_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
"""


class AuditRepository:
    """Entries being written, inside one unit of work. None is ever altered."""

    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def add(self, entry: AuditEntry) -> None:
        await self._connection.execute(
            _ADD,
            entry.id,
            entry.actor_id,
            entry.action,
            entry.subject,
            json.dumps(entry.details),
            entry.occurred_at,
            entry.publication_id,
        )


class AuditReader(Reader):
    async def by_ids(self, ids: Collection[AuditEntryId]) -> Sequence[AuditEntry]:
        return [to_audit_entry(row) for row in await self.database.fetch(_BY_IDS, ids)]


def to_audit_entry(row: Record) -> AuditEntry:
    id, actor_id, action, subject, details, occurred_at, publication_id = list(row)[:7]
    return AuditEntry(
        id, actor_id, action, subject, json.loads(details), occurred_at, publication_id
    )


LISTS: Lists = {
    (AuditEntries, None): ListOf(
        source="audit_entries e",
        where="true",
        columns=COLUMNS,
        build=to_audit_entry,
        order=NEWEST_ENTRIES,
        key="e.occurred_at",
        id="e.id",
    ),
    (AuditEntriesOf, None): ListOf(
        source="audit_entries e",
        where="e.publication_id = wanted.parent_id",
        columns=COLUMNS,
        build=to_audit_entry,
        order=NEWEST_ENTRIES,
        key="e.occurred_at",
        id="e.id",
    ),
}

SCOPES: Scopes = {AuditEntries: FOR_ONE_VIEWER, AuditEntriesOf: FOR_ONE_VIEWER}
