"""Pictures that people have brought, in PostgreSQL."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

import asyncpg

from db.changes import rows_of
from db.executor import Connection, Executor
from db.keyset import ListOf, Lists
from db.recording import depends
from db.rows import rows_as
from db.scopes import FOR_ONE_VIEWER, Scopes
from domain.ids import MediaId, UserId
from domain.media.refusals import MediaInUse
from domain.media.uploads import NEWEST_MEDIA, Media, MediaOf, MediaSize, Upload
from domain.refusals import Refused

COLUMNS = """m.id, m.key, m.content_type, m.byte_size, m.width, m.height, u.user_id,
    u.created_at"""

_SOURCE = "uploaded_media u JOIN media_assets m ON m.id = u.media_id"

_BY_IDS = f"SELECT {COLUMNS} FROM {_SOURCE} WHERE u.media_id = ANY($1::uuid[])"

_LOCK = f"SELECT {COLUMNS} FROM {_SOURCE} WHERE u.media_id = $1 FOR UPDATE OF m"

_SIZES = """
    SELECT media_id, width, height, key, content_type, byte_size
      FROM media_sizes
     WHERE media_id = ANY($1::uuid[])
     ORDER BY media_id, width
"""

_UPLOAD = "SELECT id, user_id, expires_at FROM uploads WHERE token_hash = $1 AND expires_at > $2"

_USE_UPLOAD = """
    DELETE FROM uploads WHERE token_hash = $1 AND expires_at > $2 RETURNING id, user_id, expires_at
"""

# Whoever asks for addresses at the same moment would not be counted.
_ONE_AT_A_TIME = "SELECT FROM users WHERE id = $1 FOR NO KEY UPDATE"

_FORGET_EXPIRED = "DELETE FROM uploads WHERE user_id = $1 AND expires_at <= $2"

_OPEN_UPLOAD = """
    INSERT INTO uploads (id, user_id, token_hash, created_at, expires_at)
    VALUES ($1, $2, $3, $4, $5)
"""

_OPEN_UPLOADS = "SELECT count(*) FROM uploads WHERE user_id = $1"

_BYTES = f"""
    SELECT coalesce(sum(m.byte_size + coalesce(smaller.byte_size, 0)), 0)::bigint
      FROM {_SOURCE}
      LEFT JOIN LATERAL (
               SELECT sum(s.byte_size) AS byte_size FROM media_sizes s WHERE s.media_id = m.id
           ) smaller ON true
     WHERE u.user_id = $1
