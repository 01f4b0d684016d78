"""Pictures that people bring, and the sizes that pictures are offered in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from domain.actor import Member
from domain.ids import MEDIA, GlobalId
from domain.media.models import Image
from domain.media.uploads import NEWEST_MEDIA, Media, MediaOf, MediaSize
from domain.model import Model
from domain.paging import Page
from resolvers.arguments import After, Before, First, Last, page_request, to_id
from resolvers.context import RequestContext
from resolvers.paging import pages


class ImageSize(Model, frozen=True):
    """A picture in one of its sizes, as people are shown it."""

    url: str
    width: int
    height: int


async def urls(context: RequestContext, media: Sequence[Media]) -> Sequence[str]:
    """Where the picture is. Put this address into a text to show it there."""
    return [context.addresses.of_file(each.key) for each in media]


async def sizes(context: RequestContext, media: Sequence[Media]) -> Sequence[Sequence[ImageSize]]:
    """The picture in smaller sizes, the smallest first, for `srcset`."""
    found = await context.loaders.media_sizes.load_many(each.id for each in media)
    return [_shown(context, group) for group in found]


async def image_sizes(
    context: RequestContext, images: Sequence[Image]
) -> Sequence[Sequence[ImageSize]]:
    """The picture in smaller sizes, the smallest first, for `srcset`. Of what people uploaded."""
    ids = [image.media_id for image in images if image.media_id is not None]
    found = dict(zip(ids, await context.loaders.media_sizes.load_many(ids), strict=True))
    return [
        _shown(context, found[image.media_id]) if image.media_id is not None else ()
        for image in images
    ]


async def media_of_viewers(
    context: RequestContext,
    viewers: Sequence[Member],
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[Media]]:
    """The pictures that the viewer has brought, newest first."""
    request = page_request(first, after, last, before, order=NEWEST_MEDIA)
    return await pages(context, (MediaOf(viewer.user_id) for viewer in viewers), request)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedUpload:
    """What asking for an upload answers with."""

    url: str
    expires_at: datetime


async def create_upload(
    context: RequestContext,
    *,
    byte_size: Annotated[int, "How large the file is, in bytes."],
) -> OpenedUpload:
    """Ask for an address to send one picture to.

    Send the file there with PUT, as the body and nothing else, without credentials. The answer is
    JSON with the picture's id, which `savePost` takes, and its address, which Markdown takes.
    """
    opened = await context.services.media.open_upload(context.actor, byte_size)
    return OpenedUpload(
        url=context.addresses.of_upload(opened.token), expires_at=opened.upload.expires_at
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedMedia:
    """What removing a picture answers with."""

    media: Media


async def delete_media(
    context: RequestContext, *, media_id: Annotated[GlobalId, "The picture to remove."]
) -> RemovedMedia:
    """Remove a picture that you brought and nothing shows."""
    wanted = to_id(MEDIA, media_id, argument="mediaId")
    return RemovedMedia(media=await context.services.media.remove(context.actor, wanted))


def _shown(context: RequestContext, sizes: Sequence[MediaSize]) -> Sequence[ImageSize]:
    return [
        ImageSize(context.addresses.of_file(size.key), size.width, size.height) for size in sizes
    ]
