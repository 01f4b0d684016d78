"""Reactions as the API shows them."""

from datetime import datetime

import strawberry

from domain.reactions import models
from execution.fields import batched
from resolvers import reactions as resolvers
from schema.connections import Connection
from schema.declarations import ABOUT_IDS, described, interface, shows
from schema.types.users import User


@shows(models.ReactionCount)
class ReactionCount:
    """How many reactions of one kind something has."""

    kind: str = described("The kind, such as like.")
    count: int = described("How many there are.")


@shows(models.Reaction)
class Reaction:
    """That somebody reacted to something, with one kind."""

    user: User = batched(resolvers.users)
    kind: str = described("The kind, such as like.")
    created_at: datetime = described("When it was given, in UTC.")


@interface
class Reactable:
    """What people react to."""

    id: strawberry.ID = described(ABOUT_IDS)
    reaction_count: int = batched(resolvers.reaction_totals)
    reaction_counts: list[ReactionCount] = batched(resolvers.reaction_counts)
    reactions: Connection[Reaction] = batched(resolvers.reactions)
    viewer_reactions: list[str] = batched(resolvers.viewer_reactions, viewer=True)
