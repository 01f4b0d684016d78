"""What can be refused about claims."""

from dataclasses import dataclass

from domain.refusals import Conflict, NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimNotFound(NotFound):
    code = "CLAIM_NOT_FOUND"
    message: str = "There is no such claim, or it has been decided."


@dataclass(frozen=True, slots=True, kw_only=True)
class NobodyToClaim(NotFound):
    code = "NOBODY_TO_CLAIM"
    message: str = "There is nobody of this name."


@dataclass(frozen=True, slots=True, kw_only=True)
class UserClaimed(Conflict):
    code = "USER_CLAIMED"
    message: str = "Somebody has proved to be this person already."


@dataclass(frozen=True, slots=True, kw_only=True)
class TooManyClaims(Conflict):
    code = "TOO_MANY_CLAIMS"
    message: str = "Wait until your other claims are decided."
