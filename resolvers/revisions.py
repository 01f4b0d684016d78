"""What posts were, and what has changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from domain.content.models import Content
from domain.ids import REVISION, GlobalId
from domain.media.models import CoverAsset, Image, MediaAsset
from domain.paging import Page
from domain.posts.edits import Revision
from domain.posts.models import Post
from domain.revisions.hunks import Hunk, Segment
from domain.revisions.models import (
    NEWEST_CHANGES,
    NEWEST_REVISIONS,
    ChangeLogEntry,
    ChangeLogOf,
    CoverChange,
    RevisionComparison,
    RevisionsOf,
)
from domain.users.models import User
from resolvers import arguments
from resolvers.arguments import After, Before, First, Last, Selected, page_request
from resolvers.context import RequestContext
from resolvers.loading import existing
from resolvers.paging import pages
from resolvers.viewer_rights import pages_of_editable


async def revisions(
    context: RequestContext,
    posts: Sequence[Post],
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[Revision] | None]:
    """What the post was at some time, newest first. Null to those who may not edit it."""
    request = page_request(first, after, last, before, order=NEWEST_REVISIONS)
    return await pages_of_editable(context, posts, RevisionsOf, request)


async def change_log(
    context: RequestContext,
    posts: Sequence[Post],
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[ChangeLogEntry]]:
    """Changes of the published post that its authors called substantial, newest first."""
    request = page_request(first, after, last, before, order=NEWEST_CHANGES)
    return await pages(context, (ChangeLogOf(post.id) for post in posts), request)


async def authors(context: RequestContext, revisions: Sequence[Revision]) -> Sequence[User]:
    """Who saved it."""
    return existing(await context.loaders.user.load_many(each.author_id for each in revisions))


async def contents(
    context: RequestContext, revisions: Sequence[Revision], *, selected: Selected = None
) -> Sequence[Content]:
    """The text. Read only when asked for."""
    loader = context.loaders.content.of(selected)
    return existing(await loader.load_many(each.content_id for each in revisions))


async def tags(context: RequestContext, revisions: Sequence[Revision]) -> Sequence[Sequence[str]]:
    """The names of what the post was filed under, as they are now."""
    groups = await context.loaders.tag_name.load_groups([each.tag_ids for each in revisions])
    return [[name for name in group if name is not None] for group in groups]


async def cover_images(
    context: RequestContext, revisions: Sequence[Revision]
) -> Sequence[Image | None]:
    """The picture that the post was shown with, if it had one that is still there."""
    ids = [each.cover_id for each in revisions if each.cover_id is not None]
    found = dict(zip(ids, await context.loaders.media_asset.load_many(ids), strict=True))
    return [
        None if each.cover_id is None else _image(context, found[each.cover_id])
        for each in revisions
    ]


async def compare_revisions(
    context: RequestContext,
    *,
    from_id: Annotated[GlobalId, "The earlier revision."],
    to_id: Annotated[GlobalId, "The later revision, of the same post."],
) -> RevisionComparison | None:
    """What differs between two revisions of a post. Null where you may not edit it.

    Texts of more than 200,000 characters are not compared: COMPARISON_TOO_LARGE.
    """
    earlier = arguments.to_id(REVISION, from_id, argument="fromId")
    later = arguments.to_id(REVISION, to_id, argument="toId")
    return await context.services.revisions.compare(context.actor, earlier, later)


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoredRevision:
    """What restoring answers with."""

    post: Post


async def restore_revision(
    context: RequestContext,
    *,
    revision_id: Annotated[GlobalId, "What the post is to be again."],
    version: Annotated[int, "The version that you have seen, from newestEdit."],
) -> RestoredRevision:
    """Save title, subtitle, text, tags and cover of a revision as the newest edit of its post.

    Nothing is lost: what the post is now is a revision too. The address stays as it is, and readers
    of a public post see nothing of it until the edit is published.
    """
    wanted = arguments.to_id(REVISION, revision_id, argument="revisionId")
    post = await context.services.revisions.restore(context.actor, wanted, version)
    return RestoredRevision(post=post)


async def hunks(
    context: RequestContext,  # noqa: ARG001 - every field takes it
    comparisons: Sequence[RevisionComparison],
) -> Sequence[Sequence[Hunk]]:
    """Where the Markdown differs, in order."""
    return [comparison.hunks for comparison in comparisons]


async def segments(
    context: RequestContext,  # noqa: ARG001 - every field takes it
    hunks: Sequence[Hunk],
) -> Sequence[Sequence[Segment]]:
    """What the place consists of, in order."""
    return [hunk.segments for hunk in hunks]


async def covers_before(
    context: RequestContext, changes: Sequence[CoverChange]
) -> Sequence[Image | None]:
    """The picture there was, if there was one."""
    return [_image(context, change.before) for change in changes]


async def covers_after(
    context: RequestContext, changes: Sequence[CoverChange]
) -> Sequence[Image | None]:
    """The picture there is, if there is one."""
    return [_image(context, change.after) for change in changes]


def _image(context: RequestContext, asset: MediaAsset | None) -> Image | None:
    return None if asset is None else context.addresses.of_cover(CoverAsset(asset, None, None))
