"""Where to go on from a post, or from a tag."""

from collections.abc import Sequence

from domain.paging import Page
from domain.posts.listings import MOST_RELATED, PostsRelated, RelatedPost
from domain.posts.models import Post
from domain.tags.models import MOST_SIMILAR, SimilarTag, Tag, TagsSimilar
from resolvers.arguments import After, Before, First, Last, page_request
from resolvers.context import RequestContext
from resolvers.paging import pages


async def related_posts(
    context: RequestContext,
    posts: Sequence[Post],
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[RelatedPost]]:
    """Published posts that have tags, a series or the author in common with it: 100 at most."""
    request = page_request(first, after, last, before, order=MOST_RELATED)
    return await pages(context, (PostsRelated(post.id) for post in posts), request)


async def similar_tags(
    context: RequestContext,
    tags: Sequence[Tag],
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[SimilarTag]]:
    """Tags that published posts have beside this one, the most similar first: 50 at most."""
    request = page_request(first, after, last, before, order=MOST_SIMILAR)
    return await pages(context, (TagsSimilar(tag.id) for tag in tags), request)
