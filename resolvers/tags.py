"""Finding tags, and their fields."""

from collections.abc import Sequence
from typing import Annotated

from domain.paging import Page
from domain.posts.listings import PostOrder, PostsTagged
from domain.posts.models import Post
from domain.tags.models import Tag, TagOrder
from resolvers.arguments import After, Before, First, Last, page_request
from resolvers.context import RequestContext
from resolvers.paging import pages
from resolvers.posts import OrderBy


async def tag(
    context: RequestContext,
    *,
    slug: Annotated[str, "The name in addresses, of today or a former one."],
) -> Tag | None:
    """The tag with this slug, or null when no published post is filed under it."""
    return await context.services.tags.by_slug(slug)


async def tags(
    context: RequestContext,
    *,
    order_by: Annotated[TagOrder, "What the tags are sorted by."] = TagOrder.MOST_USED,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Page[Tag]:
    """Every tag that some published post is filed under."""
    request = page_request(first, after, last, before, order=order_by.value)
    return await context.services.tags.listed(order_by, request)


async def posts(
    context: RequestContext,
    tags: Sequence[Tag],
    *,
    order_by: OrderBy = PostOrder.NEWEST,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[Post]]:
    """Published posts filed under the tag."""
    request = page_request(first, after, last, before, order=order_by.order)
    since = order_by.since(context.asked_at)
    return await pages(context, (PostsTagged(order_by, since, tag.id) for tag in tags), request)
