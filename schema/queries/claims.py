"""Reading claims."""

from execution.fields import root
from resolvers import claims as resolvers
from schema.connections import Connection
from schema.declarations import root_type
from schema.types.claims import Claim


@root_type
class ClaimQueries:
    """Finding what waits for a decision."""

    claims: Connection[Claim] | None = root(resolvers.claims, viewer=True)
