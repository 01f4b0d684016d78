"""Audit entries in PostgreSQL."""

import json

from db.executor import Executor
from domain.audit import AuditEntry

_ADD = """
    INSERT INTO audit_entries (id, actor_id, action, subject, details, occurred_at)
    VALUES ($1, $2, $3, $4, $5, $6)
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
        )
