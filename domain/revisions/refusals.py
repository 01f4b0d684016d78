"""What can be refused about revisions."""

from dataclasses import dataclass

from domain.refusals import Conflict, NotFound
from domain.revisions.models import MOST_CHARACTERS


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionNotFound(NotFound):
    code = "REVISION_NOT_FOUND"
    message: str = "There is no such revision."


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonTooLarge(Conflict):
    code = "COMPARISON_TOO_LARGE"
    message: str = f"Texts of more than {MOST_CHARACTERS:,} characters are not compared."
