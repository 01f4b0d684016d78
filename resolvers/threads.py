"""The whole discussion of a post."""

from collections.abc import Sequence
from typing import Annotated

from domain.comments.reading import ThreadOf, ThreadPage, ThreadPlace
from domain.ids import CommentId
from domain.ordering import Position
from domain.paging import PageOf, PageRequest
from domain.posts.models import Post
from domain.refusals import invalid
from resolvers.arguments import (
    After,
    Before,
    First,
    Last,
    Stretch,
    refusing_foreign_cursors,
    stretch,
)
from resolvers.context import RequestContext

MaxDepth = Annotated[
    int | None,
    "How many levels to show, from where the thread begins: 1 shows no replies, null shows all.",
]


async def threads(
    context: RequestContext,
    posts: Sequence[Post],
    *,
    max_depth: MaxDepth = None,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[ThreadPage]:
    """The whole discussion in one flat list: each comment, then its replies, oldest first.

    Pass a repliesCursor as `after` to read the replies to one comment only.
    """
    asked = stretch(first, after, last, before)
    root_id, beside = _place(asked, posts)
    request = PageRequest(size=asked.size, beside=beside, backward=asked.backward)
    depth = _depth(max_depth)
    return await context.loaders.thread.load_many(
        PageOf(ThreadOf(post.id, root_id, depth), request) for post in posts
    )


def _place(asked: Stretch, posts: Sequence[Post]) -> tuple[CommentId | None, Position | None]:
    if asked.cursor is None:
        return None, None
    with refusing_foreign_cursors(asked.argument):
        place = ThreadPlace.parse(asked.cursor)
    if any(post.id != place.post_id for post in posts):
        raise invalid(asked.argument, "This cursor belongs to the thread of another post.")
    return place.root_id, place.position


def _depth(max_depth: int | None) -> int | None:
    if max_depth is not None and max_depth < 1:
        raise invalid("maxDepth", "Must be 1 or more.")
    return max_depth
