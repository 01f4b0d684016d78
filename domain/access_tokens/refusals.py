"""What can be refused about access tokens."""

from dataclasses import dataclass

from domain.actor import Actor, Member, require_member
from domain.refusals import Conflict, NotFound, PermissionDenied, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionNeeded(PermissionDenied):
    code = "SESSION_NEEDED"
    message: str = "Only somebody who has signed in may do this; an access token may not."


def require_session(actor: Actor) -> Member:
    """Return who is signed in, if it is a person. Refuses with Unauthenticated or SessionNeeded."""
    member = require_member(actor)
    if member.session_id is None:
        raise Refused(SessionNeeded())
    return member


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeNotYours(PermissionDenied):
    code = "SCOPE_NOT_YOURS"
    message: str = "You cannot lend what you may not do yourself."


@dataclass(frozen=True, slots=True, kw_only=True)
class TooManyAccessTokens(Conflict):
    code = "TOO_MANY_ACCESS_TOKENS"
    message: str = "You have as many access tokens as one may have. Revoke one first."


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessTokenNotFound(NotFound):
    code = "ACCESS_TOKEN_NOT_FOUND"
    message: str = "You have no such access token."
