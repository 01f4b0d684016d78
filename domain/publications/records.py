"""What is written down of each change: an event for programs, an audit entry for people."""

from dataclasses import asdict
from datetime import datetime

from domain.actor import Member
from domain.audit_entries import AuditEntry
from domain.ids import AUDIT_ENTRY, PUBLICATION, USER, PublicationId
from domain.publications.events import PublicationEvent, PublicationUpdated
from domain.publications.ports import PublicationWork

_IN_COLUMNS = {"occurred_at", "publication_id", "actor_id"}


async def announce(
    work: PublicationWork, member: Member, publication_id: PublicationId, event: PublicationEvent
) -> None:
    """Record an event, and write an audit entry that tells the same."""
    facts = {name: value for name, value in asdict(event).items() if name not in _IN_COLUMNS}
    details = {
        name: " ".join(value) if isinstance(value, tuple) else value
        for name, value in facts.items()
    }
    await note(work, member, publication_id, event.name, details, at=event.occurred_at)
    work.record(event)


async def announce_update(
    work: PublicationWork,
    member: Member,
    publication_id: PublicationId,
    changed: tuple[str, ...],
    *,
    at: datetime,
) -> None:
    """Record that fields of a publication have other values now, as callers call them."""
    updated = PublicationUpdated(
        occurred_at=at,
        publication_id=PUBLICATION.text_of(publication_id),
        actor_id=USER.text_of(member.user_id),
        changed=changed,
    )
    await announce(work, member, publication_id, updated)


async def note(
    work: PublicationWork,
    member: Member,
    publication_id: PublicationId,
    action: str,
    details: dict[str, str],
    *,
    at: datetime,
) -> None:
    """Write an audit entry about something that no other program needs to know."""
    await work.audit.add(
        AuditEntry(
            id=AUDIT_ENTRY.new_id(at=at),
            actor_id=member.user_id,
            action=action,
            subject=PUBLICATION.text_of(publication_id),
            details=details,
            occurred_at=at,
            publication_id=publication_id,
        )
    )
