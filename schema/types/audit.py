"""Audit entries as the API shows them."""

from datetime import datetime

import strawberry
from strawberry.scalars import JSON

from domain import audit_entries
from domain.ids import AUDIT_ENTRY
from execution.fields import batched
from resolvers import audit as resolvers
from schema.declarations import described, identified, shows
from schema.node import Node
from schema.types.users import User


@shows(audit_entries.AuditEntry)
class AuditEntry(Node):
    """Something that was done in the name of others, or to them. It is never altered."""

    id: strawberry.ID = identified(AUDIT_ENTRY)
    action: str = described("What was done, such as `post.author_changed`.")
    details: JSON = described("What else there is to know of it, by name.")
    occurred_at: datetime = described("When it was done, in UTC.")
    actor: User | None = batched(resolvers.actors)
    subject_id: str = described("The id of what it was done to, which may be gone.")
    subject: Node | None = batched(resolvers.subjects, viewer=True)
