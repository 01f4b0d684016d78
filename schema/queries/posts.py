"""Finding posts."""

from execution.fields import root
from resolvers import posts as resolvers
from schema import inputs  # noqa: F401 - what the arguments below accept
from schema.connections import Connection
from schema.declarations import root_type
from schema.types.posts import Post


@root_type
class PostQueries:
    """Reading posts."""

    post: Post | None = root(resolvers.post, viewer=True)
    posts: Connection[Post] = root(resolvers.posts)
