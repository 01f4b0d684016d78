"""What can be refused to guests."""

from dataclasses import dataclass

from domain.refusals import NotFound, PermissionDenied


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestsNotWelcome(PermissionDenied):
    code = "GUESTS_NOT_WELCOME"
    message: str = "Nobody comments here without an account."


@dataclass(frozen=True, slots=True, kw_only=True)
class NoGuestComments(NotFound):
    code = "NO_GUEST_COMMENTS"
    message: str = "Nobody has commented as a guest with your address."
