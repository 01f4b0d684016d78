"""How publications begin and end."""

from dataclasses import dataclass
from datetime import datetime

from domain.actor import Actor, Member, Scope, require_member
from domain.clock import Clock
from domain.ids import PUBLICATION, USER, PublicationId
from domain.publications import policy
from domain.publications.details import PublicationDetails
from domain.publications.events import MemberJoined, PublicationCreated, PublicationDeleted
from domain.publications.limits import PublicationLimits
from domain.publications.models import Membership, Publication, PublicationRole
from domain.publications.ports import PublicationWork
from domain.publications.records import announce
from domain.publications.refusals import AddressNotVerified, PublicationsTooMany
from domain.publications.standing import found_for
from domain.refusals import PermissionDenied, Refused, invalid
from domain.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class PublicationFounding:
    unit_of_work: UnitOfWork[PublicationWork]
    limits: PublicationLimits
    clock: Clock

    async def create(self, actor: Actor, details: PublicationDetails) -> Publication:
        """Begin a publication, which belongs to whoever does so.

        Refuses with Unauthenticated, ScopeMissing, InvalidInput, AddressNotVerified,
        PublicationsTooMany or HandleTaken.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        now = self.clock()
        publication = _begun(details.checked(), at=now)
        async with self.unit_of_work() as work:
            await self._require_room(work, member)
            await work.publications.add(publication)
            await _let_in_founder(work, member, publication, at=now)
        return publication

    async def delete(self, actor: Actor, publication_id: PublicationId) -> Publication:
        """End a publication in which there is nothing to read.

        Refuses with Unauthenticated, ScopeMissing, PublicationNotFound, PermissionDenied or
        PublicationNotEmpty.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        async with self.unit_of_work() as work:
            publication, membership = await found_for(work, member, publication_id)
            if not policy.can_edit_settings(member, membership):
                raise Refused(PermissionDenied(message="Only its owners delete a publication."))
            await work.publications.remove(publication_id)
            deleted = PublicationDeleted(
                occurred_at=self.clock(),
                publication_id=PUBLICATION.text_of(publication_id),
                actor_id=USER.text_of(member.user_id),
            )
            await announce(work, member, publication_id, deleted)
        return publication

    async def _require_room(self, work: PublicationWork, member: Member) -> None:
        # Held first: of two publications begun at once, the second one counts the first.
        if await work.verified_addresses.hold(member.user_id) is None:
            raise Refused(AddressNotVerified())
        owned = await work.publications.count_owned_by(member.user_id)
        if owned >= self.limits.publications_per_person and not member.is_admin:
            raise Refused(PublicationsTooMany())


def _begun(details: PublicationDetails, *, at: datetime) -> Publication:
    if details.handle is None or details.name is None:
        raise invalid("handle", "A publication needs a handle and a name.")
    nothing_said = Publication(
        id=PUBLICATION.new_id(at=at),
        handle=details.handle,
        name=details.name,
        description=None,
        url=None,
        host=None,
        language="en",
        post_count=0,
        created_at=at,
    )
    return details.applied_to(nothing_said)


async def _let_in_founder(
    work: PublicationWork, member: Member, publication: Publication, *, at: datetime
) -> None:
    owner = Membership(publication.id, member.user_id, PublicationRole.OWNER, at)
    await work.memberships.add(owner)
    publication_id, user_id = PUBLICATION.text_of(publication.id), USER.text_of(member.user_id)
    created = PublicationCreated(occurred_at=at, publication_id=publication_id, actor_id=user_id)
    await announce(work, member, publication.id, created)
    joined = MemberJoined(
        occurred_at=at,
        publication_id=publication_id,
        actor_id=user_id,
        user_id=user_id,
        role=PublicationRole.OWNER.value,
    )
    await announce(work, member, publication.id, joined)
