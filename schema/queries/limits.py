"""What callers may still ask for."""

from execution.fields import root
from resolvers import limits as resolvers
from schema.declarations import root_type
from schema.types.limits import RateLimit


@root_type
class LimitQueries:
    """Reading limits."""

    rate_limit: RateLimit | None = root(resolvers.rate_limit, viewer=True)
