"""Reacting, and taking it back."""

from typing import Annotated

import strawberry

from resolvers import reactions as resolvers
from schema.declarations import described, root_type, shows
from schema.errors import AnyError
from schema.fields import mutation
from schema.types.reactions import Reactable


@shows(resolvers.GivenReaction)
class SetReactionSuccess:
    """The viewer has reacted."""

    subject: Reactable = described("What was reacted to, with its counts as they are now.")


SetReactionResult = Annotated[
    SetReactionSuccess | AnyError,
    strawberry.union("SetReactionResult", description="What came of reacting."),
]


@shows(resolvers.RemovedReaction)
class RemoveReactionSuccess:
    """The viewer has no such reaction."""

    subject: Reactable = described("What it was given to, with its counts as they are now.")


RemoveReactionResult = Annotated[
    RemoveReactionSuccess | AnyError,
    strawberry.union("RemoveReactionResult", description="What came of taking a reaction back."),
]


@root_type
class ReactionMutations:
    """Reacting to posts and comments."""

    remove_reaction: RemoveReactionResult = mutation(resolvers.remove_reaction)
    set_reaction: SetReactionResult = mutation(resolvers.set_reaction)
