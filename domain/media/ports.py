"""What the rules about pictures need from storage and from the world."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from domain.events import Event
from domain.ids import MediaId, UserId
from domain.media.uploads import Media, MediaSize, Prepared, Upload


class Pictures(Protocol):
    async def prepare(self, content: bytes) -> Prepared:
        """Make the pictures that are kept of a file.

        Refuses with FileTypeRefused, PictureBroken or PictureTooLarge.
        """


class MediaStorage(Protocol):
    async def put(self, key: str, content: bytes, content_type: str) -> None:
        """Keep a file under a key that is new."""

    async def remove(self, keys: Collection[str]) -> None:
        """Let go of files. Those that are not there are no error."""


class MediaReader(Protocol):
    async def by_ids(self, ids: Collection[MediaId]) -> Sequence[Media]:
        """Return what people have brought, in any order. Other media are left out."""

    async def upload(self, token_hash: bytes, *, at: datetime) -> Upload | None:
        """Return an address that a file may still be sent to."""


class MediaRepository(Protocol):
    async def open_upload(self, upload: Upload, token_hash: bytes, *, at: datetime) -> int:
        """Add an address, take away those of the same person that have expired, and count the rest.

        Whoever else does the same for this person waits until the unit of work ends.
        """

    async def use_upload(self, token_hash: bytes, *, at: datetime) -> Upload | None:
        """Take an address away and return it, if it was still good."""

    async def bytes_of(self, user_id: UserId) -> int:
        """Return how much room all files of a person take."""

    async def add(self, media: Media, sizes: Sequence[MediaSize]) -> None: ...

    async def lock(self, media_id: MediaId) -> Media | None:
        """Return what somebody has brought, held until the unit of work ends."""

    async def remove(self, media_id: MediaId) -> Sequence[str]:
        """Remove a picture that nothing shows, and return the keys of its files.

        Refuses with MediaInUse.
        """

    async def remove_unused(self, *, older_than: datetime, most: int) -> Sequence[str]:
        """Remove the oldest pictures that nothing shows. Return the keys of their files."""


class MediaWork(Protocol):
    """What a change to media may touch inside one unit of work."""

    @property
    def media(self) -> MediaRepository: ...

    def record(self, event: Event) -> None: ...
