"""How much there may be of a comment."""

from dataclasses import dataclass
from datetime import timedelta

MOST_VERSIONS = 50
"""How many earlier texts of a comment are kept. Nobody changes one more often."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentLimits:
    bytes: int = 20_000
    """Of its Markdown, in UTF-8."""

    editing: timedelta = timedelta(hours=24)
    """How long after it was written its author may change it."""
