"""What can be refused about identities."""

from dataclasses import dataclass

from domain.refusals import PermissionDenied


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityUnproved(PermissionDenied):
    code = "IDENTITY_UNPROVED"
    message: str = "The provider does not say that your address is yours. Confirm it there first."
