"""What whoever is asking is in publications, and may do there."""

from collections.abc import Iterator, Sequence

from domain.publications import policy
from domain.publications.models import Membership, Publication, PublicationRole
from resolvers.context import RequestContext


async def viewer_roles(
    context: RequestContext, publications: Sequence[Publication]
) -> Sequence[PublicationRole | None]:
    """What the viewer is in the publication, or null if they are no member."""
    found = await _memberships(context, publications)
    return [None if membership is None else membership.role for membership in found]


async def viewer_can_edit_settings(
    context: RequestContext, publications: Sequence[Publication]
) -> Sequence[bool]:
    """Whether the viewer may change the publication, its settings and its members."""
    found = await _memberships(context, publications)
    return [policy.can_edit_settings(context.actor, membership) for membership in found]


async def viewer_can_invite(
    context: RequestContext, publications: Sequence[Publication]
) -> Sequence[bool]:
    """Whether the viewer may invite people, as contributors at least."""
    found = await _memberships(context, publications)
    return [policy.can_invite(context.actor, membership) for membership in found]


async def viewer_can_publish(
    context: RequestContext, publications: Sequence[Publication]
) -> Sequence[bool]:
    """Whether the viewer may publish what they write without asking an editor."""
    return [
        policy.can_publish(context.actor, publication, membership)
        for publication, membership in await _each(context, publications)
    ]


async def _each(
    context: RequestContext, publications: Sequence[Publication]
) -> Iterator[tuple[Publication, Membership | None]]:
    return zip(publications, await _memberships(context, publications), strict=True)


async def _memberships(
    context: RequestContext, publications: Sequence[Publication]
) -> Sequence[Membership | None]:
    return await context.loaders.viewer_membership.load_many(item.id for item in publications)
