"""What the viewer has read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from domain.actor import Member, require_member
from domain.ids import POST, GlobalId, PostId
from domain.paging import Page
from domain.posts.models import Post
from domain.posts.refusals import PostNotFound
from domain.reading.models import FURTHEST, NEWEST_READINGS, Reading, ReadingsOf
from domain.refusals import Refused
from resolvers.arguments import After, Before, First, Last, page_request, to_id
from resolvers.context import RequestContext
from resolvers.loading import existing
from resolvers.paging import pages


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedReading:
    """What reading on answers with."""

    is_kept: bool
    post: Post


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedReading:
    """What forgetting one post answers with."""

    removed_post_id: PostId
    post: Post | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearedHistory:
    """What forgetting everything answers with."""

    viewer: Member


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenHistory:
    """What choosing answers with."""

    viewer: Member


async def record_reading(
    context: RequestContext,
    *,
    post_id: Annotated[GlobalId, "The post that you have read."],
    progress: Annotated[int, f"How far, in per cent of its length: 0 to {FURTHEST}."],
) -> RecordedReading:
    """Note how far you have read. It is kept for you alone, and not at all if you chose so.

    The furthest is kept, and when it was that you read it last.
    """
    wanted = to_id(POST, post_id, argument="postId")
    is_kept = await context.services.reading.record(context.actor, wanted, progress)
    post = await context.loaders.post.load(wanted)
    if post is None:
        raise Refused(PostNotFound())
    return RecordedReading(is_kept=is_kept, post=post)


async def remove_from_reading_history(
    context: RequestContext,
    *,
    post_id: Annotated[GlobalId, "The post, which may be one that you cannot see any more."],
) -> RemovedReading:
    """Forget that you have read a post. Where you have not, nothing changes."""
    wanted = to_id(POST, post_id, argument="postId")
    await context.services.reading.forget(context.actor, wanted)
    post = await context.loaders.post.load(wanted)
    return RemovedReading(removed_post_id=wanted, post=post)


async def clear_reading_history(
    context: RequestContext,
    *,
    read_before: Annotated[
        datetime | None, "Forget only what you read last before this moment, in UTC."
    ] = None,
) -> ClearedHistory:
    """Forget everything that you have read. This cannot be undone."""
    viewer = await context.services.reading.clear(context.actor, read_before=read_before)
    return ClearedHistory(viewer=viewer)


async def set_reading_history(
    context: RequestContext,
    *,
    is_kept: Annotated[bool, "Whether what you read is kept from now on."],
) -> ChosenHistory:
    """Choose whether what you read is kept. If not, what was kept is forgotten at once."""
    viewer = await context.services.reading.choose(context.actor, is_kept=is_kept)
    return ChosenHistory(viewer=viewer)


async def histories(
    context: RequestContext,
    viewers: Sequence[Member],
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[Reading]]:
    """What the viewer has read of what is public now, what was read last first."""
    require_member(context.actor)
    request = page_request(first, after, last, before, order=NEWEST_READINGS)
    return await pages(context, (ReadingsOf(viewer.user_id) for viewer in viewers), request)


async def are_kept(context: RequestContext, viewers: Sequence[Member]) -> Sequence[bool]:
    """Whether what the viewer reads is kept."""
    return [await context.services.reading.is_kept(viewer) for viewer in viewers]


async def posts(context: RequestContext, readings: Sequence[Reading]) -> Sequence[Post]:
    """What was read."""
    return existing(await context.loaders.post.load_many(item.post_id for item in readings))


async def viewer_read_progress(
    context: RequestContext, posts: Sequence[Post]
) -> Sequence[int | None]:
    """How far the viewer has read, in per cent of its length, or null if it is not known."""
    return await context.loaders.viewer_reading.load_many(post.id for post in posts)
