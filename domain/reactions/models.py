"""What people give instead of words."""

from domain.model import Model


class ReactionCount(Model, frozen=True):
    """How many reactions of one kind something has."""

    kind: str
    count: int
