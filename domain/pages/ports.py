"""What the rules about static pages need from storage."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Protocol

from domain.content.models import Content
from domain.events import Event
from domain.ids import PageId, PublicationId, RedirectId
from domain.pages.models import StaticPage
from domain.publications.ports import MembershipReader


class PageReader(Protocol):
    async def by_ids(self, ids: Collection[PageId]) -> Sequence[StaticPage]:
        """Return pages in any state and any order. Unknown ids are left out."""

    async def by_slug(self, publication: str, slug: str) -> StaticPage | None:
        """Find a page in any state. The publication is named by its handle."""


class PageRepository(Protocol):
    """Pages being changed."""

    async def take_turn(self, publication_id: PublicationId) -> None:
        """Keep others from changing what stands where, until the unit of work ends."""

    async def count(self, publication_id: PublicationId) -> int: ...

    async def free_slug(
        self, page_id: PageId, publication_id: PublicationId, slugs: Iterable[str], path: str | None
    ) -> str | None:
        """Return the first of these slugs that the page can have.

        No other page has it, and nothing else stands at the path, or leads on from there. Without
        a path, the page is to stand at its slug.
        """

    async def lock(self, page_id: PageId) -> StaticPage | None:
        """Return the page, held against other writers until the unit of work ends."""

    async def add(self, page: StaticPage, content: Content) -> None:
        """Store a new page with its text. Refuses with PageAddressTaken."""

    async def save(self, page: StaticPage) -> None:
        """Store a page. Refuses with PageAddressTaken."""

    async def rewrite(self, content: Content) -> None:
        """Put another text in place of the one with this id."""

    async def count_old_paths(self, page_id: PageId) -> int: ...

    async def lead_on(
        self, redirect_id: RedirectId, page: StaticPage, old_path: str, *, at: datetime
    ) -> None:
        """Let an old path lead to a page wherever it stands, and its own path nowhere else."""

    async def remove(self, page: StaticPage) -> None:
        """Remove a page, its text, and what leads to it."""


class PageWork(Protocol):
    """What a change to pages may touch inside one unit of work."""

    @property
    def static_pages(self) -> PageRepository: ...

    @property
    def memberships(self) -> MembershipReader: ...

    def record(self, event: Event) -> None:
        """Announce a fact. It is stored in the same transaction as the change."""
