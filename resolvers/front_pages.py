"""What stands first on the front ends of publications."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from domain.ids import POST, PUBLICATION, GlobalId
from domain.posts.models import Post
from domain.publications.details import MOST_LINKS
from domain.publications.models import NavigationLink, Publication
from resolvers.arguments import to_id
from resolvers.context import RequestContext


async def pinned_posts(
    context: RequestContext, publications: Sequence[Publication]
) -> Sequence[Post | None]:
    """The post to show before all others, while it is published."""
    found = await context.loaders.pinned_post.load_many(item.id for item in publications)
    posts = await context.loaders.post.load_many(id for id in found if id is not None)
    by_id = {post.id: post for post in posts if post is not None and post.is_published}
    return [None if id is None else by_id.get(id) for id in found]


async def navigation_links(
    context: RequestContext, publications: Sequence[Publication]
) -> Sequence[Sequence[NavigationLink]]:
    """The menu of its front end, in the order that its editors chose."""
    return await context.loaders.navigation_links.load_many(item.id for item in publications)


@dataclass(frozen=True, slots=True, kw_only=True)
class PinnedPost:
    """What pinning a post answers with."""

    publication: Publication


@dataclass(frozen=True, slots=True, kw_only=True)
class UnpinnedPost:
    """What unpinning a post answers with."""

    publication: Publication


@dataclass(frozen=True, slots=True, kw_only=True)
class NavigationLinksSet:
    """What setting the navigation answers with."""

    publication: Publication


async def pin_post(
    context: RequestContext, *, post_id: Annotated[GlobalId, "The published post to pin."]
) -> PinnedPost:
    """Show a published post before all others of its publication, in place of any other one."""
    wanted = to_id(POST, post_id, argument="postId")
    return PinnedPost(publication=await context.services.post_pinning.pin(context.actor, wanted))


async def unpin_post(
    context: RequestContext,
    *,
    publication_id: Annotated[GlobalId, "The publication in which nothing is to be pinned."],
) -> UnpinnedPost:
    """Show no post before all others."""
    wanted = to_id(PUBLICATION, publication_id, argument="publicationId")
    return UnpinnedPost(
        publication=await context.services.post_pinning.unpin(context.actor, wanted)
    )


async def set_navigation_links(
    context: RequestContext,
    *,
    publication_id: Annotated[GlobalId, "The publication whose menu it is."],
    links: Annotated[
        list[NavigationLink], f"The whole menu in its order, {MOST_LINKS} entries at most."
    ],
) -> NavigationLinksSet:
    """Replace the menu of a publication."""
    wanted = to_id(PUBLICATION, publication_id, argument="publicationId")
    changed = await context.services.publication_arranging.set_links(context.actor, wanted, links)
    return NavigationLinksSet(publication=changed)
