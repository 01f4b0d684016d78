"""What whoever is asking is in publications, and may do there."""

from collections.abc import Iterator, Sequence

from domain.ids import PublicationId
from domain.publications import policy
from domain.publications.models import Publication, PublicationRole
from resolvers.context import RequestContext
from resolvers.viewer_rights import allowed_in


async def viewer_roles(
    context: RequestContext, publications: Sequence[Publication]
) -> Sequence[PublicationRole | None]:
    """What the viewer is in the publication, or null if they are no member."""
    found = await context.loaders.viewer_membership.load_many(_ids(publications))
    return [None if membership is None else membership.role for membership in found]


async def viewer_can_edit_settings(
    context: RequestContext, publications: Sequence[Publication]
) -> Sequence[bool]:
    """Whether the viewer may change the publication, its settings and its members."""
    return await allowed_in(context, _ids(publications), policy.can_edit_settings)


async def viewer_can_invite(
    context: RequestContext, publications: Sequence[Publication]
) -> Sequence[bool]:
    """Whether the viewer may invite people, as contributors at least."""
    return await allowed_in(context, _ids(publications), policy.can_invite)


async def viewer_can_publish(
    context: RequestContext, publications: Sequence[Publication]
) -> Sequence[bool]:
    """Whether the viewer may publish what they write without asking an editor."""
    memberships = await context.loaders.viewer_membership.load_many(_ids(publications))
    return [
        policy.can_publish(context.actor, publication, membership)
        for publication, membership in zip(publications, memberships, strict=True)
    ]


def _ids(publications: Sequence[Publication]) -> Iterator[PublicationId]:
    return (publication.id for publication in publications)
