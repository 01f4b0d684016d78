"""Pages that stand still, such as "About"."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.ids import ContentId, PageId, PublicationId
from domain.model import Model
from domain.ordering import TEXT, Order
from domain.paging import ChildListing

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


@dataclass(frozen=True, slots=True)
class PagesOf(ChildListing[StaticPage]):
    """The published pages of one publication, by slug."""

    order = PAGES_BY_SLUG
    publication_id: PublicationId

    @property
    def parent(self) -> PublicationId:
        return self.publication_id
