"""What can be refused about accounts."""

from dataclasses import dataclass

from domain.refusals import Conflict, NotFound, PermissionDenied, Unauthenticated


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInRefused(Unauthenticated):
    """The same for an unknown address, a wrong password and an address not yet proved."""

    code = "SIGN_IN_REFUSED"
    message: str = "The address or the password is wrong."


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionNeeded(PermissionDenied):
    code = "SESSION_NEEDED"
    message: str = "Only somebody who has signed in may do this; an access token may not."


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongPassword(PermissionDenied):
    code = "WRONG_PASSWORD"
    message: str = "The password is wrong."


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginNotAllowed(PermissionDenied):
    code = "ORIGIN_NOT_ALLOWED"
    message: str = (
        "The header Origin names no page that may use a cookie here. "
        "Sign in with the transport BEARER, or have the origin listed."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SignUpClosed(PermissionDenied):
    code = "SIGN_UP_CLOSED"
    message: str = "Nobody can join here."


@dataclass(frozen=True, slots=True, kw_only=True)
class SignUpByInvitation(PermissionDenied):
    code = "SIGN_UP_BY_INVITATION"
    message: str = "Joining takes an invitation."


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailTaken(Conflict):
    code = "EMAIL_TAKEN"
    message: str = "There is an account with this address already."


@dataclass(frozen=True, slots=True, kw_only=True)
class LastAdministrator(Conflict):
    code = "LAST_ADMINISTRATOR"
    message: str = "This is the last administrator. Make somebody else one first."


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkInvalid(NotFound):
    code = "LINK_INVALID"
    message: str = "This link was used, has expired, or never was."


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionNotFound(NotFound):
    code = "SESSION_NOT_FOUND"
    message: str = "There is no such session."


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountNotFound(NotFound):
    code = "ACCOUNT_NOT_FOUND"
    message: str = "There is nobody of this id who has an account."
