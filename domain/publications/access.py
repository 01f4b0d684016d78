"""Finding a publication, and what somebody is in it, for use cases around it."""

from collections.abc import Collection, Mapping
from typing import Protocol

from domain.actor import Actor, Member
from domain.ids import PublicationId
from domain.publications.models import Membership, Publication
from domain.publications.policy import can_organise
from domain.publications.ports import MembershipReader
from domain.publications.refusals import PublicationNotFound
from domain.refusals import PermissionDenied, Refused


class PublicationFinder(Protocol):
    async def by_id(self, publication_id: PublicationId) -> Publication | None: ...


async def memberships_of(
    reader: MembershipReader, actor: Actor, publication_ids: Collection[PublicationId]
) -> Mapping[PublicationId, Membership]:
    """Read what the actor is in these publications."""
    if not isinstance(actor, Member) or not publication_ids:
        return {}
    return await reader.of_user(actor.user_id, set(publication_ids))


async def existing_publication(
    finder: PublicationFinder, publication_id: PublicationId
) -> Publication:
    """Find a publication. Refuses with PublicationNotFound."""
    publication = await finder.by_id(publication_id)
    if publication is None:
        raise Refused(PublicationNotFound())
    return publication


async def require_editor(
    reader: MembershipReader, member: Member, publication_id: PublicationId
) -> None:
    """Refuse with PermissionDenied whoever may not keep this publication in order."""
    memberships = await memberships_of(reader, member, [publication_id])
    if not can_organise(member, memberships.get(publication_id)):
        raise Refused(PermissionDenied(message="Only the editors of the publication do this."))
