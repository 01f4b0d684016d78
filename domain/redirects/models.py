"""Old addresses, and where their readers should go."""

from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from domain.ids import Kind, PageId, PostId, PublicationId, RedirectId
from domain.model import Model
from domain.ordering import TEXT, Order
from domain.paging import ChildListing

REDIRECTS_BY_SOURCE = Order("redirects by source", "source", TEXT)


class Redirect(Model, frozen=True):
    id: RedirectId
    publication_id: PublicationId
    source: str
    """The old address in its publication, without slashes around it."""
    target: str
    """A path in the same publication, encoded and beginning with a slash, or a whole address."""
    is_permanent: bool
    is_public: bool
    """Whether it leads somewhere everyone may go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectTarget:
    """Where a redirect leads: exactly one of these."""

    post_id: PostId | None = None
    page_id: PageId | None = None
    url: str | None = None
    """A path from the root of the publication on, beginning with a slash, or a whole address."""


@dataclass(frozen=True, slots=True)
class RedirectsOf(ChildListing[Redirect]):
    """The redirects of one publication that lead somewhere everyone may go, by old address."""

    order = REDIRECTS_BY_SOURCE
    publication_id: PublicationId

    @property
    def parent(self) -> PublicationId:
        return self.publication_id


@dataclass(frozen=True, slots=True)
class EveryRedirectOf(RedirectsOf):
    """The redirects of one publication, wherever they lead, by old address."""


class Found(NamedTuple):
    """Something that stands at an address."""

    kind: Kind[Any]
    id: UUID
