"""What the viewer may do, and is shown, by what they are in each publication."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from domain.actor import Actor
from domain.ids import PostId, PublicationId
from domain.paging import ChildListing, Page, PageRequest
from domain.posts import policy as posts_policy
from domain.posts.models import Post
from domain.publications import policy as publications_policy
from domain.publications.models import Membership, Publication
from resolvers.context import RequestContext
from resolvers.paging import pages

Node = TypeVar("Node")

MayInPublication = Callable[[Actor, Membership | None], bool]
MayWithPost = Callable[[Actor, Post, Membership | None], bool]


async def allowed_in(
    context: RequestContext, publication_ids: Iterable[PublicationId], may: MayInPublication
) -> Sequence[bool]:
    """Tell of each publication whether the viewer may do something in it."""
    memberships = await context.loaders.viewer_membership.load_many(publication_ids)
    return [may(context.actor, membership) for membership in memberships]


async def allowed(
    context: RequestContext, posts: Sequence[Post], may: MayWithPost
) -> Sequence[bool]:
    """Tell of each post whether the viewer may do something with it."""
    loader = context.loaders.viewer_membership
    memberships = await loader.load_many(post.publication_id for post in posts)
    return [
        may(context.actor, post, membership)
        for post, membership in zip(posts, memberships, strict=True)
    ]


async def may_organise(
    context: RequestContext, publication_ids: Iterable[PublicationId]
) -> Sequence[bool]:
    """Tell of each publication whether the viewer may change what it consists of."""
    return await allowed_in(context, publication_ids, publications_policy.can_organise)


async def editable(context: RequestContext, posts: Sequence[Post]) -> Sequence[bool]:
    """Tell of each post whether the viewer may edit it."""
    return await allowed(context, posts, posts_policy.can_edit)


async def pages_where(
    context: RequestContext,
    are_shown: Sequence[bool],
    listings: Iterable[ChildListing[Node]],
    request: PageRequest,
) -> Sequence[Page[Node] | None]:
    """Read the same page of many lists. None stands for those that are not for the viewer."""
    shown = (listing for listing, is_shown in zip(listings, are_shown, strict=True) if is_shown)
    found = iter(await pages(context, shown, request))
    return [next(found) if is_shown else None for is_shown in are_shown]


async def pages_in(
    context: RequestContext,
    publications: Sequence[Publication],
    may: MayInPublication,
    listing: Callable[[PublicationId], ChildListing[Node]],
    request: PageRequest,
) -> Sequence[Page[Node] | None]:
    """Read the same page of a list of each publication, for those who may see it."""
    ids = [publication.id for publication in publications]
    return await pages_where(
        context, await allowed_in(context, ids, may), map(listing, ids), request
    )


async def pages_of_editable(
    context: RequestContext,
    posts: Sequence[Post],
    listing: Callable[[PostId], ChildListing[Node]],
    request: PageRequest,
) -> Sequence[Page[Node] | None]:
    """Read the same page of a list of each post, for those who may edit it."""
    listings = (listing(post.id) for post in posts)
    return await pages_where(context, await editable(context, posts), listings, request)
