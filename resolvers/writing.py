"""What people do with posts: write, publish, take back, put away, delete, bring back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from domain.content.models import Rendering
from domain.ids import MEDIA, POST, PUBLICATION, GlobalId, MediaId
from domain.posts.changes import (
    LONGEST_CAPTION,
    LONGEST_NOTE,
    LONGEST_SEO_DESCRIPTION,
    LONGEST_SEO_TITLE,
    LONGEST_SUBTITLE,
    LONGEST_TAG,
    LONGEST_TITLE,
    MOST_TAGS,
    PostChanges,
)
from domain.posts.models import Post
from domain.unchanged import UNCHANGED
from resolvers.arguments import to_id
from resolvers.context import RequestContext

_Title = Annotated[str | None, f"What it is called: a line of at most {LONGEST_TITLE} characters."]
_Subtitle = Annotated[
    str | None,
    f"What is said below the title: at most {LONGEST_SUBTITLE} characters. Null for none.",
]
_Markdown = Annotated[
    str | None, "The text, in Markdown: 100,000 bytes at most unless the server says otherwise."
]
_Slug = Annotated[
    str | None,
    "The name in addresses: at most 200 letters in lower case, digits, - and _. Null lets it be "
    "made of the title, until the post is published.",
]
_Tags = Annotated[
    list[str] | None,
    f"What it is filed under, in this order: at most {MOST_TAGS} names or slugs of at most "
    f"{LONGEST_TAG} characters. Tags that are missing are made.",
]
_Language = Annotated[str | None, "The language it is written in, as a BCP 47 tag."]
_CanonicalUrl = Annotated[
    str | None,
    "The address of the original, 2,000 characters at most, if it was published elsewhere first. "
    "Null for none.",
]
_SeoTitle = Annotated[
    str | None,
    f"The title for search engines: at most {LONGEST_SEO_TITLE} characters. Null for its own.",
]
_SeoDescription = Annotated[
    str | None,
    f"What is shown below it: at most {LONGEST_SEO_DESCRIPTION} characters. Null for the brief.",
]
_CoverImageId = Annotated[
    GlobalId | None, "The picture to show it with, which you have uploaded. Null for none."
]
_CoverAlt = Annotated[
    str | None,
    f"What the cover shows, for those who cannot see it: at most {LONGEST_CAPTION} characters.",
]
_CoverAttribution = Annotated[
    str | None, f"Who made the cover: at most {LONGEST_CAPTION} characters."
]
_Version = Annotated[int, "The version that you have edited, from newestEdit."]


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPost:
    """What every change of a post answers with."""

    post: Post


class CreatedPost(WrittenPost): ...


class SavedPost(WrittenPost): ...


class PublishedPost(WrittenPost): ...


class PublishedEdits(WrittenPost): ...


class DiscardedEdits(WrittenPost): ...


class UnpublishedPost(WrittenPost): ...


class ArchivedPost(WrittenPost): ...


class DeletedPost(WrittenPost): ...


class RestoredPost(WrittenPost): ...


async def create_post(  # noqa: PLR0913 - the fields of one input
    context: RequestContext,
    *,
    publication_id: Annotated[
        GlobalId | None, "The publication it is for. Otherwise the first that you own."
    ] = None,
    title: _Title = UNCHANGED,
    subtitle: _Subtitle = UNCHANGED,
    markdown: _Markdown = UNCHANGED,
    slug: _Slug = UNCHANGED,
    tags: _Tags = UNCHANGED,
    language: _Language = UNCHANGED,
    canonical_url: _CanonicalUrl = UNCHANGED,
    seo_title: _SeoTitle = UNCHANGED,
    seo_description: _SeoDescription = UNCHANGED,
    cover_image_id: _CoverImageId = UNCHANGED,
    cover_alt: _CoverAlt = UNCHANGED,
    cover_attribution: _CoverAttribution = UNCHANGED,
) -> CreatedPost:
    """Begin a post, which is a draft. Whatever is left out can be saved later."""
    wanted = None
    if publication_id is not None:
        wanted = to_id(PUBLICATION, publication_id, argument="publicationId")
    changes = PostChanges(
        title=title,
        subtitle=subtitle,
        markdown=markdown,
        slug=slug,
        tags=tags,
        language=language,
        canonical_url=canonical_url,
        seo_title=seo_title,
        seo_description=seo_description,
        cover_id=_media_id(cover_image_id),
        cover_alt=cover_alt,
        cover_attribution=cover_attribution,
    )
    return CreatedPost(
        post=await context.services.post_editing.create(context.actor, wanted, changes)
    )


async def save_post(  # noqa: PLR0913 - the fields of one input
    context: RequestContext,
    *,
    post_id: Annotated[GlobalId, "The post to change."],
    version: _Version,
    title: _Title = UNCHANGED,
    subtitle: _Subtitle = UNCHANGED,
    markdown: _Markdown = UNCHANGED,
    slug: _Slug = UNCHANGED,
    tags: _Tags = UNCHANGED,
    language: _Language = UNCHANGED,
    canonical_url: _CanonicalUrl = UNCHANGED,
    seo_title: _SeoTitle = UNCHANGED,
    seo_description: _SeoDescription = UNCHANGED,
    published_at: Annotated[
        datetime | None, "The date that readers are shown, of a post that was published before."
    ] = UNCHANGED,
    cover_image_id: _CoverImageId = UNCHANGED,
    cover_alt: _CoverAlt = UNCHANGED,
    cover_attribution: _CoverAttribution = UNCHANGED,
) -> SavedPost:
    """Save changes of the newest edit of a post. Whatever is left out stays as it is.

    Of a post that is public, readers see nothing of it until `publishPostEdits`. Where somebody has
    saved another version meanwhile, nothing is saved, and the refusal shows that one.
    """
    wanted = to_id(POST, post_id, argument="postId")
    changes = PostChanges(
        title=title,
        subtitle=subtitle,
        markdown=markdown,
        slug=slug,
        tags=tags,
        language=language,
        canonical_url=canonical_url,
        seo_title=seo_title,
        seo_description=seo_description,
        published_at=published_at,
        cover_id=_media_id(cover_image_id),
        cover_alt=cover_alt,
        cover_attribution=cover_attribution,
    )
    post = await context.services.post_editing.save(context.actor, wanted, version, changes)
    return SavedPost(post=post)


async def publish_post(
    context: RequestContext,
    *,
    post_id: Annotated[GlobalId, "The post to publish."],
    version: Annotated[
        int | None, "The version that is meant. Otherwise the newest one is published."
    ] = None,
    published_at: Annotated[
        datetime | None,
        "A date in the past to publish it under. Otherwise now, or when it was first published.",
    ] = None,
) -> PublishedPost:
    """Publish a draft, or again what was taken back or archived."""
    wanted = to_id(POST, post_id, argument="postId")
    post = await context.services.post_publishing.publish(
        context.actor, wanted, version=version, published_at=published_at
    )
    return PublishedPost(post=post)


async def publish_post_edits(
    context: RequestContext,
    *,
    post_id: Annotated[GlobalId, "The post whose pending edit to publish."],
    version: _Version,
    is_substantial: Annotated[
        bool, "Whether readers should know of the change. The public change log tells them."
    ] = False,
    note: Annotated[
        str | None, f"What has changed, for readers: at most {LONGEST_NOTE} characters."
    ] = None,
) -> PublishedEdits:
    """Show everyone the pending edit of a public post: all of it, at once."""
    wanted = to_id(POST, post_id, argument="postId")
    post = await context.services.post_publishing.publish_edits(
        context.actor, wanted, version, is_substantial=is_substantial, note=note
    )
    return PublishedEdits(post=post)


async def discard_post_edits(
    context: RequestContext,
    *,
    post_id: Annotated[GlobalId, "The post whose pending edit to give up."],
    version: _Version,
) -> DiscardedEdits:
    """Give up the pending edit of a public post. Its revision stays."""
    wanted = to_id(POST, post_id, argument="postId")
    post = await context.services.post_editing.discard(context.actor, wanted, version)
    return DiscardedEdits(post=post)


async def unpublish_post(
    context: RequestContext, *, post_id: Annotated[GlobalId, "The post to take back."]
) -> UnpublishedPost:
    """Take a public post back. Its newest edit stays, as what may be published again."""
    wanted = to_id(POST, post_id, argument="postId")
    return UnpublishedPost(
        post=await context.services.post_lifecycle.unpublish(context.actor, wanted)
    )


async def archive_post(
    context: RequestContext, *, post_id: Annotated[GlobalId, "The post to put away."]
) -> ArchivedPost:
    """Put a post away, out of the way of drafts. A public one is taken back by that."""
    wanted = to_id(POST, post_id, argument="postId")
    return ArchivedPost(post=await context.services.post_lifecycle.archive(context.actor, wanted))


async def delete_post(
    context: RequestContext, *, post_id: Annotated[GlobalId, "The post to delete."]
) -> DeletedPost:
    """Put a post into the bin. It can be restored for some days, and is gone for good then."""
    wanted = to_id(POST, post_id, argument="postId")
    return DeletedPost(post=await context.services.post_lifecycle.delete(context.actor, wanted))


async def restore_post(
    context: RequestContext, *, post_id: Annotated[GlobalId, "The post to bring back."]
) -> RestoredPost:
    """Bring back a post that was deleted or archived, as what it was, but never as a public one."""
    wanted = to_id(POST, post_id, argument="postId")
    return RestoredPost(post=await context.services.post_lifecycle.restore(context.actor, wanted))


async def preview_markdown(
    context: RequestContext,
    *,
    markdown: Annotated[str, "The text: 100,000 bytes at most unless the server says otherwise."],
) -> Rendering:
    """What becomes of a text, without saving it. Somebody must be signed in."""
    return await context.services.markdown.preview(context.actor, markdown)


def _media_id(text: GlobalId | None) -> MediaId | None:
    """Read the id of a picture, where there is one."""
    if text is None or text is UNCHANGED:
        return text
    return to_id(MEDIA, text, argument="coverImageId")
