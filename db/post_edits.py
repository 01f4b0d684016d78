"""The newest edits of posts in PostgreSQL: in the post itself, or beside one that is public."""

from collections.abc import Collection, Mapping
from typing import Any

from asyncpg import Record

from db.executor import Executor
from db.media import COLUMNS as MEDIA_COLUMNS
from db.media import to_media_asset
from domain.ids import PostId
from domain.media.models import CoverAsset
from domain.posts.edits import PostEdit

# One statement reads a version and its text, so that nobody ever has one of them without the other.
_STATEMENT = f"""
    SELECT p.id AS post_id,
           coalesce(e.version, p.version) AS version,
           e.post_id IS NOT NULL AS is_pending,
           coalesce(e.author_id, p.edited_by, p.author_id) AS saved_by_id,
           coalesce(e.updated_at, p.updated_at) AS saved_at,
           c.id AS content_id, {{markdown}} AS markdown, c.brief, c.word_count, c.reading_minutes,
           t.title, t.subtitle, t.slug, p.slug_is_made AND e.post_id IS NULL AS slug_is_made,
           t.language,
           ARRAY(
               SELECT tags.id
                 FROM unnest(t.tag_ids) WITH ORDINALITY AS u (id, place) JOIN tags USING (id)
                ORDER BY u.place
           ) AS tag_ids,
           ARRAY(
               SELECT tags.name
                 FROM unnest(t.tag_ids) WITH ORDINALITY AS u (id, place) JOIN tags USING (id)
                ORDER BY u.place
           ) AS tags,
           t.canonical_url, t.seo_title, t.seo_description, t.published_at,
           t.cover_id, t.cover_alt, t.cover_attribution, {MEDIA_COLUMNS}
      FROM posts p
      LEFT JOIN post_edits e ON e.post_id = p.id
     CROSS JOIN LATERAL (
               SELECT e.content_id, e.title, e.subtitle, e.slug, e.language, e.tag_ids,
                      e.canonical_url, e.seo_title, e.seo_description, e.published_at, e.cover_id,
                      e.cover_alt, e.cover_attribution
                WHERE e.post_id IS NOT NULL
                UNION ALL
               SELECT p.content_id, p.title, p.subtitle, p.slug, p.language, p.tag_ids,
                      p.canonical_url, p.seo_title, p.seo_description, p.published_at, p.cover_id,
                      p.cover_alt, p.cover_attribution
                WHERE e.post_id IS NULL
           ) AS t
      JOIN contents c ON c.id = t.content_id
      LEFT JOIN media_assets m ON m.id = t.cover_id
     WHERE p.id = ANY($1::uuid[])
"""

_NEWEST = _STATEMENT.format(markdown="c.markdown")

# A page of a dashboard would read a hundred texts for their titles.
_NEWEST_WITHOUT_TEXT = _STATEMENT.format(markdown="NULL::text")

_WIDTH = len(PostEdit.__struct_fields__) - 1


async def newest_edits_by_post(
    database: Executor, ids: Collection[PostId], *, parts: frozenset[str] | None = None
) -> Mapping[PostId, PostEdit]:
    """Read the newest edits of posts in any state. Who may see them is for the domain to say.

    The text is read only if it is among the attributes named in `parts`, or all are, for None.
    """
    is_with_text = parts is None or "markdown" in parts
    rows = await database.fetch(_NEWEST if is_with_text else _NEWEST_WITHOUT_TEXT, ids)
    return {edit.post_id: edit for edit in map(to_post_edit, rows)}


def to_post_edit(row: Record) -> PostEdit:
    values: list[Any] = [*row[:_WIDTH], _cover(row)]
    return PostEdit(*values)


def _cover(row: Record) -> CoverAsset | None:
    if row["cover_id"] is None:
        return None
    return CoverAsset(to_media_asset(row), row["cover_alt"], row["cover_attribution"])
