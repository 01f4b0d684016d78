"""Why an item is left out."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.refusals import Conflict, InvalidInput, NotFound, Violation


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorMissing(NotFound):
    code = "AUTHOR_MISSING"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationMissing(NotFound):
    code = "PUBLICATION_MISSING"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostMissing(NotFound):
    code = "POST_MISSING"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentMissing(NotFound):
    code = "PARENT_MISSING"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameTaken(Conflict):
    code = "NAME_TAKEN"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotStorable(InvalidInput):
    code = "NOT_STORABLE"
    violations: Sequence[Violation]


def unstorable(name: str, what: str) -> NotStorable:
    message = f"Its {name} holds {what}, which cannot be stored."
    return NotStorable(message=message, violations=(Violation(argument=name, message=message),))
