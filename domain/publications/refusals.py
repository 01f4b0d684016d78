"""What can be refused about a publication."""

from dataclasses import dataclass

from domain.refusals import Conflict, NotFound, PermissionDenied, RateLimited


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationNotFound(NotFound):
    code = "PUBLICATION_NOT_FOUND"
    message: str = "There is no such publication."


@dataclass(frozen=True, slots=True, kw_only=True)
class HandleTaken(Conflict):
    code = "HANDLE_TAKEN"
    message: str = "Another publication is called so, or was."


@dataclass(frozen=True, slots=True, kw_only=True)
class HostTaken(Conflict):
    code = "HOST_TAKEN"
    message: str = "Another publication has this host name."


@dataclass(frozen=True, slots=True, kw_only=True)
class RenamedTooOften(Conflict):
    code = "RENAMED_TOO_OFTEN"
    message: str = "It has had as many names as one may have. It can take an earlier one back."


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationsTooMany(Conflict):
    code = "PUBLICATIONS_TOO_MANY"
    message: str = "You own as many publications as one person may."


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationNotEmpty(Conflict):
    code = "PUBLICATION_NOT_EMPTY"
    message: str = "There are still posts or pages in this publication, drafts perhaps."


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressNotVerified(PermissionDenied):
    code = "ADDRESS_NOT_VERIFIED"
    message: str = "Verify your mail address first."


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberNotFound(NotFound):
    code = "MEMBER_NOT_FOUND"
    message: str = "This person is no member of the publication."


@dataclass(frozen=True, slots=True, kw_only=True)
class AlreadyMember(Conflict):
    code = "ALREADY_MEMBER"
    message: str = "You are a member of this publication already."


@dataclass(frozen=True, slots=True, kw_only=True)
class LastOwner(Conflict):
    code = "LAST_OWNER"
    message: str = "A publication needs an owner who can sign in. Make somebody else one first."


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationNotFound(NotFound):
    code = "INVITATION_NOT_FOUND"
    message: str = "There is no such invitation, or it has expired or been used."


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationForSomebodyElse(PermissionDenied):
    code = "INVITATION_FOR_SOMEBODY_ELSE"
    message: str = "This invitation was sent to another address than your verified one."


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationsTooMany(Conflict):
    code = "INVITATIONS_TOO_MANY"
    message: str = "The publication has as many open invitations as it may. Revoke some first."


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitedTooOften(RateLimited):
    message: str = "The publication has sent as many invitations as it may in a day."
