"""What is counted, without what the viewer does not see. Whoever hides nobody reads counters."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from domain.actor import seen_by
from domain.comments.models import Comment
from domain.comments.reading import ThreadEdge
from domain.posts.models import Post
from domain.publications.models import Publication
from domain.tags.models import Tag
from resolvers.context import RequestContext
from resolvers.loading import BatchLoader


async def comment_counts(context: RequestContext, posts: Sequence[Post]) -> Sequence[int]:
    """How many visible comments it has, replies included."""
    counted = [post.comment_count for post in posts]
    if hides_nobody(context):
        return counted
    return await _without(context.loaders.hidden_comments, posts, counted)


async def reply_counts(context: RequestContext, comments: Sequence[Comment]) -> Sequence[int]:
    """How many visible comments answer it directly."""
    counted = [comment.reply_count for comment in comments]
    if hides_nobody(context):
        return counted
    return await _without(context.loaders.hidden_replies, comments, counted)


async def replies_not_shown(context: RequestContext, edges: Sequence[ThreadEdge]) -> Sequence[int]:
    """How many of its direct replies are not on this page."""
    counted = [edge.replies_not_shown for edge in edges]
    if hides_nobody(context):
        return counted
    return await _without(context.loaders.hidden_replies, [edge.node for edge in edges], counted)


async def post_counts_of_publications(
    context: RequestContext, publications: Sequence[Publication]
) -> Sequence[int]:
    """How many published posts it has."""
    counted = [publication.post_count for publication in publications]
    if hides_nobody(context):
        return counted
    return await _without(context.loaders.hidden_posts_in, publications, counted)


async def post_counts_of_tags(context: RequestContext, tags: Sequence[Tag]) -> Sequence[int]:
    """How many published posts are filed under it."""
    counted = [tag.post_count for tag in tags]
    if hides_nobody(context):
        return counted
    return await _without(context.loaders.hidden_posts_tagged, tags, counted)


def hides_nobody(context: RequestContext) -> bool:
    """Whether what is counted for everybody is right for the viewer."""
    return seen_by(context.actor) is None


async def _without(
    loader: BatchLoader[Any, int | None], subjects: Sequence[Any], counted: Sequence[int]
) -> Sequence[int]:
    ids: list[UUID] = [subject.id for subject in subjects]
    hidden = await loader.load_many(ids)
    return [count - (less or 0) for count, less in zip(counted, hidden, strict=True)]
