"""Pictures as the API shows them."""

from datetime import datetime

import strawberry

from domain.ids import MEDIA
from domain.media import models, uploads
from execution.fields import batched
from resolvers import media as resolvers
from schema.declarations import described, identified, shows
from schema.node import Node


@shows(resolvers.ImageSize)
class ImageSize:
    """A picture in one of its sizes."""

    url: str = described("Where it is.")
    width: int = described("Its width in pixels.")
    height: int = described("Its height in pixels.")


@shows(models.Image)
class Image:
    """A picture."""

    url: str = described("Where it is.")
    alt: str | None = described("What it shows, for those who cannot see it.")
    attribution: str | None = described("Who made it.")
    width: int | None = described("Its width in pixels, if known.")
    height: int | None = described("Its height in pixels, if known.")
    sizes: list[ImageSize] = batched(resolvers.image_sizes, items=4)


@shows(uploads.Media)
class Media(Node):
    """A picture that you have brought. Nobody else sees it here."""

    id: strawberry.ID = identified(MEDIA)
    url: str = batched(resolvers.urls)
    content_type: str = described("What kind of file it is, such as image/jpeg.")
    byte_size: int = described("How large the file is, in bytes.")
    width: int = described("Its width in pixels.")
    height: int = described("Its height in pixels.")
    created_at: datetime = described("When you brought it, in UTC.")
    sizes: list[ImageSize] = batched(resolvers.sizes, items=4)
