"""What became of each item, for the receipt."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Result(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    kind: str
    external_id: str
    result: Result
    subject_id: UUID | None = None
    reason: str | None = None
    """Why it was skipped."""
    notes: tuple[str, ...] = ()
    """What its owner should know, such as another slug than the source's."""
