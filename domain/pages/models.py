"""Pages that stand still, such as "About"."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.ids import ContentId, PageId, PublicationId
from domain.model import Model, replace
from domain.ordering import TEXT, Order
from domain.pages.refusals import PageAlreadyPublished, PageNotPublished
from domain.paging import ChildListing
from domain.refusals import Refused

PAGES_BY_SLUG = Order("pages by slug", "slug", TEXT)


class PageStatus(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"


class StaticPage(Model, frozen=True):
    """A page of a publication. It is called static to tell it from a page of a list."""

    id: PageId
    publication_id: PublicationId
    content_id: ContentId
    slug: str
    path: str
    title: str
    updated_at: datetime
    status: PageStatus
    version: int
    """The number of the edit, from 1 on."""
    was_public: bool
    """Whether anybody may know its addresses. Not so of a draft that was never published."""

    @property
    def is_published(self) -> bool:
        return self.status is PageStatus.PUBLISHED

    def publish(self, *, at: datetime) -> "StaticPage":
        """Return this page as published. Refuses with PageAlreadyPublished."""
        if self.is_published:
            raise Refused(PageAlreadyPublished())
        return replace(self, status=PageStatus.PUBLISHED, was_public=True, updated_at=at)

    def unpublish(self, *, at: datetime) -> "StaticPage":
        """Return this page as a draft. Refuses with PageNotPublished."""
        if not self.is_published:
            raise Refused(PageNotPublished())
        return replace(self, status=PageStatus.DRAFT, updated_at=at)


@dataclass(frozen=True, slots=True)
class PagesOf(ChildListing[StaticPage]):
    """The published pages of one publication, by slug."""

    order = PAGES_BY_SLUG
    publication_id: PublicationId

    @property
    def parent(self) -> PublicationId:
        return self.publication_id


@dataclass(frozen=True, slots=True)
class EveryPageOf(PagesOf):
    """The pages of one publication in any state, by slug."""


def begun_page(
    id: PageId,
    publication_id: PublicationId,
    content_id: ContentId,
    *,
    slug: str,
    path: str | None,
    title: str,
    at: datetime,
) -> StaticPage:
    """Return a page that nobody sees yet. It stands at its slug unless a path is given."""
    return StaticPage(
        id=id,
        publication_id=publication_id,
        content_id=content_id,
        slug=slug,
        path=path or slug,
        title=title,
        updated_at=at,
        status=PageStatus.DRAFT,
        version=1,
        was_public=False,
    )
