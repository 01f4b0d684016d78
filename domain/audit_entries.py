"""What was done in the name of others, or to them, for those who have to answer for it."""

from datetime import datetime
from typing import Protocol

from domain.ids import AuditEntryId, GlobalId, PublicationId, UserId
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
    publication_id: PublicationId | None = None
    """Where it was done, if that is a publication: its owners read of it."""

    @property
    def subject_id(self) -> str:
        return self.subject


class AuditRepository(Protocol):
    async def add(self, entry: AuditEntry) -> None: ...
