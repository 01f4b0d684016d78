"""Finding badges."""

from execution.fields import root
from resolvers import badges as resolvers
from schema.connections import Connection
from schema.declarations import root_type
from schema.types.badges import Badge


@root_type
class BadgeQueries:
    """Reading badges."""

    badges: Connection[Badge] = root(resolvers.badges)
