"""What people may react with."""

from execution.fields import root
from resolvers import reactions as resolvers
from schema.declarations import root_type


@root_type
class ReactionQueries:
    """Reading about reactions."""

    reaction_kinds: list[str] = root(resolvers.reaction_kinds)
