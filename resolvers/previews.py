"""Showing posts before they are published: links, and what is behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated

from domain.content.models import Content
from domain.ids import POST, PREVIEW_LINK, GlobalId
from domain.media.models import Image
from domain.paging import Page
from domain.posts.models import Post
from domain.previews.models import (
    DAYS,
    MOST_DAYS,
    NEWEST_PREVIEW_LINKS,
    PostPreview,
    PreviewLink,
    PreviewLinksOf,
)
from domain.users.models import User
from resolvers.arguments import After, Before, First, Last, Selected, page_request, to_id
from resolvers.context import RequestContext
from resolvers.loading import existing
from resolvers.viewer_rights import pages_of_editable


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatedPreviewLink:
    """What making a link answers with."""

    preview_link: PreviewLink
    post: Post
    token: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokedPreviewLink:
    """What ending a link answers with."""

    post: Post


async def post_preview(
    context: RequestContext, *, token: Annotated[str, "The secret of a preview link: `bsv_…`."]
) -> PostPreview | None:
    """What a post would be if it were published now, for whoever has a link to it.

    Null where the link is unknown, has expired or was revoked, and where the post was deleted or
    taken down.
    """
    return await context.services.previews.behind(token)


async def contents(
    context: RequestContext, previews: Sequence[PostPreview], *, selected: Selected = None
) -> Sequence[Content]:
    """The text. Read only when asked for."""
    loader = context.loaders.content.of(selected)
    return existing(await loader.load_many(preview.edit.content_id for preview in previews))


async def cover_images(
    context: RequestContext, previews: Sequence[PostPreview]
) -> Sequence[Image | None]:
    """The picture that it would be shown with, if it has one."""
    covers = [preview.edit.cover for preview in previews]
    return [None if cover is None else context.addresses.of_cover(cover) for cover in covers]


async def preview_links(
    context: RequestContext,
    posts: Sequence[Post],
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[PreviewLink] | None]:
    """Secret links to the post that work now, newest first. Null to those who may not edit it."""
    request = page_request(first, after, last, before, order=NEWEST_PREVIEW_LINKS)
    listing = partial(PreviewLinksOf, at=context.asked_at())
    return await pages_of_editable(context, posts, listing, request)


async def creators(context: RequestContext, links: Sequence[PreviewLink]) -> Sequence[User]:
    """Who made the link."""
    return existing(await context.loaders.user.load_many(link.creator_id for link in links))


async def create_preview_link(
    context: RequestContext,
    *,
    post_id: Annotated[GlobalId, "The post to show."],
    expires_in_days: Annotated[int, f"How long the link works, in days: 1 to {MOST_DAYS}."] = DAYS,
) -> CreatedPreviewLink:
    """Make a secret link to what the post would be if it were published now.

    Its pending edit is shown, to whoever has the link. Those who may edit the post make links to
    it.
    """
    wanted = to_id(POST, post_id, argument="postId")
    made = await context.services.previews.create(context.actor, wanted, days=expires_in_days)
    publication = existing([await context.loaders.publication.load(made.post.publication_id)])[0]
    return CreatedPreviewLink(
        preview_link=made.link,
        post=made.post,
        token=made.token,
        url=context.addresses.of_preview(publication, made.token),
    )


async def revoke_preview_link(
    context: RequestContext, *, preview_link_id: Annotated[GlobalId, "The link to end."]
) -> RevokedPreviewLink:
    """End a secret link at once. Whoever may edit the post may end every link to it."""
    wanted = to_id(PREVIEW_LINK, preview_link_id, argument="previewLinkId")
    return RevokedPreviewLink(post=await context.services.previews.revoke(context.actor, wanted))
