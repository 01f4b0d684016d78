"""Who keeps a publication in order: its editors, its owners, and the staff of the server."""

from collections.abc import Collection, Mapping
from typing import Protocol

from domain.actor import Actor, Member, Scope
from domain.ids import PublicationId
from domain.publications.models import Membership, Publication, PublicationRole
from domain.publications.ports import MembershipReader
from domain.publications.refusals import PublicationNotFound
from domain.refusals import PermissionDenied, Refused

_EDITORS = {PublicationRole.EDITOR, PublicationRole.OWNER}


class PublicationFinder(Protocol):
    async def by_id(self, publication_id: PublicationId) -> Publication | None: ...


def can_see_everything(actor: Actor, membership: Membership | None) -> bool:
    """Editors see what is in their publication, be it public or not. So does the staff."""
    return isinstance(actor, Member) and (actor.is_staff or _is_editor(membership))


def can_organise(actor: Actor, membership: Membership | None) -> bool:
    """Editors change what their publication consists of besides its posts.

    Moderators keep order, and arrange nothing in the name of others. Administrators may.
    """
    if not isinstance(actor, Member) or Scope.WRITE_POSTS not in actor.scopes:
        return False
    return actor.is_admin or _is_editor(membership)


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


def _is_editor(membership: Membership | None) -> bool:
    return membership is not None and membership.role in _EDITORS
