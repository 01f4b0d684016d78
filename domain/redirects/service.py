"""Finding things by their address."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from domain.actor import Actor, seen_by
from domain.ids import RedirectId
from domain.publications.access import memberships_of
from domain.publications.ports import MembershipReader
from domain.redirects import policy
from domain.redirects.models import Found, Redirect
from domain.redirects.paths import normal_path
from domain.redirects.ports import AddressReader, RedirectReader, SightReader


@dataclass(frozen=True, slots=True)
class AddressService:
    reader: AddressReader

    async def at(self, publication: str, path: str) -> Sequence[Found]:
        """Find what stands at a path of a publication, whichever way the path is written.

        The first thing that the reader may see is the answer: posts come before pages, tags,
        series and redirects.
        """
        return await self.reader.at(publication.lower(), normal_path(path))


@dataclass(frozen=True, slots=True)
class RedirectService:
    reader: RedirectReader
    memberships: MembershipReader
    sight: SightReader

    async def visible(
        self, actor: Actor, ids: Collection[RedirectId]
    ) -> Mapping[RedirectId, Redirect]:
        """Find the redirects the actor may see. The others are left out."""
        found = await self.reader.by_ids(ids)
        hidden = [redirect.publication_id for redirect in found if not redirect.is_public]
        memberships = await memberships_of(self.memberships, actor, hidden)
        visible = {
            redirect.id: redirect
            for redirect in found
            if policy.can_view(actor, redirect, memberships.get(redirect.publication_id))
        }
        viewer = seen_by(actor)
        if viewer is None or not visible:
            return visible
        apart = await self.sight.redirects_apart(viewer, visible)
        return {id: redirect for id, redirect in visible.items() if id not in apart}
