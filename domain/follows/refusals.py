"""What can be refused about follows."""

from dataclasses import dataclass

from domain.follows.models import MOST_FOLLOWED
from domain.refusals import Conflict


@dataclass(frozen=True, slots=True, kw_only=True)
class TooManyFollowed(Conflict):
    code = "TOO_MANY_FOLLOWED"
    message: str = f"You follow {MOST_FOLLOWED:,} things, which is as many as one can."


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonBlocked(Conflict):
    code = "PERSON_BLOCKED"
    message: str = "There is a block between the two of you."
