"""Finding out who is asking."""

from execution.fields import root
from resolvers import viewers as resolvers
from schema.declarations import root_type
from schema.types.viewers import Viewer


@root_type
class ViewerQueries:
    """Reading about oneself."""

    viewer: Viewer | None = root(resolvers.viewer, viewer=True)
