"""What the rules about series need from storage."""

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from domain.events import Event
from domain.ids import PostId, PublicationId, SeriesId
from domain.publications.ports import MembershipReader
from domain.series.models import Series
from domain.series.places import Part


class SeriesReader(Protocol):
    async def by_ids(self, ids: Collection[SeriesId]) -> Sequence[Series]:
        """Return series in any state and any order. Unknown ids are left out."""


class SeriesRepository(Protocol):
    """Series being changed."""

    async def lock(self, series_id: SeriesId) -> Series | None:
        """Return the series, held with its parts against others until the unit of work ends."""

    async def count(self, publication_id: PublicationId) -> int:
        """Count the series of a publication. Others who count wait until the unit of work ends."""

    async def free_slug(self, publication_id: PublicationId, slugs: Iterable[str]) -> str | None:
        """Return the first of these slugs that no series has or had."""

    async def add(self, series: Series) -> None:
        """Store a new series. Refuses with SeriesSlugTaken."""

    async def save(self, series: Series, *, former_slug: str | None) -> None:
        """Store a series, and let the slug that it had before answer too.

        Refuses with SeriesSlugTaken.
        """

    async def count_former_slugs(self, series_id: SeriesId) -> int: ...

    async def remove(self, series_id: SeriesId) -> None: ...

    async def parts(self, series_id: SeriesId) -> Sequence[Part]:
        """Return the posts of a series in their order."""

    async def add_part(self, series_id: SeriesId, part: Part) -> None:
        """Add a post where no other one is. Refuses with PostNotFound when it is gone by now."""

    async def move_parts(self, series_id: SeriesId, parts: Sequence[Part]) -> None:
        """Give parts of a series other places, all at once."""

    async def remove_part(self, series_id: SeriesId, post_id: PostId) -> None: ...


class SeriesWork(Protocol):
    """What a change to series may touch inside one unit of work."""

    @property
    def series(self) -> SeriesRepository: ...

    @property
    def memberships(self) -> MembershipReader: ...

    def record(self, event: Event) -> None:
        """Announce a fact. It is stored in the same transaction as the change."""
