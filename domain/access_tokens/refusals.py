"""What can be refused about access tokens."""

from dataclasses import dataclass

from domain.refusals import Conflict, NotFound, PermissionDenied


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
