"""Finding people."""

from execution.fields import root
from resolvers import users as resolvers
from schema.connections import Connection
from schema.declarations import root_type
from schema.types.users import User


@root_type
class UserQueries:
    """Reading about people."""

    user: User | None = root(resolvers.user)
    users: Connection[User] = root(resolvers.users)
