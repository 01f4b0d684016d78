"""Who is a member of a publication, and as what."""

from dataclasses import dataclass
from datetime import datetime

from domain.actor import Actor, Member, Scope, require_member
from domain.clock import Clock
from domain.ids import PUBLICATION, USER, PublicationId, UserId
from domain.model import replace
from domain.publications import policy
from domain.publications.events import MemberLeft, MemberRoleChanged
from domain.publications.models import Membership, Publication, PublicationRole
from domain.publications.ports import PublicationWork
from domain.publications.records import announce
from domain.publications.refusals import LastOwner, MemberNotFound
from domain.publications.standing import found_for
from domain.refusals import PermissionDenied, Refused, invalid
from domain.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class MembershipService:
    """Every change holds the publication, so that owners who go at once go one after another."""

    unit_of_work: UnitOfWork[PublicationWork]
    clock: Clock

    async def change_role(
        self, actor: Actor, publication_id: PublicationId, user_id: UserId, role: PublicationRole
    ) -> tuple[Publication, Membership]:
        """Make a member something else.

        Refuses with Unauthenticated, ScopeMissing, PublicationNotFound, PermissionDenied,
        MemberNotFound or LastOwner.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        async with self.unit_of_work() as work:
            publication, own = await found_for(work, member, publication_id)
            _require_changing(member, own)
            before = await _member(work, publication_id, user_id)
            after = await _become(work, member, before, role, at=self.clock())
        return publication, after

    async def remove(
        self, actor: Actor, publication_id: PublicationId, user_id: UserId
    ) -> Publication:
        """Make somebody no member any more. What they wrote stays.

        Refuses with Unauthenticated, ScopeMissing, PublicationNotFound, PermissionDenied,
        MemberNotFound or LastOwner.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        async with self.unit_of_work() as work:
            publication, own = await found_for(work, member, publication_id)
            _require_changing(member, own)
            gone = await _member(work, publication_id, user_id)
            await _let_go(work, member, gone, at=self.clock())
        return publication

    async def leave(self, actor: Actor, publication_id: PublicationId) -> Publication:
        """Cease to be a member. What one wrote stays.

        Refuses with Unauthenticated, ScopeMissing, PublicationNotFound, MemberNotFound or
        LastOwner.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        async with self.unit_of_work() as work:
            publication, own = await found_for(work, member, publication_id)
            if own is None:
                raise Refused(MemberNotFound(message="You are no member of this publication."))
            await _let_go(work, member, own, at=self.clock())
        return publication

    async def transfer(
        self, actor: Actor, publication_id: PublicationId, user_id: UserId
    ) -> tuple[Publication, Membership]:
        """Make another member the owner in place of whoever does so, who becomes an editor.

        Refuses with Unauthenticated, ScopeMissing, PublicationNotFound, PermissionDenied,
        MemberNotFound, InvalidInput or LastOwner.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        async with self.unit_of_work() as work:
            publication, own = await found_for(work, member, publication_id)
            if own is None or not policy.can_transfer(member, own):
                raise Refused(PermissionDenied(message="Only an owner gives a publication away."))
            if user_id == member.user_id:
                raise invalid("userId", "You are an owner already.")
            before, now = await _member(work, publication_id, user_id), self.clock()
            after = await _become(work, member, before, PublicationRole.OWNER, at=now)
            await _become(work, member, own, PublicationRole.EDITOR, at=now)
        return publication, after


async def _member(
    work: PublicationWork, publication_id: PublicationId, user_id: UserId
) -> Membership:
    found = (await work.memberships.of_user(user_id, [publication_id])).get(publication_id)
    if found is None:
        raise Refused(MemberNotFound())
    return found


async def _become(
    work: PublicationWork,
    member: Member,
    before: Membership,
    role: PublicationRole,
    *,
    at: datetime,
) -> Membership:
    if role is before.role:
        return before
    await _require_another_owner(work, before)
    after = replace(before, role=role)
    await work.memberships.save(after)
    await _withdraw_invitations(work, after)
    changed = MemberRoleChanged(
        occurred_at=at,
        publication_id=PUBLICATION.text_of(after.publication_id),
        actor_id=USER.text_of(member.user_id),
        user_id=USER.text_of(after.user_id),
        role=after.role.value,
        former_role=before.role.value,
    )
    await announce(work, member, after.publication_id, changed)
    return after


async def _let_go(work: PublicationWork, member: Member, gone: Membership, *, at: datetime) -> None:
    await _require_another_owner(work, gone)
    await work.memberships.remove(gone.publication_id, gone.user_id)
    left = MemberLeft(
        occurred_at=at,
        publication_id=PUBLICATION.text_of(gone.publication_id),
        actor_id=USER.text_of(member.user_id),
        user_id=USER.text_of(gone.user_id),
        role=gone.role.value,
    )
    await announce(work, member, gone.publication_id, left)


async def _require_another_owner(work: PublicationWork, before: Membership) -> None:
    """Refuse with LastOwner if nobody else could decide about the publication."""
    if before.role is not PublicationRole.OWNER:
        return
    if not await work.memberships.has_owner_besides(before.publication_id, before.user_id):
        raise Refused(LastOwner())


async def _withdraw_invitations(work: PublicationWork, after: Membership) -> None:
    """Take back what somebody could not hand out any more."""
    if after.role is not PublicationRole.OWNER:
        await work.publication_invitations.remove_made_by(after.publication_id, after.user_id)


def _require_changing(member: Member, membership: Membership | None) -> None:
    if not policy.can_change_members(member, membership):
        raise Refused(PermissionDenied(message="Only its owners decide about members."))
