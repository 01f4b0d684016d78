"""Making invitations to publications, and answering them."""

from dataclasses import dataclass
from typing import Annotated

from domain.ids import (
    PUBLICATION,
    PUBLICATION_INVITATION,
    GlobalId,
    PublicationId,
    PublicationInvitationId,
)
from domain.publications.invitations import MOST_DAYS, MOST_PEOPLE, PublicationInvitation
from domain.publications.joining import Invited
from domain.publications.models import Membership, Publication, PublicationRole
from domain.refusals import invalid
from resolvers.arguments import to_id
from resolvers.context import RequestContext
from resolvers.loading import existing

InPublication = Annotated[GlobalId, "The publication to invite to."]
As = Annotated[PublicationRole, "What whoever accepts becomes. Editors invite contributors only."]
Token = Annotated[str | None, "The text of the link that one was invited by, 53 characters."]
OwnInvitation = Annotated[
    GlobalId | None, "In place of the text: an invitation to the viewer's verified address."
]


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitedToPublication:
    """What inviting an address answers with."""

    invitation: PublicationInvitation


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatedInvitationLink:
    """What making a link answers with."""

    invitation: PublicationInvitation
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedInvitation:
    """What accepting an invitation answers with."""

    membership: Membership
    publication: Publication


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclinedInvitation:
    """What declining an invitation answers with."""

    declined_invitation_id: PublicationInvitationId


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokedInvitation:
    """What revoking an invitation answers with."""

    publication: Publication
    revoked_invitation_id: PublicationInvitationId


async def invite_to_publication(
    context: RequestContext,
    *,
    publication_id: InPublication,
    email: Annotated[
        str, "The mail address to invite, 254 characters at most. The letter goes there."
    ],
    role: As,
) -> InvitedToPublication:
    """Invite whoever reads the letters to an address. Inviting it again sends another letter."""
    wanted = to_id(PUBLICATION, publication_id, argument="publicationId")
    invitation = await context.services.publication_inviting.send(
        context.actor, wanted, email, role
    )
    return InvitedToPublication(invitation=invitation)


async def create_invitation_link(
    context: RequestContext,
    *,
    publication_id: InPublication,
    role: As,
    capacity: Annotated[int, f"How many people may accept, 1 to {MOST_PEOPLE}."],
    expires_in_days: Annotated[int, f"How many days the link works, 1 to {MOST_DAYS}."],
) -> CreatedInvitationLink:
    """Make a link by which several people can become members. Its text is shown once."""
    invitation, token = await context.services.publication_inviting.make_link(
        context.actor,
        to_id(PUBLICATION, publication_id, argument="publicationId"),
        role,
        capacity=capacity,
        days=expires_in_days,
    )
    return CreatedInvitationLink(invitation=invitation, token=token.text)


async def accept_invitation(
    context: RequestContext, *, token: Token = None, invitation_id: OwnInvitation = None
) -> AcceptedInvitation:
    """Become a member of a publication. What was sent is only for whoever has that address."""
    invited = _invited(token, invitation_id)
    membership = await context.services.publication_joining.accept(context.actor, invited)
    publication = await _publication(context, membership.publication_id)
    return AcceptedInvitation(membership=membership, publication=publication)


async def decline_invitation(
    context: RequestContext, *, token: Token = None, invitation_id: OwnInvitation = None
) -> DeclinedInvitation:
    """Say no to an invitation that was sent to the viewer. Links that are for many stay open."""
    invited = _invited(token, invitation_id)
    declined = await context.services.publication_joining.decline(context.actor, invited)
    return DeclinedInvitation(declined_invitation_id=declined.id)


async def revoke_invitation(
    context: RequestContext, *, invitation_id: Annotated[GlobalId, "The invitation to take back."]
) -> RevokedInvitation:
    """Take an invitation back. Whoever has accepted it stays a member."""
    wanted = to_id(PUBLICATION_INVITATION, invitation_id, argument="invitationId")
    revoked = await context.services.publication_inviting.revoke(context.actor, wanted)
    publication = await _publication(context, revoked.publication_id)
    return RevokedInvitation(publication=publication, revoked_invitation_id=revoked.id)


def _invited(token: str | None, invitation_id: GlobalId | None) -> Invited:
    if (token is None) is (invitation_id is None):
        raise invalid("token", "Say either the text of the link or the id of the invitation.")
    if invitation_id is not None:
        return to_id(PUBLICATION_INVITATION, invitation_id, argument="invitationId")
    return token or ""


async def _publication(context: RequestContext, id: PublicationId) -> Publication:
    [publication] = existing(await context.loaders.publication.load_many([id]))
    return publication
