"""Finding publications, and their fields."""

from collections.abc import Sequence
from typing import Annotated

from domain.pages.models import PAGES_BY_SLUG, PagesOf, StaticPage
from domain.paging import Page
from domain.posts.listings import PostOrder, PostsIn
from domain.posts.models import Post
from domain.publications.models import (
    NEWEST_PUBLICATIONS,
    OLDEST_MEMBERS,
    Membership,
    MembersOf,
    Publication,
)
from domain.redirects.models import REDIRECTS_BY_SOURCE, Redirect, RedirectsOf
from domain.series.models import NEWEST_SERIES, Series, SeriesOf
from domain.tags.models import TAGS_OF_PUBLICATION, Tag, TagsOf
from domain.users.models import User
from resolvers.arguments import After, Before, First, Handle, Last, page_request
from resolvers.context import RequestContext
from resolvers.loading import existing
from resolvers.paging import pages
from resolvers.posts import OrderBy


async def publication(context: RequestContext, *, handle: Handle) -> Publication | None:
    """The publication with this handle, or null when there is none."""
    return _remembered(context, await context.services.publications.by_handle(handle))


async def publication_by_host(
    context: RequestContext,
    *,
    host: Annotated[str, "The host name of its front end, such as blog.example."],
) -> Publication | None:
    """The publication whose front end answers at this host name, or null when there is none."""
    return _remembered(context, await context.services.publications.by_host(host))


async def publications(
    context: RequestContext,
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Page[Publication]:
    """Every publication, newest first."""
    request = page_request(first, after, last, before, order=NEWEST_PUBLICATIONS)
    return await context.services.publications.newest(request)


async def urls(context: RequestContext, publications: Sequence[Publication]) -> Sequence[str]:
    """The address of its front end."""
    return [context.addresses.of_publication(publication) for publication in publications]


async def posts(
    context: RequestContext,
    publications: Sequence[Publication],
    *,
    order_by: OrderBy = PostOrder.NEWEST,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[Post]]:
    """Published posts of the publication."""
    request = page_request(first, after, last, before, order=order_by.order)
    since = order_by.since(context.asked_at)
    return await pages(
        context, (PostsIn(order_by, since, item.id) for item in publications), request
    )


async def tags(
    context: RequestContext,
    publications: Sequence[Publication],
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[Tag]]:
    """Tags of its published posts, those it uses most first."""
    request = page_request(first, after, last, before, order=TAGS_OF_PUBLICATION)
    return await pages(context, (TagsOf(item.id) for item in publications), request)


async def series(
    context: RequestContext,
    publications: Sequence[Publication],
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[Series]]:
    """Series of the publication, newest first."""
    request = page_request(first, after, last, before, order=NEWEST_SERIES)
    return await pages(context, (SeriesOf(item.id) for item in publications), request)


async def members(
    context: RequestContext,
    publications: Sequence[Publication],
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[Membership]]:
    """People who work on the publication, those who joined first before the others."""
    request = page_request(first, after, last, before, order=OLDEST_MEMBERS)
    return await pages(context, (MembersOf(item.id) for item in publications), request)


async def static_pages(
    context: RequestContext,
    publications: Sequence[Publication],
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[StaticPage]]:
    """Pages of the publication that stand still, by slug."""
    request = page_request(first, after, last, before, order=PAGES_BY_SLUG)
    return await pages(context, (PagesOf(item.id) for item in publications), request)


async def redirects(
    context: RequestContext,
    publications: Sequence[Publication],
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[Redirect]]:
    """Old addresses in the publication and where they lead, by old address."""
    request = page_request(first, after, last, before, order=REDIRECTS_BY_SOURCE)
    return await pages(context, (RedirectsOf(item.id) for item in publications), request)


async def member_users(
    context: RequestContext, memberships: Sequence[Membership]
) -> Sequence[User]:
    """The person."""
    return existing(await context.loaders.user.load_many(item.user_id for item in memberships))


def _remembered(context: RequestContext, found: Publication | None) -> Publication | None:
    """Remember what was found by name: the posts below it ask for it again, by id."""
    return found and context.loaders.publication.remember(found.id, found)
