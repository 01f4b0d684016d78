"""Contents, and the files they show."""

from collections.abc import Sequence
from datetime import datetime

from db.content import headings_as_stored
from db.executor import Executor
from domain.content.models import Content
from domain.ids import MediaId
from domain.importing.models import ImportedMedia

_ADD_CONTENTS = """
    INSERT INTO contents
           (id, markdown, html, text, table_of_contents, brief, word_count, reading_minutes,
            renderer_version)
    SELECT id, markdown, html, text, table_of_contents::jsonb, brief, word_count, reading_minutes,
           renderer_version
      FROM unnest(
               $1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
               $7::integer[], $8::integer[], $9::integer[]
           ) AS content
           (id, markdown, html, text, table_of_contents, brief, word_count, reading_minutes,
            renderer_version)
"""

_ADD_FILE = """
    INSERT INTO media_assets
           (id, key, source_url, content_type, byte_size, width, height, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT DO NOTHING
 RETURNING id
"""

_STORED_FILE = "SELECT id FROM media_assets WHERE key = $1"

_FILE_ELSEWHERE = "SELECT id FROM media_assets WHERE source_url = $1 AND key IS NULL"


class ContentRepository:
    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def add_all(self, contents: Sequence[Content]) -> None:
        await self._connection.execute(
            _ADD_CONTENTS,
            [content.id for content in contents],
            [content.markdown for content in contents],
            [content.html for content in contents],
            [content.text for content in contents],
            [headings_as_stored(content.table_of_contents) for content in contents],
            [content.brief for content in contents],
            [content.word_count for content in contents],
            [content.reading_minutes for content in contents],
            [content.renderer_version for content in contents],
        )


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
