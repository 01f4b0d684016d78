"""Old addresses, and where their readers should go."""

from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from domain.ids import Kind, PublicationId, RedirectId
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


@dataclass(frozen=True, slots=True)
class RedirectsOf(ChildListing[Redirect]):
    """The redirects of one publication that lead somewhere everyone may go, by old address."""

    order = REDIRECTS_BY_SOURCE
    publication_id: PublicationId

    @property
    def parent(self) -> PublicationId:
        return self.publication_id


class Found(NamedTuple):
    """Something that stands at an address."""

    kind: Kind[Any]
    id: UUID
