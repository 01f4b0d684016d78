"""What comments said before, for those who keep order."""

from collections.abc import Sequence

from domain.comments.history import NEWEST_VERSIONS, CommentVersion, VersionsOf
from domain.comments.models import Comment
from domain.comments.policy import can_read_history
from domain.content.models import Content
from domain.discussions.models import Below
from domain.paging import Page
from resolvers.arguments import After, Before, First, Last, Selected, page_request
from resolvers.context import RequestContext
from resolvers.loading import existing
from resolvers.viewer_rights import pages_where


async def histories(
    context: RequestContext,
    comments: Sequence[Comment],
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[CommentVersion] | None]:
    """What the comment said before it was changed, the last first.

    For moderators, and the editors of the publication. Null for others.
    """
    request = page_request(first, after, last, before, order=NEWEST_VERSIONS)
    standings = await context.loaders.discussion_standing.load_many(
        Below(item.post_id, item.id) for item in comments
    )
    are_shown = [
        standing is not None and can_read_history(context.actor, standing) for standing in standings
    ]
    listings = (VersionsOf(item.id) for item in comments)
    return await pages_where(context, are_shown, listings, request)


async def contents(
    context: RequestContext, versions: Sequence[CommentVersion], *, selected: Selected = None
) -> Sequence[Content]:
    """What it said."""
    loader = context.loaders.content.of(selected)
    return existing(await loader.load_many(each.content_id for each in versions))
