"""Media in PostgreSQL."""

from collections.abc import Mapping, Sequence

from asyncpg import Record

from db.executor import Executor
from db.recording import depends, row_names
from domain.ids import PostId
from domain.media.models import CoverAsset, MediaAsset

COLUMNS = "m.id, m.key, m.source_url, m.content_type, m.byte_size, m.width, m.height"

_COVERS = f"""
    SELECT p.id AS post_id, {COLUMNS}, p.cover_alt, p.cover_attribution
      FROM posts p
      JOIN media_assets m ON m.id = p.cover_id
     WHERE p.id = ANY($1::uuid[])
"""


def _covers_depend(found: Mapping[PostId, CoverAsset], ids: Sequence[PostId]) -> list[str]:
    return [
        *row_names("posts", ids),
        *row_names("media_assets", (one.asset.id for one in found.values())),
    ]


@depends(_covers_depend)
async def covers_by_post(database: Executor, ids: Sequence[PostId]) -> Mapping[PostId, CoverAsset]:
    return {row["post_id"]: to_cover_asset(row) for row in await database.fetch(_COVERS, ids)}


def to_media_asset(row: Record) -> MediaAsset:
    return MediaAsset(
        row["id"],
        row["key"],
        row["source_url"],
        row["content_type"],
        row["byte_size"],
        row["width"],
        row["height"],
    )


def to_cover_asset(row: Record) -> CoverAsset:
    return CoverAsset(to_media_asset(row), row["cover_alt"], row["cover_attribution"])
