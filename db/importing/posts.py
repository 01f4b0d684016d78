"""Imported posts, with their revisions, authors, tags and counts."""

import json
from collections.abc import Sequence
from datetime import datetime

from db.executor import Executor
from db.posts import COLUMNS, to_post
from domain.ids import PostId, PublicationId, RevisionId, TagId, UserId
from domain.importing.models import ImportedReactionCount
from domain.importing.ports import CoverCaption, Taken
from domain.posts.models import Post, PostDetails

_LOCK = f"""
    SELECT {COLUMNS}, c.markdown
      FROM posts p
      JOIN contents c ON c.id = p.content_id
     WHERE p.id = $1
       FOR UPDATE OF p
"""

_TAKEN = """
    SELECT EXISTS (SELECT FROM posts WHERE publication_id = $1 AND id <> $2 AND slug = $3) AS slug,
           EXISTS (SELECT FROM posts WHERE publication_id = $1 AND id <> $2 AND path = $4) AS path
"""

_ADD = """
    INSERT INTO posts
           (id, publication_id, author_id, content_id, cover_id, slug, path, title, subtitle, brief,
            language, status, word_count, reading_minutes, published_at, updated_at, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
        ON CONFLICT DO NOTHING
 RETURNING id
"""

_CHANGE = """
    UPDATE posts
       SET author_id = $3, content_id = $4, cover_id = $5, slug = $6, path = $7, title = $8,
           subtitle = $9, brief = $10, language = $11, status = $12, word_count = $13,
           reading_minutes = $14, published_at = $15, updated_at = $16, edited_by = NULL,
           version = version + 1
     WHERE id = $1 AND publication_id = $2
"""

_DESCRIBE = """
    UPDATE posts
       SET canonical_url = $2, seo_title = $3, seo_description = $4, metadata = $5::text::jsonb,
           cover_alt = $6, cover_attribution = $7
     WHERE id = $1
"""

_REVISE = """
    INSERT INTO revisions
           (id, post_id, number, author_id, content_id, title, subtitle, created_at, slug,
            is_published, cover_id, tag_ids)
    SELECT $1, p.id, coalesce(last.number, 0) + 1, $3, $4, $5, $6, $7, $8, $9, p.cover_id, p.tag_ids
      FROM posts p, (SELECT max(number) FROM revisions WHERE post_id = $2) AS last (number)
     WHERE p.id = $2
"""

_FORGET_AUTHORS = "DELETE FROM post_authors WHERE post_id = $1 AND user_id <> ALL($2::uuid[])"

_SET_AUTHORS = """
    INSERT INTO post_authors (post_id, user_id, position, publication_id, is_public, listed_at)
    SELECT p.id, a.user_id, a.position, p.publication_id, p.is_public, p.listed_at
      FROM posts p, unnest($2::uuid[]) WITH ORDINALITY AS a (user_id, position)
     WHERE p.id = $1
        ON CONFLICT (post_id, user_id) DO UPDATE SET position = EXCLUDED.position
"""

_FORGET_TAGS = "DELETE FROM post_tags WHERE post_id = $1 AND tag_id <> ALL($2::uuid[])"

_SET_TAGS = """
    INSERT INTO post_tags (post_id, tag_id, position, publication_id, is_public, listed_at)
    SELECT p.id, t.tag_id, t.position, p.publication_id, p.is_public, p.listed_at
      FROM posts p, unnest($2::uuid[]) WITH ORDINALITY AS t (tag_id, position)
     WHERE p.id = $1
        ON CONFLICT (post_id, tag_id) DO UPDATE SET position = EXCLUDED.position
"""

_FORGET_REACTIONS = """
    UPDATE post_reaction_counts SET imported = 0
     WHERE post_id = $1 AND imported <> 0 AND kind <> ALL($2::text[])
"""

_SET_REACTIONS = """
    INSERT INTO post_reaction_counts AS counted (post_id, kind, imported)
    SELECT $1, kind, imported
      FROM unnest($2::text[], $3::integer[]) AS counts (kind, imported)
        ON CONFLICT (post_id, kind) DO UPDATE SET imported = EXCLUDED.imported
     WHERE counted.imported <> EXCLUDED.imported
"""


class PostRepository:
    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def lock(self, post_id: PostId) -> tuple[Post, str] | None:
        row = await self._connection.fetchrow(_LOCK, post_id)
        return None if row is None else (to_post(row), row["markdown"])

    async def taken(
        self, publication_id: PublicationId, post_id: PostId, slug: str, path: str
    ) -> Taken:
        row = await self._connection.fetchrow(_TAKEN, publication_id, post_id, slug, path)
        return Taken(slug=bool(row and row["slug"]), path=bool(row and row["path"]))

    async def add(self, post: Post, *, created_at: datetime) -> bool:
        added = await self._connection.fetchval(_ADD, *_columns(post), created_at)
        return added is not None

    async def change(self, post: Post) -> None:
        await self._connection.execute(_CHANGE, *_columns(post))

    async def describe(self, details: PostDetails, caption: CoverCaption) -> None:
        await self._connection.execute(
            _DESCRIBE,
            details.post_id,
            details.canonical_url,
            details.seo_title,
            details.seo_description,
            json.dumps(details.metadata),
            caption.alt,
            caption.attribution,
        )

    async def add_revision(
        self, revision_id: RevisionId, post: Post, *, created_at: datetime
    ) -> None:
        await self._connection.execute(
            _REVISE,
            revision_id,
            post.id,
            post.author_id,
            post.content_id,
            post.title,
            post.subtitle,
            created_at,
            post.slug,
            post.is_published,
        )

    async def set_authors(self, post_id: PostId, user_ids: Sequence[UserId]) -> None:
        await self._connection.execute(_FORGET_AUTHORS, post_id, list(user_ids))
        await self._connection.execute(_SET_AUTHORS, post_id, list(user_ids))

    async def set_tags(self, post_id: PostId, tag_ids: Sequence[TagId]) -> None:
        await self._connection.execute(_FORGET_TAGS, post_id, list(tag_ids))
        await self._connection.execute(_SET_TAGS, post_id, list(tag_ids))

    async def set_reactions(self, post_id: PostId, counts: Sequence[ImportedReactionCount]) -> None:
        kinds = [count.reaction for count in counts]
        await self._connection.execute(_FORGET_REACTIONS, post_id, kinds)
        await self._connection.execute(
            _SET_REACTIONS, post_id, kinds, [count.count for count in counts]
        )


def _columns(post: Post) -> tuple[object, ...]:
    return (
        post.id,
        post.publication_id,
        post.author_id,
        post.content_id,
        post.cover_id,
        post.slug,
        post.path,
        post.title,
        post.subtitle,
        post.brief,
        post.language,
        post.status.value,
        post.word_count,
        post.read_time_in_minutes,
        post.published_at,
        post.updated_at,
    )
