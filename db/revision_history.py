"""What posts were, in PostgreSQL: for those who edit them, and what readers are told of it."""

from collections.abc import Collection, Mapping, Sequence

from asyncpg import Record

from db.changes import rows_of
from db.executor import Executor
from db.keyset import ListOf, Lists
from db.media import COLUMNS as MEDIA_COLUMNS
from db.media import to_media_asset
from db.recording import Reader
from db.revisions import COLUMNS, to_revision
from db.rows import rows_as
from db.scopes import FOR_ONE_VIEWER, Scope, Scopes
from domain.ids import MediaId, RevisionId, TagId
from domain.media.models import MediaAsset
from domain.posts.edits import Revision
from domain.revisions.models import (
    NEWEST_CHANGES,
    NEWEST_REVISIONS,
    ChangeLogEntry,
    ChangeLogOf,
    RevisionsOf,
    RevisionTexts,
)

_BY_IDS = f"SELECT {COLUMNS} FROM revisions r WHERE r.id = ANY($1::uuid[])"

_TEXTS = f"""
    SELECT {COLUMNS}, c.markdown,
           ARRAY(
               SELECT t.name
                 FROM unnest(r.tag_ids) WITH ORDINALITY AS u (id, place)
                 JOIN tags t ON t.id = u.id
                ORDER BY u.place
           ) AS tags,
           r.cover_id IS NOT NULL AND m.id IS NOT NULL AS has_cover,
           m.id AS media_id, m.key, m.source_url, m.content_type, m.byte_size, m.width, m.height
      FROM revisions r
      JOIN contents c ON c.id = r.content_id
      LEFT JOIN media_assets m ON m.id = r.cover_id
     WHERE r.id = ANY($1::uuid[]) AND char_length(c.markdown) <= $2
"""

_TAG_NAMES = "SELECT id, name FROM tags WHERE id = ANY($1::uuid[])"

_MEDIA = f"SELECT {MEDIA_COLUMNS} FROM media_assets m WHERE m.id = ANY($1::uuid[])"

# What readers saw before, which a note may speak of.
_TITLE_BEFORE = """
    (
        SELECT nullif(former.title, r.title)
          FROM revisions former
         WHERE former.post_id = r.post_id AND former.is_published AND former.number < r.number
         ORDER BY former.number DESC
         LIMIT 1
    ) AS title_before
"""

_CHANGE_COLUMNS = f"r.id, r.number, r.created_at AS published_at, r.note, r.title, {_TITLE_BEFORE}"

to_change = rows_as(ChangeLogEntry)


class RevisionReader(Reader):
    async def by_ids(self, ids: Collection[RevisionId]) -> Sequence[Revision]:
        return [to_revision(row) for row in await self.database.fetch(_BY_IDS, ids)]

    async def texts(
        self, ids: Collection[RevisionId], *, most: int
    ) -> Mapping[RevisionId, RevisionTexts]:
        rows = await self.database.fetch(_TEXTS, ids, most)
        return {texts.revision.id: texts for texts in map(_to_texts, rows)}


async def tag_names_by_id(database: Executor, ids: Sequence[TagId]) -> Mapping[TagId, str]:
    """Read the names of tags, whether or not readers see any post that has them."""
    return {row["id"]: row["name"] for row in await database.fetch(_TAG_NAMES, ids)}


async def media_by_id(database: Executor, ids: Sequence[MediaId]) -> Mapping[MediaId, MediaAsset]:
    """Read files that somebody sees who may edit what they were shown with."""
    rows = await database.fetch(_MEDIA, ids)
    return {asset.id: asset for asset in map(to_media_asset, rows)}


def _to_texts(row: Record) -> RevisionTexts:
    return RevisionTexts(to_revision(row), row["markdown"], row["tags"], _cover(row))


def _cover(row: Record) -> MediaAsset | None:
    if not row["has_cover"]:
        return None
    names = ("media_id", "key", "source_url", "content_type", "byte_size", "width", "height")
    return MediaAsset(*(row[name] for name in names))


LISTS: Lists = {
    (RevisionsOf, None): ListOf(
        source="revisions r",
        where="r.post_id = wanted.parent_id",
        columns=COLUMNS,
        build=to_revision,
        order=NEWEST_REVISIONS,
        key="r.number",
        id="r.id",
    ),
    (ChangeLogOf, None): ListOf(
        source="revisions r",
        where="r.post_id = wanted.parent_id AND r.is_published AND r.is_substantial",
        columns=_CHANGE_COLUMNS,
        build=to_change,
        order=NEWEST_CHANGES,
        key="r.number",
        id="r.id",
    ),
}

SCOPES: Scopes = {
    RevisionsOf: FOR_ONE_VIEWER,
    ChangeLogOf: Scope(lambda listing: [rows_of("revisions", "post_id", listing.parent)]),
}
