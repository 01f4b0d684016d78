"""Who is named in texts."""

from collections.abc import Sequence

from domain.comments.models import Comment
from domain.ids import ContentId
from domain.posts.models import Post
from domain.users.models import User
from resolvers.context import RequestContext


async def in_posts(context: RequestContext, posts: Sequence[Post]) -> Sequence[Sequence[User]]:
    """The people whom the text links to, in its order: 20 at most.

    Those whom you block or mute, or who block you, are left out. A post that is not public mentions
    nobody.
    """
    return await _mentioned(
        context, [post.content_id if post.is_published else None for post in posts]
    )


async def in_comments(
    context: RequestContext, comments: Sequence[Comment]
) -> Sequence[Sequence[User]]:
    """The people whom the text links to, in its order: 20 at most.

    Those whom you block or mute, or who block you, are left out.
    """
    return await _mentioned(context, [comment.content_id for comment in comments])


async def _mentioned(
    context: RequestContext, content_ids: Sequence[ContentId | None]
) -> Sequence[Sequence[User]]:
    there = [id for id in content_ids if id is not None]
    found = dict(zip(there, await context.loaders.mentioned.load_many(there), strict=True))
    return [() if id is None else found[id] for id in content_ids]
