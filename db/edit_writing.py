"""Edits of posts being written, inside one unit of work."""

from datetime import datetime

from db.conflicts import refusing
from db.executor import Executor
from db.media import COLUMNS as MEDIA_COLUMNS
from db.media import to_media_asset
from db.post_edits import newest_edits_by_post
from domain.ids import MediaId, PostId, UserId
from domain.media.models import CoverAsset, MediaAsset
from domain.posts.edits import PostEdit
from domain.posts.models import Post, PostStatus
from domain.posts.refusals import SlugTaken

# An importer may have given the post a brief of its own: that stays.
_KEEP_IN_POST = """
    UPDATE posts
       SET version = $2, edited_by = $3, updated_at = $4, content_id = $5,
           brief = CASE
               WHEN brief = (SELECT c.brief FROM contents c WHERE c.id = posts.content_id) THEN $6
               ELSE brief
           END,
           word_count = $7, reading_minutes = $8, title = $9, subtitle = $10, slug = $11,
           path = $12, slug_is_made = $13, language = $14, canonical_url = $15, seo_title = $16,
           seo_description = $17, published_at = $18, cover_id = $19, cover_alt = $20,
           cover_attribution = $21
     WHERE id = $1
"""

_KEEP_BESIDE = """
    INSERT INTO post_edits
           (post_id, version, author_id, updated_at, created_at, content_id, title, subtitle, slug,
            language, tag_ids, canonical_url, seo_title, seo_description, published_at, cover_id,
            cover_alt, cover_attribution)
    VALUES ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
        ON CONFLICT (post_id) DO UPDATE
       SET version = excluded.version, author_id = excluded.author_id,
           updated_at = excluded.updated_at, content_id = excluded.content_id,
           title = excluded.title, subtitle = excluded.subtitle, slug = excluded.slug,
           language = excluded.language, tag_ids = excluded.tag_ids,
           canonical_url = excluded.canonical_url, seo_title = excluded.seo_title,
           seo_description = excluded.seo_description, published_at = excluded.published_at,
           cover_id = excluded.cover_id, cover_alt = excluded.cover_alt,
           cover_attribution = excluded.cover_attribution
"""

_FORGET = "DELETE FROM post_edits WHERE post_id = $1"

_SET_VERSION = "UPDATE posts SET version = $2 WHERE id = $1"

_PUT = """
    UPDATE posts
       SET status = $2, updated_at = $3, deleted_from = $4,
           deleted_at = CASE WHEN $4::text IS NOT NULL THEN $3::timestamptz END
     WHERE id = $1
"""

_DELETED_FROM = "SELECT deleted_from FROM posts WHERE id = $1"

_PICTURE = f"""
    SELECT {MEDIA_COLUMNS}
      FROM media_assets m
     WHERE m.id = $1
       AND (
               EXISTS (SELECT FROM uploaded_media u WHERE u.media_id = m.id AND u.user_id = $2)
            OR EXISTS (SELECT FROM posts p WHERE p.id = $3 AND p.cover_id = m.id)
            OR EXISTS (SELECT FROM revisions r WHERE r.post_id = $3 AND r.cover_id = m.id)
           )
       FOR KEY SHARE OF m
"""

_MEANINGS = {"posts_slug_per_publication": SlugTaken, "posts_path_per_publication": SlugTaken}


class EditRepository:
    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def newest(self, post_id: PostId) -> PostEdit:
        return (await newest_edits_by_post(self._connection, [post_id]))[post_id]

    async def keep_in_post(self, edit: PostEdit, *, path: str, at: datetime) -> None:
        with refusing(_MEANINGS):
            await self._connection.execute(
                _KEEP_IN_POST,
                edit.post_id,
                edit.version,
                edit.saved_by_id,
                at,
                edit.content_id,
                edit.brief,
                edit.word_count,
                edit.reading_minutes,
                edit.title,
                edit.subtitle,
                edit.slug,
                path,
                edit.slug_is_made,
                edit.language,
                edit.canonical_url,
                edit.seo_title,
                edit.seo_description,
                edit.published_at,
                *cover_columns(edit.cover),
            )

    async def keep_beside(self, edit: PostEdit) -> None:
        await self._connection.execute(
            _KEEP_BESIDE,
            edit.post_id,
            edit.version,
            edit.saved_by_id,
            edit.saved_at,
            edit.content_id,
            edit.title,
            edit.subtitle,
            edit.slug,
            edit.language,
            edit.tag_ids,
            edit.canonical_url,
            edit.seo_title,
            edit.seo_description,
            edit.published_at,
            *cover_columns(edit.cover),
        )

    async def forget(self, post_id: PostId) -> None:
        await self._connection.execute(_FORGET, post_id)

    async def set_version(self, post_id: PostId, version: int) -> None:
        await self._connection.execute(_SET_VERSION, post_id, version)

    async def put(self, post: Post, *, deleted_from: PostStatus | None = None) -> None:
        await self._connection.execute(_PUT, post.id, post.status, post.updated_at, deleted_from)

    async def picture(
        self, media_id: MediaId, user_id: UserId, post_id: PostId
    ) -> MediaAsset | None:
        row = await self._connection.fetchrow(_PICTURE, media_id, user_id, post_id)
        return None if row is None else to_media_asset(row)

    async def deleted_from(self, post_id: PostId) -> PostStatus | None:
        status = await self._connection.fetchval(_DELETED_FROM, post_id)
        return None if status is None else PostStatus(status)


def cover_columns(cover: CoverAsset | None) -> tuple[object, object, object]:
    """Return what is stored of a cover."""
    if cover is None:
        return None, None, None
    return cover.asset.id, cover.alt, cover.attribution
