"""What editors do with the series of their publication."""

from dataclasses import dataclass

from domain.actor import Actor, Member, Scope, require_member
from domain.checking import Checks
from domain.clock import Clock
from domain.ids import PUBLICATION, SERIES, GlobalId, PublicationId, SeriesId
from domain.model import replace
from domain.naming import numbered, slug_of
from domain.publications.access import (
    PublicationFinder,
    existing_publication,
    memberships_of,
    require_editor,
)
from domain.publications.models import Membership
from domain.refusals import PermissionDenied, Refused
from domain.series import policy
from domain.series.events import SeriesCreated, SeriesDeleted, SeriesUpdated
from domain.series.models import Series
from domain.series.ports import SeriesWork
from domain.series.refusals import (
    SeriesNotFound,
    SeriesRenamedTooOften,
    SeriesSlugTaken,
    TooManySeries,
)
from domain.unit_of_work import UnitOfWork

LONGEST_TITLE = 200
LONGEST_DESCRIPTION = 2_000
MOST_SERIES = 1_000
MOST_FORMER_SLUGS = 100


@dataclass(frozen=True, slots=True)
class SeriesEditing:
    unit_of_work: UnitOfWork[SeriesWork]
    publications: PublicationFinder
    clock: Clock

    async def create(
        self,
        actor: Actor,
        publication_id: PublicationId,
        *,
        title: str,
        slug: str | None,
        description: str | None,
    ) -> Series:
        """Make a series without posts, which editors see.

        Refuses with Unauthenticated, PublicationNotFound, PermissionDenied, InvalidInput,
        SeriesSlugTaken or TooManySeries.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        checks = Checks()
        title = checks.line("title", title, most=LONGEST_TITLE)
        wanted = None if slug is None else checks.slug("slug", slug)
        description = checks.words("description", description, most=LONGEST_DESCRIPTION)
        checks.end()

        await existing_publication(self.publications, publication_id)
        now = self.clock()
        async with self.unit_of_work() as work:
            await require_editor(work.memberships, member, publication_id)
            if await work.series.count(publication_id) >= MOST_SERIES:
                raise Refused(TooManySeries())
            slugs = numbered(slug_of(title, instead="series")) if wanted is None else [wanted]
            free = await work.series.free_slug(publication_id, slugs)
            if free is None:
                raise Refused(SeriesSlugTaken())
            series = Series(SERIES.new_id(at=now), publication_id, free, title, description, now)
            await work.series.add(series)
            work.record(SeriesCreated(occurred_at=now, **ids_of(series)))
        return series

    async def update(
        self,
        actor: Actor,
        series_id: SeriesId,
        *,
        title: str | None,
        slug: str | None,
        description: str | None,
    ) -> Series:
        """Change what is given. A former slug keeps answering.

        Refuses with Unauthenticated, SeriesNotFound, PermissionDenied, InvalidInput,
        SeriesSlugTaken or SeriesRenamedTooOften.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        checks = Checks()
        given_title = None if title is None else checks.line("title", title, most=LONGEST_TITLE)
        given_slug = None if slug is None else checks.slug("slug", slug)
        words = checks.words("description", description, most=LONGEST_DESCRIPTION)
        checks.end()

        async with self.unit_of_work() as work:
            series = await self._lock_to_edit(work, member, series_id)
            changed = replace(
                series,
                title=given_title or series.title,
                slug=given_slug or series.slug,
                description=series.description if description is None else words,
            )
            if changed == series:
                return series
            former = None if changed.slug == series.slug else series.slug
            if former and await work.series.count_former_slugs(series_id) >= MOST_FORMER_SLUGS:
                raise Refused(SeriesRenamedTooOften())
            await work.series.save(changed, former_slug=former)
            work.record(SeriesUpdated(occurred_at=self.clock(), **ids_of(series)))
        return changed

    async def delete(self, actor: Actor, series_id: SeriesId) -> Series:
        """Remove a series. Its posts stay as they are.

        Refuses with Unauthenticated, SeriesNotFound or PermissionDenied.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        async with self.unit_of_work() as work:
            series = await self._lock_to_edit(work, member, series_id)
            await work.series.remove(series_id)
            work.record(SeriesDeleted(occurred_at=self.clock(), **ids_of(series)))
        return series

    async def _lock_to_edit(self, work: SeriesWork, member: Member, series_id: SeriesId) -> Series:
        series, membership = await lock_visible(work, member, series_id)
        require_to_edit(member, membership)
        return series


async def lock_visible(
    work: SeriesWork, member: Member, series_id: SeriesId
) -> tuple[Series, Membership | None]:
    """Hold a series, and say what the member is where it belongs.

    Refuses with SeriesNotFound, also when the member may not see it.
    """
    series = await work.series.lock(series_id)
    if series is None:
        raise Refused(SeriesNotFound())
    memberships = await memberships_of(work.memberships, member, [series.publication_id])
    membership = memberships.get(series.publication_id)
    if not policy.can_view(member, series, membership):
        raise Refused(SeriesNotFound())
    return series, membership


def require_to_edit(member: Member, membership: Membership | None) -> None:
    if not policy.can_edit(member, membership):
        raise Refused(PermissionDenied(message="Only the editors of the publication do this."))


def ids_of(series: Series) -> dict[str, GlobalId]:
    """Return what every event about a series says."""
    return {
        "series_id": SERIES.text_of(series.id),
        "publication_id": PUBLICATION.text_of(series.publication_id),
    }
