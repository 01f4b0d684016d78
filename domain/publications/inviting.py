"""Asking people to become members: what editors and owners do."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from domain.actor import Actor, Member, Scope, require_member
from domain.checking import Checks
from domain.clock import Clock
from domain.ids import (
    LETTER,
    PUBLICATION,
    PUBLICATION_INVITATION,
    USER,
    PublicationId,
    PublicationInvitationId,
)
from domain.mail.addresses import email_address
from domain.mail.models import Letter, LetterKind
from domain.publications import policy
from domain.publications.events import InvitationCreated
from domain.publications.invitations import (
    LIFETIME_OF_LETTERS,
    MOST_DAYS,
    MOST_PEOPLE,
    PublicationInvitation,
)
from domain.publications.limits import PublicationLimits
from domain.publications.models import Publication, PublicationRole
from domain.publications.ports import PublicationWork
from domain.publications.records import announce, note
from domain.publications.refusals import InvitationNotFound, InvitationsTooMany, InvitedTooOften
from domain.publications.standing import found_for
from domain.refusals import PermissionDenied, Refused
from domain.tokens import INVITATION_TOKEN, NewToken
from domain.unit_of_work import UnitOfWork

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PublicationInviting:
    unit_of_work: UnitOfWork[PublicationWork]
    limits: PublicationLimits
    clock: Clock

    async def send(
        self, actor: Actor, publication_id: PublicationId, email: str, role: PublicationRole
    ) -> PublicationInvitation:
        """Invite whoever reads the letters to an address.

        The answer is the same whether or not a member has this address, which is nobody's business.
        An address that is invited already has one invitation, which is now as this one says, and
        gets another letter. Refuses with Unauthenticated, ScopeMissing, PublicationNotFound,
        PermissionDenied, InvalidInput, InvitationsTooMany or InvitedTooOften.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        async with self.unit_of_work() as work:
            publication = await self._inviting(work, member, publication_id, role)
            address, now = email_address(email), self.clock()
            wanted = PublicationInvitation(
                id=PUBLICATION_INVITATION.new_id(at=now),
                publication_id=publication_id,
                inviter_id=member.user_id,
                role=role,
                email=address,
                capacity=1,
                uses=0,
                created_at=now,
                expires_at=now + LIFETIME_OF_LETTERS,
            )
            invitation = await work.publication_invitations.send(wanted)
            inviter = await work.profiles.name_of(member.user_id)
            await self._require_room(work, publication_id, at=now)
            await work.letters.add(_letter(publication, invitation, inviter, at=now))
            await announce(work, member, publication_id, _created(member, invitation, at=now))
        return invitation

    async def make_link(
        self,
        actor: Actor,
        publication_id: PublicationId,
        role: PublicationRole,
        *,
        capacity: int,
        days: int,
    ) -> tuple[PublicationInvitation, NewToken]:
        """Make a link by which several people can become members. Its text is told once.

        Refuses with Unauthenticated, ScopeMissing, PublicationNotFound, PermissionDenied,
        InvalidInput, InvitationsTooMany or InvitedTooOften.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        async with self.unit_of_work() as work:
            await self._inviting(work, member, publication_id, role)
            _require_link(role, capacity, days)
            token, now = INVITATION_TOKEN.new(), self.clock()
            invitation = PublicationInvitation(
                id=PUBLICATION_INVITATION.new_id(at=now),
                publication_id=publication_id,
                inviter_id=member.user_id,
                role=role,
                email=None,
                capacity=capacity,
                uses=0,
                created_at=now,
                expires_at=now + days * _DAY,
            )
            await work.publication_invitations.add_link(invitation, token.hash)
            await self._require_room(work, publication_id, at=now)
            await announce(work, member, publication_id, _created(member, invitation, at=now))
        return invitation, token

    async def revoke(self, actor: Actor, id: PublicationInvitationId) -> PublicationInvitation:
        """Take an invitation back. Whoever has accepted it stays a member.

        Refuses with Unauthenticated, ScopeMissing, InvitationNotFound or PermissionDenied.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        async with self.unit_of_work() as work:
            invitation = await work.publication_invitations.lock(id)
            if invitation is None:
                raise Refused(InvitationNotFound())
            publication_id = invitation.publication_id
            memberships = await work.memberships.of_user(member.user_id, [publication_id])
            membership = memberships.get(publication_id)
            address = await work.verified_addresses.of_user(member.user_id)
            if not policy.can_view_invitation(member, invitation, membership, address):
                raise Refused(InvitationNotFound())
            if not policy.can_invite_as(member, membership, invitation.role):
                raise Refused(PermissionDenied(message="Only those who may invite take it back."))
            await work.publication_invitations.remove(id)
            details = {"invitation_id": PUBLICATION_INVITATION.text_of(id)}
            await note(
                work, member, publication_id, "invitation.revoked", {**details}, at=self.clock()
            )
        return invitation

    async def _inviting(
        self,
        work: PublicationWork,
        member: Member,
        publication_id: PublicationId,
        role: PublicationRole,
    ) -> Publication:
        publication, membership = await found_for(work, member, publication_id)
        if not policy.can_invite_as(member, membership, role):
            raise Refused(PermissionDenied(message=f"You may not invite people as {role.value}s."))
        return publication

    async def _require_room(
        self, work: PublicationWork, publication_id: PublicationId, *, at: datetime
    ) -> None:
        """Refuse what would be one too many. The publication is held, so nobody adds another."""
        invitations = work.publication_invitations
        await invitations.remove_expired(publication_id, at=at)
        if await invitations.count(publication_id) > self.limits.open_invitations:
            raise Refused(InvitationsTooMany())
        first = await invitations.made_at(publication_id, self.limits.invitations_a_day)
        if first is not None and first + _DAY > at:
            seconds = ceil((first + _DAY - at).total_seconds())
            raise Refused(InvitedTooOften(retry_after_seconds=seconds))


def _require_link(role: PublicationRole, capacity: int, days: int) -> None:
    checks = Checks()
    message = "Owners are invited by letter, not by a link that anybody may pass on."
    if role is PublicationRole.OWNER:
        checks.refuse("role", message)
    if not 1 <= capacity <= MOST_PEOPLE:
        checks.refuse("capacity", f"Must be between 1 and {MOST_PEOPLE}.")
    if not 1 <= days <= MOST_DAYS:
        checks.refuse("expiresInDays", f"Must be between 1 and {MOST_DAYS}.")
    checks.end()


def _letter(
    publication: Publication, invitation: PublicationInvitation, inviter: str, *, at: datetime
) -> Letter:
    return Letter(
        id=LETTER.new_id(at=at),
        kind=LetterKind.PUBLICATION_INVITATION,
        to=invitation.email or "",
        user_id=None,
        subject_id=invitation.id,
        facts={
            "inviter": inviter,
            "publication": publication.name,
            "role": invitation.role.value,
        },
        created_at=at,
    )


def _created(
    member: Member, invitation: PublicationInvitation, *, at: datetime
) -> InvitationCreated:
    return InvitationCreated(
        occurred_at=at,
        publication_id=PUBLICATION.text_of(invitation.publication_id),
        actor_id=USER.text_of(member.user_id),
        invitation_id=PUBLICATION_INVITATION.text_of(invitation.id),
        role=invitation.role.value,
    )
