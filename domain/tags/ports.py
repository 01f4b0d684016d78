"""What the rules about tags need from storage."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from domain.audit_entries import AuditRepository
from domain.events import Event
from domain.ids import PublicationId, TagId
from domain.publications.ports import MembershipReader
from domain.tags.models import CuratedTag, Tag


class TagReader(Protocol):
    async def by_slug(self, slug: str) -> Tag | None:
        """Find a tag by its slug of today or by a former one."""


class TagCatalog(Protocol):
    """Tags being changed. Whatever is refused with TagSlugTaken is another tag's, or was."""

    async def lock(self, tag_ids: Collection[TagId]) -> Mapping[TagId, Tag]:
        """Return these tags, held against other writers until the unit of work ends."""

    async def take_turn(self) -> None:
        """Keep others from filing posts under new tags, and from renaming, until the end."""

    async def take_turn_with_posts(self, tag_id: TagId) -> None:
        """Do the same, and hold every post with this tag, which is what people hold first."""

    async def add(self, tag: Tag) -> None:
        """Store a new tag. Refuses with TagSlugTaken."""

    async def save(self, tag: Tag, *, former_slug: str | None) -> None:
        """Store a tag, and let the slug that it had before answer too.

        Refuses with TagSlugTaken.
        """

    async def count_former_slugs(self, tag_id: TagId) -> int: ...

    async def merge(self, gone: Tag, into: Tag) -> None:
        """File everything under the other tag, and let its names answer for this one's."""

    async def remove(self, tag_id: TagId) -> None:
        """Remove a tag. Refuses with TagInUse."""


class CurationRepository(Protocol):
    async def hold(self, tag_ids: Collection[TagId]) -> Collection[TagId]:
        """Return which of these tags everyone may see, and keep them from going away."""

    async def replace(self, publication_id: PublicationId, tags: Sequence[CuratedTag]) -> None:
        """Store which tags a publication shows, in this order. Others wait for their turn."""


class TagWork(Protocol):
    """What a change to tags may touch inside one unit of work."""

    @property
    def tag_catalog(self) -> TagCatalog: ...

    @property
    def curation(self) -> CurationRepository: ...

    @property
    def memberships(self) -> MembershipReader: ...

    @property
    def audit(self) -> AuditRepository: ...

    def record(self, event: Event) -> None:
        """Announce a fact. It is stored in the same transaction as the change."""
