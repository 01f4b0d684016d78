"""What can be refused about people."""

from dataclasses import dataclass

from domain.refusals import Conflict, NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonNotFound(NotFound):
    code = "PERSON_NOT_FOUND"
    message: str = "There is no such person."


@dataclass(frozen=True, slots=True, kw_only=True)
class UsernameTaken(Conflict):
    code = "USERNAME_TAKEN"
    message: str = "Somebody else is called so, or was."


@dataclass(frozen=True, slots=True, kw_only=True)
class UserRenamedTooOften(Conflict):
    code = "RENAMED_TOO_OFTEN"
    message: str = "You have had as many names as one may have. You can take an earlier one back."
