"""What can be refused about people."""

from dataclasses import dataclass

from domain.refusals import Conflict


@dataclass(frozen=True, slots=True, kw_only=True)
class UsernameTaken(Conflict):
    code = "USERNAME_TAKEN"
    message: str = "Somebody else is called so, or was."


@dataclass(frozen=True, slots=True, kw_only=True)
class UserRenamedTooOften(Conflict):
    code = "RENAMED_TOO_OFTEN"
    message: str = "You have had as many names as one may have. You can take an earlier one back."
