"""What was done in the name of others, or to them, for those who have to answer for it."""

from datetime import datetime
from typing import Protocol

from domain.ids import AuditEntryId, GlobalId, UserId
from domain.model import Model


class AuditEntry(Model, frozen=True):
    id: AuditEntryId
    actor_id: UserId | None
    """Who did it. None for commands of the operator, and for people who are gone."""
    action: str
    """What was done, such as `post.published_on_behalf`."""
    subject: GlobalId
    details: dict[str, str]
    occurred_at: datetime


class AuditRepository(Protocol):
    async def add(self, entry: AuditEntry) -> None: ...
