"""Settings of publications, and what stands where on their front ends."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.actor import Actor, Member, Scope, require_member
from domain.clock import Clock
from domain.ids import PublicationId
from domain.publications import policy
from domain.publications.details import PublicationDetails, checked_links
from domain.publications.limits import PublicationLimits
from domain.publications.models import Membership, NavigationLink, Publication
from domain.publications.ports import PublicationWork
from domain.publications.records import announce_update
from domain.publications.refusals import RenamedTooOften
from domain.publications.standing import found_for
from domain.refusals import PermissionDenied, Refused
from domain.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class PublicationArranging:
    unit_of_work: UnitOfWork[PublicationWork]
    limits: PublicationLimits
    clock: Clock

    async def update(
        self, actor: Actor, publication_id: PublicationId, details: PublicationDetails
    ) -> Publication:
        """Change what is given. A handle that is given up keeps answering.

        Refuses with Unauthenticated, ScopeMissing, PublicationNotFound, PermissionDenied,
        InvalidInput, HandleTaken, HostTaken or RenamedTooOften.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        async with self.unit_of_work() as work:
            publication, membership = await found_for(work, member, publication_id)
            _require_settings(member, membership, publication, details)
            updated = details.checked().applied_to(publication)
            changed = _changed(publication, updated)
            if changed:
                if updated.handle != publication.handle:
                    await self._rename(work, publication, updated)
                await work.publications.save(updated)
                await announce_update(work, member, publication_id, changed, at=self.clock())
        return updated

    async def set_links(
        self, actor: Actor, publication_id: PublicationId, links: Sequence[NavigationLink]
    ) -> Publication:
        """Replace the whole navigation.

        Refuses with Unauthenticated, ScopeMissing, PublicationNotFound, PermissionDenied or
        InvalidInput.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        async with self.unit_of_work() as work:
            publication, membership = await found_for(work, member, publication_id)
            require_arranging(member, membership)
            await work.front_pages.set_links(publication_id, checked_links(links))
            changed = ("navigationLinks",)
            await announce_update(work, member, publication_id, changed, at=self.clock())
        return publication

    async def _rename(self, work: PublicationWork, before: Publication, after: Publication) -> None:
        """Keep the handle that is given up, unless somebody would collect them."""
        await work.publications.remember_handle(before.handle, after.handle, before.id)
        if await work.publications.count_former_handles(before.id) > self.limits.former_names:
            raise Refused(RenamedTooOften())


_NAMES = {
    "handle": "handle",
    "name": "name",
    "description": "description",
    "url": "url",
    "host": "host",
    "language": "language",
    "contributor_publishing": "contributorPublishing",
}
"""What callers call the attributes that details change."""


def _changed(before: Publication, after: Publication) -> tuple[str, ...]:
    return tuple(
        name
        for attribute, name in _NAMES.items()
        if getattr(before, attribute) != getattr(after, attribute)
    )


def _require_settings(
    member: Member,
    membership: Membership | None,
    publication: Publication,
    details: PublicationDetails,
) -> None:
    if not policy.can_edit_settings(member, membership):
        raise Refused(PermissionDenied(message="Only its owners change a publication."))
    changes_host = details.host is not None and (details.host or None) != publication.host
    if changes_host and not policy.can_choose_host(member):
        raise Refused(PermissionDenied(message="Only administrators give host names."))


def require_arranging(member: Member, membership: Membership | None) -> None:
    """Refuse with PermissionDenied who may not say what stands where."""
    if not policy.can_organise(member, membership):
        raise Refused(PermissionDenied(message="Only its editors arrange a publication."))
