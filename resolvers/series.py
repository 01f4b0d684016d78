"""Fields of series."""

from collections.abc import Sequence

from domain.paging import Page
from domain.posts.models import Post
from domain.publications.models import Publication
from domain.series.models import PARTS_IN_ORDER, PostsInSeries, Series
from resolvers.arguments import After, Before, First, Last, page_request
from resolvers.context import RequestContext
from resolvers.loading import existing
from resolvers.paging import pages


async def publications(context: RequestContext, series: Sequence[Series]) -> Sequence[Publication]:
    """Where the series is published."""
    return existing(
        await context.loaders.publication.load_many(item.publication_id for item in series)
    )


async def posts(
    context: RequestContext,
    series: Sequence[Series],
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[Post]]:
    """Published posts of the series, in the order its editors chose."""
    request = page_request(first, after, last, before, order=PARTS_IN_ORDER)
    return await pages(context, (PostsInSeries(item.id) for item in series), request)
