"""When pages are public, and when they cease to be there."""

from dataclasses import dataclass

from domain.actor import Actor, Scope, require_member
from domain.clock import Clock
from domain.ids import PageId
from domain.pages.events import PageDeleted, PagePublished, PageUnpublished
from domain.pages.models import StaticPage
from domain.pages.ports import PageWork
from domain.pages.standing import ids_of, lock_editable
from domain.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class PagePublishing:
    unit_of_work: UnitOfWork[PageWork]
    clock: Clock

    async def publish(self, actor: Actor, page_id: PageId) -> StaticPage:
        """Open a draft to everyone.

        Refuses with Unauthenticated, PageNotFound, PermissionDenied or PageAlreadyPublished.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        async with self.unit_of_work() as work:
            page = await lock_editable(work, member, page_id)
            now = self.clock()
            published = page.publish(at=now)
            await work.static_pages.save(published)
            work.record(PagePublished(occurred_at=now, **ids_of(page)))
        return published

    async def unpublish(self, actor: Actor, page_id: PageId) -> StaticPage:
        """Make a draft of a published page.

        Refuses with Unauthenticated, PageNotFound, PermissionDenied or PageNotPublished.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        async with self.unit_of_work() as work:
            page = await lock_editable(work, member, page_id)
            now = self.clock()
            draft = page.unpublish(at=now)
            await work.static_pages.save(draft)
            work.record(PageUnpublished(occurred_at=now, **ids_of(page)))
        return draft

    async def delete(self, actor: Actor, page_id: PageId) -> StaticPage:
        """Remove a page for good, with everything that leads to it.

        Refuses with Unauthenticated, PageNotFound or PermissionDenied.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        async with self.unit_of_work() as work:
            page = await lock_editable(work, member, page_id)
            await work.static_pages.remove(page)
            work.record(PageDeleted(occurred_at=self.clock(), **ids_of(page)))
        return page
