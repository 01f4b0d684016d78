"""Changing who is a member of a publication, and as what."""

from dataclasses import dataclass
from typing import Annotated

from domain.ids import PUBLICATION, USER, GlobalId, UserId
from domain.publications.models import Membership, Publication, PublicationRole
from resolvers.arguments import to_id
from resolvers.context import RequestContext

InPublication = Annotated[GlobalId, "The publication."]
Whom = Annotated[GlobalId, "The member."]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedMemberRole:
    """What changing the role of a member answers with."""

    membership: Membership
    publication: Publication


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedMember:
    """What removing a member answers with."""

    publication: Publication
    removed_user_id: UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftPublication:
    """What leaving a publication answers with."""

    publication: Publication


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferredOwnership:
    """What giving a publication away answers with."""

    membership: Membership
    publication: Publication


async def change_member_role(
    context: RequestContext,
    *,
    publication_id: InPublication,
    user_id: Whom,
    role: Annotated[PublicationRole, "What they are to be."],
) -> ChangedMemberRole:
    """Make a member something else. The last owner who can sign in stays one."""
    publication, membership = await context.services.membership.change_role(
        context.actor,
        to_id(PUBLICATION, publication_id, argument="publicationId"),
        to_id(USER, user_id, argument="userId"),
        role,
    )
    return ChangedMemberRole(membership=membership, publication=publication)


async def remove_member(
    context: RequestContext, *, publication_id: InPublication, user_id: Whom
) -> RemovedMember:
    """Make somebody no member any more. What they wrote stays, and so does their name on it."""
    gone = to_id(USER, user_id, argument="userId")
    publication = await context.services.membership.remove(
        context.actor, to_id(PUBLICATION, publication_id, argument="publicationId"), gone
    )
    return RemovedMember(publication=publication, removed_user_id=gone)


async def leave_publication(
    context: RequestContext, *, publication_id: InPublication
) -> LeftPublication:
    """Cease to be a member. What the viewer wrote stays. The last owner cannot leave."""
    wanted = to_id(PUBLICATION, publication_id, argument="publicationId")
    publication = await context.services.membership.leave(context.actor, wanted)
    return LeftPublication(publication=publication)


async def transfer_ownership(
    context: RequestContext,
    *,
    publication_id: InPublication,
    user_id: Annotated[GlobalId, "The member who becomes owner."],
) -> TransferredOwnership:
    """Make another member owner in place of the viewer, who becomes an editor."""
    publication, membership = await context.services.membership.transfer(
        context.actor,
        to_id(PUBLICATION, publication_id, argument="publicationId"),
        to_id(USER, user_id, argument="userId"),
    )
    return TransferredOwnership(membership=membership, publication=publication)
