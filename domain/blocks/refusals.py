"""What can be refused to those who do not want to hear from somebody."""

from dataclasses import dataclass

from domain.blocks.models import MOST_PEOPLE
from domain.refusals import Conflict


@dataclass(frozen=True, slots=True, kw_only=True)
class TooManyBlocked(Conflict):
    code = "TOO_MANY_BLOCKED"
    message: str = f"You block {MOST_PEOPLE:,} people, which is as many as one can."


@dataclass(frozen=True, slots=True, kw_only=True)
class TooManyMuted(Conflict):
    code = "TOO_MANY_MUTED"
    message: str = f"You mute {MOST_PEOPLE:,} people, which is as many as one can."
