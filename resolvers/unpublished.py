"""Lists of posts that are not public, for those who write and edit them."""

from collections.abc import Collection, Sequence
from functools import partial
from typing import Annotated

from domain.actor import Member
from domain.paging import Page
from domain.posts.listings import NEWEST_EDITED, PostsUnpublished, PostsWritten
from domain.posts.models import Post, PostStatus
from domain.publications.models import Publication
from domain.publications.policy import can_see_everything
from resolvers.arguments import After, Before, First, Last, page_request
from resolvers.context import RequestContext
from resolvers.paging import pages
from resolvers.viewer_rights import pages_in

_IN_THE_MAKING = (PostStatus.DRAFT, PostStatus.WITHDRAWN)

_Statuses = Annotated[
    list[PostStatus] | None, "Where they are in their life. Drafts and withdrawn ones if not given."
]


async def posts_of_viewers(
    context: RequestContext,
    viewers: Sequence[Member],
    *,
    statuses: _Statuses = None,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[Post]]:
    """Posts that the viewer wrote, alone or with others, the last changed first.

    Drafts, if nothing else is asked for, and what was taken back.
    """
    request, wanted = page_request(first, after, last, before, order=NEWEST_EDITED), _of(statuses)
    return await pages(
        context, (PostsWritten(viewer.user_id, wanted) for viewer in viewers), request
    )


async def unpublished_posts(
    context: RequestContext,
    publications: Sequence[Publication],
    *,
    statuses: _Statuses = None,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[Post] | None]:
    """Posts of the publication that are not public, the last changed first.

    Null for those who may not see them all: only editors may.
    """
    request, wanted = page_request(first, after, last, before, order=NEWEST_EDITED), _of(statuses)
    listing = partial(PostsUnpublished, statuses=wanted)
    return await pages_in(context, publications, can_see_everything, listing, request)


def _of(statuses: Collection[PostStatus] | None) -> tuple[PostStatus, ...]:
    """Return each status once, so that the same lists are read together."""
    wanted = _IN_THE_MAKING if statuses is None else statuses
    return tuple(sorted(set(wanted)))
