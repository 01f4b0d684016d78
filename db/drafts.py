"""Posts that begin, inside one unit of work."""

from db.conflicts import refusing
from db.edit_writing import cover_columns
from db.executor import Executor
from db.publications import COLUMNS as PUBLICATION_COLUMNS
from db.publications import to_publication
from domain.ids import PublicationId, UserId
from domain.posts.edits import PostEdit
from domain.posts.models import Post
from domain.posts.refusals import SlugTaken
from domain.posts.writing_ports import DraftCounts
from domain.publications.models import Publication

_PUBLICATION = f"SELECT {PUBLICATION_COLUMNS} FROM publications b WHERE b.id = $1"

_OWN_PUBLICATION = f"""
    SELECT {PUBLICATION_COLUMNS}
      FROM memberships m
      JOIN publications b ON b.id = m.publication_id
     WHERE m.user_id = $1 AND m.role = 'owner'
     ORDER BY b.created_at, b.id
     LIMIT 1
"""

# What a person begins at the same time is counted one after the other.
_LOCK_AUTHOR = "SELECT FROM users WHERE id = $1 FOR NO KEY UPDATE"

_COUNTS = """
    SELECT count(*) FILTER (WHERE p.status <> 'deleted') AS kept,
           count(*) FILTER (WHERE p.status = 'deleted') AS deleted
      FROM post_authors l
      JOIN posts p ON p.id = l.post_id
     WHERE l.user_id = $1 AND p.author_id = $1 AND p.published_at IS NULL
"""

_ADD = """
    INSERT INTO posts
           (id, publication_id, author_id, content_id, slug, path, title, subtitle, brief, language,
            status, word_count, reading_minutes, updated_at, created_at, canonical_url, seo_title,
            seo_description, slug_is_made, edited_by, cover_id, cover_alt, cover_attribution)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14, $15, $16, $17, $18,
            $3, $19, $20, $21)
"""

_ADD_AUTHOR = """
    INSERT INTO post_authors (post_id, user_id, position, publication_id, is_public, listed_at)
    SELECT id, author_id, 1, publication_id, is_public, listed_at FROM posts WHERE id = $1
"""

_MEANINGS = {"posts_slug_per_publication": SlugTaken, "posts_path_per_publication": SlugTaken}


class DraftRepository:
    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def publication(self, publication_id: PublicationId) -> Publication | None:
        row = await self._connection.fetchrow(_PUBLICATION, publication_id)
        return None if row is None else to_publication(row)

    async def own_publication(self, user_id: UserId) -> Publication | None:
        row = await self._connection.fetchrow(_OWN_PUBLICATION, user_id)
        return None if row is None else to_publication(row)

    async def counts(self, author_id: UserId) -> DraftCounts:
        await self._connection.execute(_LOCK_AUTHOR, author_id)
        row = await self._connection.fetchrow(_COUNTS, author_id)
        return DraftCounts(0, 0) if row is None else DraftCounts(row["kept"], row["deleted"])

    async def add(self, post: Post, edit: PostEdit) -> None:
        with refusing(_MEANINGS):
            await self._connection.execute(
                _ADD,
                post.id,
                post.publication_id,
                post.author_id,
                post.content_id,
                post.slug,
                post.path,
                post.title,
                post.subtitle,
                post.brief,
                post.language,
                post.status,
                post.word_count,
                post.read_time_in_minutes,
                post.updated_at,
                edit.canonical_url,
                edit.seo_title,
                edit.seo_description,
                edit.slug_is_made,
                *cover_columns(edit.cover),
            )
        await self._connection.execute(_ADD_AUTHOR, post.id)
