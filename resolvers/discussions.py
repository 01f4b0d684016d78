"""What holds for discussions, and what the viewer may do in them."""

from collections.abc import Sequence

from domain.actor import Member
from domain.comments import policy
from domain.comments.models import Comment
from domain.discussions.models import Below, CommentMarks
from domain.discussions.policy import can_comment, can_moderate, writes
from domain.discussions.settings import Discussion, OwnSettings, discussion_in
from domain.moderation.models import NEWEST_HELD, OLDEST_HELD, HeldIn, HeldOf
from domain.paging import Page
from domain.posts.models import Post
from domain.publications.models import DiscussionPolicy, Publication
from resolvers.arguments import After, Before, First, Last, page_request
from resolvers.context import RequestContext
from resolvers.loading import existing
from resolvers.paging import pages
from resolvers.viewer_rights import allowed_in, pages_in


async def discussions(context: RequestContext, posts: Sequence[Post]) -> Sequence[Discussion]:
    """Who may comment on the post, and for how long."""
    publications = existing(
        await context.loaders.publication.load_many(post.publication_id for post in posts)
    )
    settings = await context.loaders.own_discussion.load_many(post.id for post in posts)
    return [
        discussion_in(publication, post.published_at, own or OwnSettings(post.id))
        for post, publication, own in zip(posts, publications, settings, strict=True)
    ]


async def are_open(context: RequestContext, discussions: Sequence[Discussion]) -> Sequence[bool]:
    """Whether comments are taken now, from those who may write them."""
    return [
        not each.always_takes_none
        # Most discussions end never, and answers about them do not depend on the time.
        and (each.closes_at is None or not each.has_closed(context.asked_at()))
        for each in discussions
    ]


async def take_guests(context: RequestContext, discussions: Sequence[Discussion]) -> Sequence[bool]:
    """Whether people without an account may comment, where comments are taken."""
    are_welcome = context.services.guest_commenting.are_welcome
    return [are_welcome and each.policy is DiscussionPolicy.OPEN for each in discussions]


async def pinned_comments(
    context: RequestContext, posts: Sequence[Post]
) -> Sequence[Sequence[Comment]]:
    """The comments that stand above all others of the post, the one pinned last first.

    They stand in `comments` and `thread` as well, where they stood before.
    """
    return await context.loaders.pinned_comments.load_many(post.id for post in posts)


async def are_pinned(context: RequestContext, comments: Sequence[Comment]) -> Sequence[bool]:
    """Whether it stands above all other comments of its post."""
    return [marks is not None and marks.is_pinned for marks in await _marks(context, comments)]


async def are_locked(context: RequestContext, comments: Sequence[Comment]) -> Sequence[bool]:
    """Whether nobody may answer it, because it is locked, or one above it, however far.

    Whether all of the post is locked tells `Post.discussion`.
    """
    return [marks is not None and marks.is_locked for marks in await _marks(context, comments)]


async def are_hidden(context: RequestContext, comments: Sequence[Comment]) -> Sequence[bool]:
    """Whether it was hidden from readers. Only those who may show it again find one that is."""
    return [marks is not None and marks.is_hidden for marks in await _marks(context, comments)]


async def are_held(context: RequestContext, comments: Sequence[Comment]) -> Sequence[bool]:
    """Whether it waits for an editor. Only they, the staff and its author find one that does."""
    return [marks is not None and marks.is_held for marks in await _marks(context, comments)]


async def held_in(
    context: RequestContext,
    publications: Sequence[Publication],
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[Comment] | None]:
    """First comments that wait for the editors, oldest first. Null to everybody else."""
    request = page_request(first, after, last, before, order=OLDEST_HELD)
    return await pages_in(context, publications, can_moderate, HeldIn, request)


async def held_of_viewers(
    context: RequestContext,
    viewers: Sequence[Member],
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[Comment]]:
    """The viewer's comments that wait for an editor, newest first."""
    request = page_request(first, after, last, before, order=NEWEST_HELD)
    return await pages(context, (HeldOf(viewer.user_id) for viewer in viewers), request)


async def viewer_can_comment(context: RequestContext, posts: Sequence[Post]) -> Sequence[bool]:
    """Whether the viewer may comment on the post."""
    return await _allowed(context, [Below(post.id, None) for post in posts])


async def viewer_can_reply(context: RequestContext, comments: Sequence[Comment]) -> Sequence[bool]:
    """Whether the viewer may answer the comment."""
    return await _allowed(context, [Below(item.post_id, item.id) for item in comments])


async def viewer_can_moderate(context: RequestContext, posts: Sequence[Post]) -> Sequence[bool]:
    """Whether the viewer may decide which comments readers of the post see."""
    return await allowed_in(context, (post.publication_id for post in posts), can_moderate)


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
    now = context.asked_at()
    standings = await context.loaders.discussion_standing.load_many(places)
    return [can_comment(context.actor, standing, at=now) for standing in standings]


async def _marks(
    context: RequestContext, comments: Sequence[Comment]
) -> Sequence[CommentMarks | None]:
    """Read what was done to comments. None stands for those that have gone in the meantime."""
    return await context.loaders.comment_marks.load_many(comment.id for comment in comments)
