"""Pictures and other files that texts show."""

from domain.ids import MediaId
from domain.model import Model


class MediaAsset(Model, frozen=True):
    id: MediaId
    key: str | None
    """Its name in our storage. None when the file is elsewhere, at `source_url`."""
    source_url: str | None
    content_type: str
    byte_size: int
    width: int | None
    height: int | None


class CoverAsset(Model, frozen=True):
    """The picture of a post, and what the post says of it."""

    asset: MediaAsset
    alt: str | None
    attribution: str | None


class Image(Model, frozen=True):
    """A picture as people are shown it."""

    url: str
    alt: str | None
    attribution: str | None
    width: int | None
    height: int | None
    media_id: MediaId | None = None
    """Where its smaller sizes are found. None for what is not ours."""
