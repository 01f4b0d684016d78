"""What can be refused about reviews."""

from dataclasses import dataclass

from domain.refusals import Conflict, PermissionDenied


@dataclass(frozen=True, slots=True, kw_only=True)
class AlreadySubmitted(Conflict):
    code = "ALREADY_SUBMITTED"
    message: str = "This post waits for the editors already."


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingIsSubmitted(PermissionDenied):
    code = "NO_SUBMISSIONS"
    message: str = "The editors of this publication publish what they choose."


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSubmitted(Conflict):
    code = "NOT_SUBMITTED"
    message: str = "This post does not wait for the editors."