"""

_ADD = """
    INSERT INTO media_assets (id, key, content_type, byte_size, width, height, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
"""

_ADD_UPLOADED = "INSERT INTO uploaded_media (media_id, user_id, created_at) VALUES ($1, $2, $3)"

_ADD_SIZES = """
    INSERT INTO media_sizes (media_id, width, height, key, content_type, byte_size)
    SELECT $1, made.width, made.height, made.key, made.content_type, made.byte_size
      FROM unnest($2::integer[], $3::integer[], $4::text[], $5::text[], $6::bigint[])
               AS made (width, height, key, content_type, byte_size)
"""

_KEYS = """
    SELECT key FROM media_assets WHERE id = $1
     UNION ALL
    SELECT key FROM media_sizes WHERE media_id = $1
"""

_REMOVE = "DELETE FROM media_assets WHERE id = $1"

_UNUSED = """
    SELECT u.media_id AS id
      FROM uploaded_media u
     WHERE u.created_at < $1
       AND NOT EXISTS (SELECT FROM posts p WHERE p.cover_id = u.media_id)
       AND NOT EXISTS (SELECT FROM post_edits e WHERE e.cover_id = u.media_id)
       AND NOT EXISTS (SELECT FROM revisions r WHERE r.cover_id = u.media_id)
       AND NOT EXISTS (SELECT FROM content_media c WHERE c.media_id = u.media_id)
     ORDER BY u.created_at, u.media_id
     LIMIT $2
       FOR UPDATE SKIP LOCKED
"""

to_media = rows_as(Media)
to_upload = rows_as(Upload)
to_media_size = rows_as(MediaSize)


class MediaReader:
    """What people have brought. Nobody but them sees it as such, so no answer is kept."""

    def __init__(self, database: Executor) -> None:
        self._database = database

    async def by_ids(self, ids: Collection[MediaId]) -> Sequence[Media]:
        return [to_media(row) for row in await self._database.fetch(_BY_IDS, ids)]

    async def upload(self, token_hash: bytes, *, at: datetime) -> Upload | None:
        row = await self._database.fetchrow(_UPLOAD, token_hash, at)
        return None if row is None else to_upload(row)


class MediaRepository:
    """Pictures being brought and removed, inside one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def open_upload(self, upload: Upload, token_hash: bytes, *, at: datetime) -> int:
        await self._connection.execute(_ONE_AT_A_TIME, upload.user_id)
        await self._connection.execute(_FORGET_EXPIRED, upload.user_id, at)
        await self._connection.execute(
            _OPEN_UPLOAD, upload.id, upload.user_id, token_hash, at, upload.expires_at
        )
        count: int = await self._connection.fetchval(_OPEN_UPLOADS, upload.user_id)
        return count

    async def use_upload(self, token_hash: bytes, *, at: datetime) -> Upload | None:
        row = await self._connection.fetchrow(_USE_UPLOAD, token_hash, at)
        if row is None:
            return None
        await self._connection.execute(_ONE_AT_A_TIME, row["user_id"])
        return to_upload(row)

    async def bytes_of(self, user_id: UserId) -> int:
        size: int = await self._connection.fetchval(_BYTES, user_id)
        return size

    async def add(self, media: Media, sizes: Sequence[MediaSize]) -> None:
        await self._connection.execute(
            _ADD,
            media.id,
            media.key,
            media.content_type,
            media.byte_size,
            media.width,
            media.height,
            media.created_at,
        )
        await self._connection.execute(_ADD_UPLOADED, media.id, media.uploader_id, media.created_at)
        await self._connection.execute(
            _ADD_SIZES,
            media.id,
            [size.width for size in sizes],
            [size.height for size in sizes],
            [size.key for size in sizes],
            [size.content_type for size in sizes],
            [size.byte_size for size in sizes],
        )

    async def lock(self, media_id: MediaId) -> Media | None:
        row = await self._connection.fetchrow(_LOCK, media_id)
        return None if row is None else to_media(row)

    async def remove(self, media_id: MediaId) -> Sequence[str]:
        keys = await self._connection.fetch(_KEYS, media_id)
        try:
            # Whatever shows a picture refers to it, so the tables know whether something does.
            async with self._connection.transaction():
                await self._connection.execute(_REMOVE, media_id)
        except asyncpg.ForeignKeyViolationError:
            raise Refused(MediaInUse()) from None
        return [row["key"] for row in keys]

    async def remove_unused(self, *, older_than: datetime, most: int) -> Sequence[str]:
        removed: list[str] = []
        for row in await self._connection.fetch(_UNUSED, older_than, most):
            try:
                removed += await self.remove(MediaId(row["id"]))
            except Refused:  # something has begun to show it, or will be shown again
                continue
        return removed


def _sizes_depend(_: object, ids: Sequence[MediaId]) -> list[str]:
    return [rows_of("media_sizes", "media_id", id) for id in ids]


@depends(_sizes_depend)
async def sizes_by_media(
    database: Executor, ids: Sequence[MediaId]
) -> Mapping[MediaId, Sequence[MediaSize]]:
    """Read the smaller sizes of pictures, the smallest first."""
    sizes: dict[MediaId, list[MediaSize]] = {}
    for size in map(to_media_size, await database.fetch(_SIZES, ids)):
        sizes.setdefault(size.media_id, []).append(size)
    return sizes


LISTS: Lists = {
    (MediaOf, None): ListOf(
        source=_SOURCE,
        where="u.user_id = wanted.parent_id",
        columns=COLUMNS,
        build=to_media,
        order=NEWEST_MEDIA,
        key="u.created_at",
        id="u.media_id",
    )
}

SCOPES: Scopes = {MediaOf: FOR_ONE_VIEWER}
