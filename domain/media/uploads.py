"""Pictures that people bring: asked for, sent, shown, and removed again."""

from dataclasses import dataclass
from datetime import datetime

from domain.ids import MediaId, UploadId, UserId
from domain.model import Model
from domain.ordering import MOMENT, Order
from domain.paging import ChildListing

NEWEST_MEDIA = Order("newest pictures", "created_at", MOMENT, descending=True)


class Upload(Model, frozen=True):
    """Leave to send one file."""

    id: UploadId
    user_id: UserId
    expires_at: datetime


class Picture(Model, frozen=True):
    """A file as it is kept: decoded, turned upright, and encoded anew without what else it held."""

    content: bytes
    content_type: str
    extension: str
    width: int
    height: int


class Prepared(Model, frozen=True):
    """A picture, and the same in smaller sizes, the smallest first."""

    picture: Picture
    sizes: tuple[Picture, ...]


class Media(Model, frozen=True):
    """A picture that somebody has brought, as they see it."""

    id: MediaId
    key: str
    content_type: str
    byte_size: int
    width: int
    height: int
    uploader_id: UserId
    created_at: datetime


class MediaSize(Model, frozen=True):
    """A picture in one of its smaller sizes, as it is stored."""

    media_id: MediaId
    width: int
    height: int
    key: str
    content_type: str
    byte_size: int


@dataclass(frozen=True, slots=True)
class MediaOf(ChildListing[Media]):
    """The pictures that somebody has brought, newest first."""

    user_id: UserId
    order = NEWEST_MEDIA

    @property
    def parent(self) -> UserId:
        return self.user_id
