"""What only the editors of a publication are shown."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from domain.ids import PublicationId
from domain.paging import ChildListing, Page, PageRequest
from domain.publications.editors import can_organise, can_see_everything
from resolvers.context import RequestContext
from resolvers.paging import pages

Node = TypeVar("Node")


async def may_edit(
    context: RequestContext, publication_ids: Iterable[PublicationId]
) -> Sequence[bool]:
    """Say for each publication whether the viewer may change what it consists of."""
    memberships = await context.loaders.viewer_membership.load_many(publication_ids)
    return [can_organise(context.actor, membership) for membership in memberships]


async def pages_for_editors(
    context: RequestContext,
    publication_ids: Iterable[PublicationId],
    listings: Sequence[ChildListing[Node]],
    request: PageRequest,
) -> Sequence[Page[Node] | None]:
    """Read the same page of many lists. None stands for those that are not for the viewer."""
    memberships = await context.loaders.viewer_membership.load_many(publication_ids)
    are_shown = [can_see_everything(context.actor, membership) for membership in memberships]
    shown = [listing for listing, is_shown in zip(listings, are_shown, strict=True) if is_shown]
    found = iter(await pages(context, shown, request) if shown else ())
    return [next(found) if is_shown else None for is_shown in are_shown]
