"""Becoming a member: what people who were invited do."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.actor import Actor, Member, Scope, require_member
from domain.clock import Clock
from domain.ids import (
    PUBLICATION,
    PUBLICATION_INVITATION,
    USER,
    PublicationInvitationId,
)
from domain.mail.models import LinkPurpose
from domain.publications import policy
from domain.publications.events import InvitationAccepted, MemberJoined
from domain.publications.invitations import InvitationPreview, PublicationInvitation
from domain.publications.models import Membership
from domain.publications.ports import (
    InvitationReader,
    MembershipReader,
    PublicationWork,
    VerifiedAddressReader,
)
from domain.publications.records import announce, note
from domain.publications.refusals import (
    AlreadyMember,
    InvitationForSomebodyElse,
    InvitationNotFound,
)
from domain.refusals import Refused
from domain.tokens import INVITATION_TOKEN, LINK_TOKEN
from domain.unit_of_work import UnitOfWork

Invited = str | PublicationInvitationId
"""What somebody was invited by: the text of a link, or an invitation to their address."""


@dataclass(frozen=True, slots=True)
class PublicationJoining:
    unit_of_work: UnitOfWork[PublicationWork]
    invitations: InvitationReader
    memberships: MembershipReader
    addresses: VerifiedAddressReader
    clock: Clock

    async def visible(
        self, actor: Actor, ids: Collection[PublicationInvitationId]
    ) -> Mapping[PublicationInvitationId, PublicationInvitation]:
        """Find the invitations the actor may see, of those that have not expired."""
        if not isinstance(actor, Member):
            return {}
        found, now = await self.invitations.by_ids(ids), self.clock()
        publication_ids = {invitation.publication_id for invitation in found}
        if not publication_ids:
            return {}
        memberships = await self.memberships.of_user(actor.user_id, publication_ids)
        address = await self.addresses.of_user(actor.user_id)
        return {
            invitation.id: invitation
            for invitation in found
            if invitation.expires_at > now
            and policy.can_view_invitation(
                actor, invitation, memberships.get(invitation.publication_id), address
            )
        }

    async def preview(self, token: str) -> InvitationPreview | None:
        """Tell what the holder of a text is invited to, as long as it can be accepted."""
        now = self.clock()
        found = await self._by_token(token, at=now)
        if found is None or not found.is_open(now):
            return None
        return InvitationPreview(
            publication_id=found.publication_id,
            inviter_id=found.inviter_id,
            role=found.role,
            expires_at=found.expires_at,
            is_personal=found.email is not None,
        )

    async def accept(self, actor: Actor, invited: Invited) -> Membership:
        """Become a member.

        Refuses with Unauthenticated, ScopeMissing, InvitationNotFound, InvitationForSomebodyElse
        or AlreadyMember. What is refused uses nothing up.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        async with self.unit_of_work() as work:
            now = self.clock()
            invitation = await _taken(work, member, invited, at=now)
            membership = Membership(invitation.publication_id, member.user_id, invitation.role, now)
            if not await work.memberships.add(membership):
                raise Refused(AlreadyMember())
            await _announce(work, member, invitation, at=now)
        return membership

    async def decline(self, actor: Actor, invited: Invited) -> PublicationInvitation:
        """Say no to an invitation that was sent to oneself, so that it is open no longer.

        Refuses with Unauthenticated, ScopeMissing, InvitationNotFound or InvitationForSomebodyElse.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        async with self.unit_of_work() as work:
            now = self.clock()
            invitation = await _sent(work, member, invited, at=now)
            details = {"invitation_id": PUBLICATION_INVITATION.text_of(invitation.id)}
            await note(
                work, member, invitation.publication_id, "invitation.declined", {**details}, at=now
            )
        return invitation

    async def _by_token(self, token: str, *, at: datetime) -> PublicationInvitation | None:
        if (token_hash := INVITATION_TOKEN.parse(token)) is not None:
            return await self.invitations.by_link(token_hash)
        if (token_hash := LINK_TOKEN.parse(token)) is not None:
            return await self.invitations.by_letter(token_hash, at=at)
        return None


async def _taken(
    work: PublicationWork, member: Member, invited: Invited, *, at: datetime
) -> PublicationInvitation:
    """Take what the member was invited by, or their place in it, so that nobody else does."""
    token_hash = INVITATION_TOKEN.parse(invited) if isinstance(invited, str) else None
    if token_hash is None:
        return await _sent(work, member, invited, at=at)
    taken = await work.publication_invitations.use_link(token_hash, at=at)
    if taken is None:
        raise Refused(InvitationNotFound())
    return taken


async def _sent(
    work: PublicationWork, member: Member, invited: Invited, *, at: datetime
) -> PublicationInvitation:
    """Take away an invitation that was sent to the member's own address."""
    address = await work.verified_addresses.hold(member.user_id)
    invitation = await _found(work, invited, at=at)
    if invitation is None or invitation.email is None or not invitation.is_open(at):
        raise Refused(InvitationNotFound())
    if not invitation.is_for(address):
        # Whoever has the letter knows of it already. To others it is not there.
        raise Refused(
            InvitationForSomebodyElse() if isinstance(invited, str) else InvitationNotFound()
        )
    await work.publication_invitations.remove(invitation.id)
    return invitation


async def _found(
    work: PublicationWork, invited: Invited, *, at: datetime
) -> PublicationInvitation | None:
    if not isinstance(invited, str):
        return await work.publication_invitations.lock(invited)
    token_hash = LINK_TOKEN.parse(invited)
    if token_hash is None:
        return None
    link = await work.mailed_links.use(LinkPurpose.PUBLICATION_INVITATION, token_hash, at=at)
    if link is None or link.subject_id is None:
        return None
    found = await work.publication_invitations.lock(PublicationInvitationId(link.subject_id))
    # The address a link was sent to, and that of its invitation, cannot differ but by mistake.
    return found if found is not None and found.is_for(link.email) else None


async def _announce(
    work: PublicationWork, member: Member, invitation: PublicationInvitation, *, at: datetime
) -> None:
    publication_id, user_id = (
        PUBLICATION.text_of(invitation.publication_id),
        USER.text_of(member.user_id),
    )
    accepted = InvitationAccepted(
        occurred_at=at,
        publication_id=publication_id,
        actor_id=user_id,
        invitation_id=PUBLICATION_INVITATION.text_of(invitation.id),
        role=invitation.role.value,
    )
    await announce(work, member, invitation.publication_id, accepted)
    joined = MemberJoined(
        occurred_at=at,
        publication_id=publication_id,
        actor_id=user_id,
        user_id=user_id,
        role=invitation.role.value,
    )
    await announce(work, member, invitation.publication_id, joined)
