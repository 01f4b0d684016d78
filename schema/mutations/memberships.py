"""What can be done about the members of publications."""

from typing import Annotated

import strawberry

from domain.ids import PUBLICATION_INVITATION, USER
from resolvers import invitation_changes
from resolvers import memberships as resolvers
from schema.declarations import described, refers_to, root_type, shows
from schema.errors import AnyError
from schema.fields import mutation
from schema.types.invitations import PublicationInvitation
from schema.types.publications import Membership, Publication

_AS_IT_IS_NOW = "The publication as it is now."
_PART = "Their part in the publication as it is now."


@shows(resolvers.ChangedMemberRole)
class ChangeMemberRoleSuccess:
    """The member is what was asked."""

    membership: Membership = described(_PART)
    publication: Publication = described(_AS_IT_IS_NOW)


ChangeMemberRoleResult = Annotated[
    ChangeMemberRoleSuccess | AnyError,
    strawberry.union("ChangeMemberRoleResult", description="What came of changing a role."),
]


@shows(resolvers.RemovedMember)
class RemoveMemberSuccess:
    """They are no member any more."""

    publication: Publication = described(_AS_IT_IS_NOW)
    removed_user_id: strawberry.ID = refers_to(USER, "removed_user_id", "The id of the person.")


RemoveMemberResult = Annotated[
    RemoveMemberSuccess | AnyError,
    strawberry.union("RemoveMemberResult", description="What came of removing a member."),
]


@shows(resolvers.LeftPublication)
class LeavePublicationSuccess:
    """The viewer is no member any more."""

    publication: Publication = described(_AS_IT_IS_NOW)


LeavePublicationResult = Annotated[
    LeavePublicationSuccess | AnyError,
    strawberry.union("LeavePublicationResult", description="What came of leaving a publication."),
]


@shows(resolvers.TransferredOwnership)
class TransferOwnershipSuccess:
    """The publication has another owner in place of the viewer."""

    membership: Membership = described("The part of the new owner.")
    publication: Publication = described(_AS_IT_IS_NOW)


TransferOwnershipResult = Annotated[
    TransferOwnershipSuccess | AnyError,
    strawberry.union(
        "TransferOwnershipResult", description="What came of giving a publication away."
    ),
]


@shows(invitation_changes.InvitedToPublication)
class InviteToPublicationSuccess:
    """A letter is on its way."""

    invitation: PublicationInvitation = described("The invitation as it is now.")


InviteToPublicationResult = Annotated[
    InviteToPublicationSuccess | AnyError,
    strawberry.union("InviteToPublicationResult", description="What came of inviting somebody."),
]


@shows(invitation_changes.CreatedInvitationLink)
class CreateInvitationLinkSuccess:
    """The link works."""

    invitation: PublicationInvitation = described("The new invitation.")
    token: str = described("What whoever accepts shows: bsi_…. It is told here once.")


CreateInvitationLinkResult = Annotated[
    CreateInvitationLinkSuccess | AnyError,
    strawberry.union("CreateInvitationLinkResult", description="What came of making a link."),
]


@shows(invitation_changes.AcceptedInvitation)
class AcceptInvitationSuccess:
    """The viewer is a member."""

    membership: Membership = described("The part of the viewer in the publication.")
    publication: Publication = described(_AS_IT_IS_NOW)


AcceptInvitationResult = Annotated[
    AcceptInvitationSuccess | AnyError,
    strawberry.union("AcceptInvitationResult", description="What came of accepting."),
]


@shows(invitation_changes.DeclinedInvitation)
class DeclineInvitationSuccess:
    """The invitation is closed."""

    declined_invitation_id: strawberry.ID = refers_to(
        PUBLICATION_INVITATION, "declined_invitation_id", "The id that it had."
    )


DeclineInvitationResult = Annotated[
    DeclineInvitationSuccess | AnyError,
    strawberry.union("DeclineInvitationResult", description="What came of declining."),
]


@shows(invitation_changes.RevokedInvitation)
class RevokeInvitationSuccess:
    """Nobody can accept the invitation any more."""

    publication: Publication = described(_AS_IT_IS_NOW)
    revoked_invitation_id: strawberry.ID = refers_to(
        PUBLICATION_INVITATION, "revoked_invitation_id", "The id that it had."
    )


RevokeInvitationResult = Annotated[
    RevokeInvitationSuccess | AnyError,
    strawberry.union("RevokeInvitationResult", description="What came of revoking."),
]


@root_type
class MembershipMutations:
    """Changing who is a member."""

    change_member_role: ChangeMemberRoleResult = mutation(resolvers.change_member_role)
    remove_member: RemoveMemberResult = mutation(resolvers.remove_member)
    leave_publication: LeavePublicationResult = mutation(resolvers.leave_publication)
    transfer_ownership: TransferOwnershipResult = mutation(resolvers.transfer_ownership)
    invite_to_publication: InviteToPublicationResult = mutation(
        invitation_changes.invite_to_publication
    )
    create_invitation_link: CreateInvitationLinkResult = mutation(
        invitation_changes.create_invitation_link, secret=True
    )
    accept_invitation: AcceptInvitationResult = mutation(invitation_changes.accept_invitation)
    decline_invitation: DeclineInvitationResult = mutation(invitation_changes.decline_invitation)
    revoke_invitation: RevokeInvitationResult = mutation(invitation_changes.revoke_invitation)
