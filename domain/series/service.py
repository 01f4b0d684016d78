"""Finding series."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from domain.actor import Actor
from domain.ids import SeriesId
from domain.publications.access import memberships_of
from domain.publications.ports import MembershipReader
from domain.series import policy
from domain.series.models import Series
from domain.series.ports import SeriesReader


@dataclass(frozen=True, slots=True)
class SeriesService:
    reader: SeriesReader
    memberships: MembershipReader

    async def visible(self, actor: Actor, ids: Collection[SeriesId]) -> Mapping[SeriesId, Series]:
        """Find the series the actor may see. The others are left out."""
        found = await self.reader.by_ids(ids)
        hidden = [series.publication_id for series in found if not series.is_public]
        memberships = await memberships_of(self.memberships, actor, hidden)
        return {
            series.id: series
            for series in found
            if policy.can_view(actor, series, memberships.get(series.publication_id))
        }
