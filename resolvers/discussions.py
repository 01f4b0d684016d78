"""What the viewer may do in discussions."""

from collections.abc import Sequence

from domain.comments import policy
from domain.comments.models import Comment
from domain.discussions.models import Below
from domain.discussions.policy import can_comment, writes
from domain.posts.models import Post
from resolvers.context import RequestContext


async def viewer_can_comment(context: RequestContext, posts: Sequence[Post]) -> Sequence[bool]:
    """Whether the viewer may comment on the post."""
    return await _allowed(context, [Below(post.id, None) for post in posts])


async def viewer_can_reply(context: RequestContext, comments: Sequence[Comment]) -> Sequence[bool]:
    """Whether the viewer may answer the comment."""
    return await _allowed(context, [Below(item.post_id, item.id) for item in comments])


async def viewer_can_update(context: RequestContext, comments: Sequence[Comment]) -> Sequence[bool]:
    """Whether the viewer may still change what the comment says: it is theirs, and recent."""
    service, at = context.services.comment_writing, context.asked_at
    return [
        policy.can_update(context.actor, item) and service.is_recent(item, at=at())
        for item in comments
    ]


async def viewer_can_delete(context: RequestContext, comments: Sequence[Comment]) -> Sequence[bool]:
    """Whether the viewer may delete the comment."""
    if not writes(context.actor):
        return [False] * len(comments)
    standings = await context.loaders.discussion_standing.load_many(
        Below(item.post_id, item.id) for item in comments
    )
    return [
        standing is not None
        and not item.is_deleted
        and policy.can_delete(context.actor, item, standing)
        for item, standing in zip(comments, standings, strict=True)
    ]


async def _allowed(context: RequestContext, places: Sequence[Below]) -> Sequence[bool]:
    if not writes(context.actor):
        return [False] * len(places)
    standings = await context.loaders.discussion_standing.load_many(places)
    return [can_comment(context.actor, standing) for standing in standings]
