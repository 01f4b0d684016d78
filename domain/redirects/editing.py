"""What editors say of where the old addresses of their publication lead."""

from collections.abc import Callable
from dataclasses import dataclass

from domain.actor import Actor, Member, Scope, require_member
from domain.checking import Checks
from domain.clock import Clock
from domain.ids import PUBLICATION, REDIRECT, GlobalId, PublicationId, RedirectId
from domain.model import replace
from domain.publications.access import (
    PublicationFinder,
    existing_publication,
    memberships_of,
    require_editor,
)
from domain.publications.models import Publication
from domain.redirects import policy
from domain.redirects.checks import checked_path
from domain.redirects.events import RedirectCreated, RedirectDeleted, RedirectUpdated
from domain.redirects.models import Redirect, RedirectTarget
from domain.redirects.ports import RedirectReader, RedirectWork
from domain.redirects.refusals import (
    RedirectLoops,
    RedirectNotFound,
    RedirectSourceTaken,
    RedirectTargetNotFound,
    TooManyRedirects,
)
from domain.redirects.targets import address_of, check_target, path_within
from domain.refusals import PermissionDenied, Refused
from domain.unit_of_work import UnitOfWork

MOST_RULES = 1_000

FrontEnd = Callable[[Publication], str]
"""Tells where on the web a publication is read."""


@dataclass(frozen=True, slots=True)
class RedirectEditing:
    unit_of_work: UnitOfWork[RedirectWork]
    publications: PublicationFinder
    reader: RedirectReader
    clock: Clock

    async def create(
        self,
        actor: Actor,
        publication_id: PublicationId,
        *,
        source: str,
        target: RedirectTarget,
        is_permanent: bool,
        front_end_of: FrontEnd,
    ) -> Redirect:
        """Let an old address lead somewhere.

        Refuses with Unauthenticated, PublicationNotFound, PermissionDenied, InvalidInput,
        RedirectTargetNotFound, TooManyRedirects, RedirectSourceTaken or RedirectLoops.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        checks = Checks()
        source = checked_path(checks, "source", source)
        check_target(checks, target)
        checks.end()

        publication = await existing_publication(self.publications, publication_id)
        now = self.clock()
        async with self.unit_of_work() as work:
            await require_editor(work.memberships, member, publication_id)
            path = await _held(work, publication_id, target)
            await work.redirect_rules.take_turn(publication_id)
            if await work.redirect_rules.count_rules(publication_id) >= MOST_RULES:
                raise Refused(TooManyRedirects())
            redirect = Redirect(
                id=REDIRECT.new_id(at=now),
                publication_id=publication_id,
                source=source,
                target=address_of(target, path),
                is_permanent=is_permanent,
                is_public=target.url is not None,
            )
            front_end = front_end_of(publication)
            await _check(work, front_end, redirect, is_new=True)
            await work.redirect_rules.add(redirect, target, at=now)
            work.record(RedirectCreated(occurred_at=now, **_ids_of(redirect)))
        return redirect

    async def update(
        self,
        actor: Actor,
        redirect_id: RedirectId,
        *,
        source: str | None,
        target: RedirectTarget | None,
        is_permanent: bool | None,
        front_end_of: FrontEnd,
    ) -> Redirect:
        """Change what is given.

        Refuses with Unauthenticated, RedirectNotFound, PermissionDenied, InvalidInput,
        RedirectTargetNotFound, RedirectSourceTaken or RedirectLoops.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        checks = Checks()
        given = None if source is None else checked_path(checks, "source", source)
        if target is not None:
            check_target(checks, target)
        checks.end()

        publication = await self._publication_of(redirect_id)
        async with self.unit_of_work() as work:
            found = await _editable(work, member, redirect_id)
            path = None if target is None else await _held(work, found.publication_id, target)
            await work.redirect_rules.take_turn(found.publication_id)
            changed = replace(
                found,
                source=given or found.source,
                target=found.target if target is None else address_of(target, path),
                is_permanent=found.is_permanent if is_permanent is None else is_permanent,
            )
            if changed == found and target is None:
                return found
            front_end = front_end_of(publication)
            await _check(work, front_end, changed, is_new=changed.source != found.source)
            await work.redirect_rules.save(changed, target)
            work.record(RedirectUpdated(occurred_at=self.clock(), **_ids_of(changed)))
        return changed

    async def delete(self, actor: Actor, redirect_id: RedirectId) -> Redirect:
        """Let an old address lead nowhere.

        Refuses with Unauthenticated, RedirectNotFound or PermissionDenied.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        async with self.unit_of_work() as work:
            redirect = await _editable(work, member, redirect_id)
            if not await work.redirect_rules.remove(redirect_id):
                raise Refused(RedirectNotFound())
            work.record(RedirectDeleted(occurred_at=self.clock(), **_ids_of(redirect)))
        return redirect

    async def _publication_of(self, redirect_id: RedirectId) -> Publication:
        for redirect in await self.reader.by_ids([redirect_id]):
            return await existing_publication(self.publications, redirect.publication_id)
        raise Refused(RedirectNotFound())


async def _check(work: RedirectWork, front_end: str, redirect: Redirect, *, is_new: bool) -> None:
    """Refuse what hides something, and what leads back at once or by way of one other."""
    publication_id, stands_at = redirect.publication_id, work.redirect_rules.stands_at
    if is_new and await stands_at(publication_id, redirect.source):
        raise Refused(RedirectSourceTaken())
    path = path_within(front_end, redirect.target)
    if path is None:
        return
    if path == redirect.source:
        raise Refused(RedirectLoops())
    onward = await work.redirect_rules.url_at(publication_id, path)
    if onward is None or await stands_at(publication_id, path):
        return
    if path_within(front_end, onward) == redirect.source:
        raise Refused(RedirectLoops())


async def _held(
    work: RedirectWork, publication_id: PublicationId, target: RedirectTarget
) -> str | None:
    """Hold the text that a redirect is to lead to. Refuses with RedirectTargetNotFound."""
    if target.url is not None:
        return None
    path = await work.redirect_rules.target_path(publication_id, target)
    if path is None:
        raise Refused(RedirectTargetNotFound())
    return path


async def _editable(work: RedirectWork, member: Member, redirect_id: RedirectId) -> Redirect:
    redirect = await work.redirect_rules.find(redirect_id)
    if redirect is None:
        raise Refused(RedirectNotFound())
    own = await memberships_of(work.memberships, member, [redirect.publication_id])
    membership = own.get(redirect.publication_id)
    if not policy.can_view(member, redirect, membership):
        raise Refused(RedirectNotFound())
    if not policy.can_edit(member, membership):
        raise Refused(PermissionDenied(message="Only the editors of the publication do this."))
    return redirect


def _ids_of(redirect: Redirect) -> dict[str, GlobalId]:
    return {
        "redirect_id": REDIRECT.text_of(redirect.id),
        "publication_id": PUBLICATION.text_of(redirect.publication_id),
    }
