"""Finding out what was done in the name of others."""

from execution.fields import root
from resolvers import audit as resolvers
from schema.connections import Connection
from schema.declarations import root_type
from schema.types.audit import AuditEntry


@root_type
class AuditQueries:
    """Reading what was done, for those who answer for it."""

    audit_entries: Connection[AuditEntry] | None = root(resolvers.audit_entries, viewer=True)
