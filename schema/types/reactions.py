"""Reactions as the API shows them."""

from domain.reactions import models
from schema.declarations import described, shows


@shows(models.ReactionCount)
class ReactionCount:
    """How many reactions of one kind something has."""

    kind: str = described("The kind, such as like.")
    count: int = described("How many there are.")
