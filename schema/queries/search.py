"""Finding things by their words."""

from execution.fields import root
from resolvers import search as resolvers
from schema import inputs  # noqa: F401 - what the arguments below accept
from schema.declarations import root_type
from schema.types.search import SearchConnection, Suggestion


@root_type
class SearchQueries:
    """Searching."""

    search: SearchConnection = root(resolvers.search)
    suggest: list[Suggestion] = root(resolvers.suggest)
