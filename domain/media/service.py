"""What people do with their pictures."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from secrets import token_hex

from domain.actor import Actor, Member, Scope, require_member
from domain.clock import Clock
from domain.ids import MEDIA, UPLOAD, MediaId, UserId
from domain.media import policy
from domain.media.ports import MediaReader, MediaStorage, MediaWork, Pictures
from domain.media.refusals import MediaFull, MediaNotFound, UploadNotFound, UploadsPending
from domain.media.uploads import Media, MediaSize, Picture, Prepared, Upload
from domain.refusals import Refused, invalid
from domain.tokens import UPLOAD_TOKEN
from domain.unit_of_work import UnitOfWork

UPLOAD_LIFETIME = timedelta(hours=1)
MOST_OPEN_UPLOADS = 100

UNUSED_LIFETIME = timedelta(days=1)
"""How long a picture is kept that nothing shows."""

_REMOVED_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class OpenUpload:
    """Leave to send one file. The token is told this once."""

    upload: Upload
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaLimits:
    bytes_each: int = 10_000_000
    bytes_of_one_person: int = 1_000_000_000
    """The room there is for all files of one person, smaller sizes and all."""


@dataclass(frozen=True, slots=True)
class MediaService:
    unit_of_work: UnitOfWork[MediaWork]
    reader: MediaReader
    pictures: Pictures
    storage: MediaStorage
    clock: Clock
    limits: MediaLimits

    async def visible(self, actor: Actor, ids: Collection[MediaId]) -> Mapping[MediaId, Media]:
        """Find the pictures the actor may see as media: their own."""
        found = await self.reader.by_ids(ids) if isinstance(actor, Member) else ()
        return {media.id: media for media in found if policy.can_view(actor, media)}

    async def open_upload(self, actor: Actor, byte_size: int) -> OpenUpload:
        """Give leave to send one file.

        Refuses with Unauthenticated, ScopeMissing, InvalidInput, UploadsPending or MediaFull.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        if not 0 < byte_size <= self.limits.bytes_each:
            raise invalid("byteSize", f"Must be between 1 and {self.limits.bytes_each:,}.")
        now, token = self.clock(), UPLOAD_TOKEN.new()
        upload = Upload(UPLOAD.new_id(at=now), member.user_id, now + UPLOAD_LIFETIME)
        async with self.unit_of_work() as work:
            if await work.media.open_upload(upload, token.hash, at=now) > MOST_OPEN_UPLOADS:
                raise Refused(UploadsPending())
            if await work.media.bytes_of(member.user_id) >= self.limits.bytes_of_one_person:
                raise Refused(MediaFull())
        return OpenUpload(upload, token.text)

    async def is_open(self, token: str) -> bool:
        """Tell whether a file may be sent to this address, before any of it is read."""
        token_hash = UPLOAD_TOKEN.parse(token)
        if token_hash is None:
            return False
        return await self.reader.upload(token_hash, at=self.clock()) is not None

    async def receive(self, token: str, content: bytes) -> Media:
        """Keep a file that was sent to an address, which is used up by it.

        Refuses with UploadNotFound, FileTypeRefused, PictureBroken, PictureTooLarge or MediaFull.
        A refused file leaves the address as it was, so that another can be sent.
        """
        token_hash = UPLOAD_TOKEN.parse(token)
        upload = token_hash and await self.reader.upload(token_hash, at=self.clock())
        if not token_hash or not upload:
            raise Refused(UploadNotFound())
        prepared = await self.pictures.prepare(content)
        media, sizes = self._described(prepared, upload.user_id)
        files = {media.key: prepared.picture, **dict(_by_key(sizes, prepared))}
        try:
            for key, picture in files.items():
                await self.storage.put(key, picture.content, picture.content_type)
            await self._add(token_hash, media, sizes)
        except BaseException:
            await self.storage.remove(list(files))
            raise
        return media

    async def remove(self, actor: Actor, media_id: MediaId) -> Media:
        """Remove one's own picture.

        Refuses with Unauthenticated, ScopeMissing, MediaNotFound or MediaInUse.
        """
        member = require_member(actor, Scope.WRITE_POSTS)
        async with self.unit_of_work() as work:
            media = await work.media.lock(media_id)
            if media is None or not policy.can_view(member, media):
                raise Refused(MediaNotFound())
            keys = await work.media.remove(media_id)
        await self.storage.remove(keys)
        return media

    async def remove_unused(self) -> int:
        """Remove some pictures of a day ago that nothing shows. Return how many files they were."""
        older_than = self.clock() - UNUSED_LIFETIME
        async with self.unit_of_work() as work:
            keys = await work.media.remove_unused(older_than=older_than, most=_REMOVED_AT_ONCE)
        await self.storage.remove(keys)
        return len(keys)

    async def _add(self, token_hash: bytes, media: Media, sizes: Collection[MediaSize]) -> None:
        async with self.unit_of_work() as work:
            if await work.media.use_upload(token_hash, at=self.clock()) is None:
                raise Refused(UploadNotFound())
            await work.media.add(media, list(sizes))
            if await work.media.bytes_of(media.uploader_id) > self.limits.bytes_of_one_person:
                raise Refused(MediaFull())

    def _described(
        self, prepared: Prepared, uploader_id: UserId
    ) -> tuple[Media, tuple[MediaSize, ...]]:
        now, picture = self.clock(), prepared.picture
        media = Media(
            MEDIA.new_id(at=now),
            _new_key(picture),
            picture.content_type,
            len(picture.content),
            picture.width,
            picture.height,
            uploader_id,
            now,
        )
        sizes = (
            MediaSize(
                media.id,
                smaller.width,
                smaller.height,
                _new_key(smaller),
                smaller.content_type,
                len(smaller.content),
            )
            for smaller in prepared.sizes
        )
        return media, tuple(sizes)


def _by_key(sizes: Collection[MediaSize], prepared: Prepared) -> Iterator[tuple[str, Picture]]:
    return zip((size.key for size in sizes), prepared.sizes, strict=True)


def _new_key(picture: Picture) -> str:
    """Name a file so that nobody guesses its name before it is shown."""
    return f"{token_hex(32)}.{picture.extension}"
