"""The files that texts show."""

from datetime import datetime

from db.executor import Executor
from domain.ids import MediaId
from domain.importing.models import ImportedMedia

_ADD_FILE = """
    INSERT INTO media_assets
           (id, key, source_url, content_type, byte_size, width, height, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT DO NOTHING
 RETURNING id
"""

_STORED_FILE = "SELECT id FROM media_assets WHERE key = $1"

_FILE_ELSEWHERE = "SELECT id FROM media_assets WHERE source_url = $1 AND key IS NULL"


class MediaRepository:
    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def ensure(self, media: ImportedMedia, *, new_id: MediaId, at: datetime) -> MediaId:
        added = await self._connection.fetchval(
            _ADD_FILE,
            new_id,
            media.key,
            media.source_url,
            media.content_type,
            media.byte_size,
            media.width,
            media.height,
            at,
        )
        if added is not None:
            return new_id
        if media.key is not None:
            return MediaId(await self._connection.fetchval(_STORED_FILE, media.key))
        return MediaId(await self._connection.fetchval(_FILE_ELSEWHERE, media.source_url))
