"""What editors write on the pages of their publication."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from domain.actor import Actor, Scope, require_member
from domain.clock import Clock
from domain.content.models import content_of
from domain.content.ports import Renderer
from domain.ids import CONTENT, PAGE, REDIRECT, PageId, PublicationId
from domain.model import replace
from domain.naming import numbered, slug_of
from domain.pages.changes import PageChanges
from domain.pages.events import PageCreated, PageSaved
from domain.pages.models import PageStatus, StaticPage
from domain.pages.ports import PageReader, PageWork
from domain.pages.refusals import (
    PageAddressTaken,
    PageMovedTooOften,
    TooManyPages,
)
from domain.pages.standing import editable, ids_of, lock_editable
from domain.publications.access import PublicationFinder, existing_publication, require_editor
from domain.publications.ports import MembershipReader
from domain.refusals import Refused, Stale
from domain.unit_of_work import UnitOfWork

MOST_PAGES = 1_000
MOST_OLD_PATHS = 100


@dataclass(frozen=True, slots=True)
class PageEditing:
    unit_of_work: UnitOfWork[PageWork]
    publications: PublicationFinder
    memberships: MembershipReader
    reader: PageReader
    renderer: Renderer
    clock: Clock

    async def create(
        self,
        actor: Actor,
        publication_id: PublicationId,
        *,
        title: str,
        markdown: str,
        slug: str | None,
        path: str | None,
    ) -> StaticPage:
        """Make a draft.

        Refuses with Unauthenticated, PublicationNotFound, PermissionDenied, InvalidInput,
        PageAddressTaken or TooManyPages.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        given = PageChanges(title=title, slug=slug, path=path).checked()
        name = given.title or title
        await existing_publication(self.publications, publication_id)
        # Rendering takes long. So it is for those who may, and before anything is held.
        await require_editor(self.memberships, member, publication_id)
        rendering = await self.renderer.render(markdown)

        now = self.clock()
        page_id = PAGE.new_id(at=now)
        content = content_of(CONTENT.new_id(at=now), markdown, rendering)
        async with self.unit_of_work() as work:
            await require_editor(work.memberships, member, publication_id)
            await work.static_pages.take_turn(publication_id)
            if await work.static_pages.count(publication_id) >= MOST_PAGES:
                raise Refused(TooManyPages())
            slugs = [given.slug] if given.slug else numbered(slug_of(name, instead="page"))
            free = await _free_slug(work, page_id, publication_id, slugs, given.path)
            page = StaticPage(
                id=page_id,
                publication_id=publication_id,
                content_id=content.id,
                slug=free,
                path=given.path or free,
                title=name,
                updated_at=now,
                status=PageStatus.DRAFT,
                version=1,
                was_public=False,
            )
            await work.static_pages.add(page, content)
            work.record(PageCreated(occurred_at=now, **ids_of(page)))
        return page

    async def save(
        self, actor: Actor, page_id: PageId, version: int, changes: PageChanges
    ) -> StaticPage:
        """Change what is given, of the version that the editor has seen.

        Refuses with Unauthenticated, PageNotFound, PermissionDenied, InvalidInput,
        Stale, PageAddressTaken or PageMovedTooOften.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        changes = changes.checked()
        rendering = None
        if changes.markdown is not None:
            found = await editable(self.memberships, member, await self.reader.by_ids([page_id]))
            _require_version(found, version)
            rendering = await self.renderer.render(changes.markdown)

        now = self.clock()
        async with self.unit_of_work() as work:
            page = await lock_editable(work, member, page_id)
            _require_version(page, version)
            changed = changes.applied_to(page)
            if changed == page and changes.markdown is None:
                return page
            changed = replace(changed, version=page.version + 1, updated_at=now)
            if (changed.slug, changed.path) != (page.slug, page.path):
                await _move(work, page, changed, at=now)
            await work.static_pages.save(changed)
            if rendering is not None and changes.markdown is not None:
                content = content_of(page.content_id, changes.markdown, rendering)
                await work.static_pages.rewrite(content)
            work.record(PageSaved(occurred_at=now, **ids_of(page)))
        return changed


def _require_version(page: StaticPage, version: int) -> None:
    if page.version != version:
        raise Refused(Stale(current_version=page.version))


async def _move(work: PageWork, page: StaticPage, changed: StaticPage, *, at: datetime) -> None:
    """Make sure that a page can stand at its new address, and let the old one lead there."""
    await work.static_pages.take_turn(page.publication_id)
    await _free_slug(work, page.id, page.publication_id, [changed.slug], changed.path)
    if changed.path != page.path and page.was_public:
        if await work.static_pages.count_old_paths(page.id) >= MOST_OLD_PATHS:
            raise Refused(PageMovedTooOften())
        await work.static_pages.lead_on(REDIRECT.new_id(at=at), changed, page.path, at=at)


async def _free_slug(
    work: PageWork,
    page_id: PageId,
    publication_id: PublicationId,
    slugs: Iterable[str],
    path: str | None,
) -> str:
    free = await work.static_pages.free_slug(page_id, publication_id, slugs, path)
    if free is None:
        raise Refused(PageAddressTaken())
    return free
