"""Finding tags."""

from execution.fields import root
from resolvers import tags as resolvers
from schema.connections import Connection
from schema.declarations import root_type
from schema.types.tags import Tag


@root_type
class TagQueries:
    """Reading tags."""

    tag: Tag | None = root(resolvers.tag)
    tags: Connection[Tag] = root(resolvers.tags)
