"""What those who work on a post see of it, and nobody else."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from domain.actor import Actor
from domain.ids import PostId
from domain.paging import ChildListing, Page, PageRequest
from domain.posts import policy
from domain.posts.models import Post
from domain.publications.models import Membership
from resolvers.context import RequestContext
from resolvers.paging import pages

Node = TypeVar("Node")


async def allowed(
    context: RequestContext,
    posts: Sequence[Post],
    may: Callable[[Actor, Post, Membership | None], bool],
) -> Sequence[bool]:
    """Tell of each post whether the viewer may do something with it."""
    loader = context.loaders.viewer_membership
    memberships = await loader.load_many(post.publication_id for post in posts)
    return [
        may(context.actor, post, membership)
        for post, membership in zip(posts, memberships, strict=True)
    ]


async def editable(context: RequestContext, posts: Sequence[Post]) -> Sequence[bool]:
    """Tell of each post whether the viewer may edit it."""
    return await allowed(context, posts, policy.can_edit)


async def editors_pages(
    context: RequestContext,
    posts: Sequence[Post],
    listing: Callable[[PostId], ChildListing[Node]],
    request: PageRequest,
) -> Sequence[Page[Node] | None]:
    """Read the same page of a list of each post, for those who may edit it."""
    shown = await editable(context, posts)
    wanted = [post for post, is_shown in zip(posts, shown, strict=True) if is_shown]
    read = await pages(context, (listing(post.id) for post in wanted), request)
    found = {post.id: page for post, page in zip(wanted, read, strict=True)}
    return [found.get(post.id) for post in posts]
