"""Ready-made posts, and what they are filed under."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from db.executor import Executor
from domain.actor import Member
from domain.ids import (
    MEDIA,
    POST,
    SERIES,
    TAG,
    ContentId,
    MediaId,
    PostId,
    PublicationId,
    SeriesId,
    TagId,
)
from domain.posts.models import PostStatus
from tests.factories.moments import NOON, next_moment, next_number
from tests.factories.people import make_publication
from tests.factories.texts import make_content


async def make_post(  # noqa: PLR0913 - every argument is a choice some test makes
    database: Executor,
    author: Member,
    *,
    publication_id: PublicationId | None = None,
    status: PostStatus = PostStatus.PUBLISHED,
    title: str = "On boring code",
    slug: str | None = None,
    path: str | None = None,
    published_at: datetime | None = None,
    co_authors: Sequence[Member] = (),
    tags: Sequence[str] = (),
    language: str = "en",
    content_id: ContentId | None = None,
) -> PostId:
    at, slug = published_at or next_moment(), slug or f"post-{next_number()}"
    post_id = POST.new_id(at=at)
    await database.execute(
        """
        INSERT INTO posts
               (id, publication_id, author_id, content_id, slug, path, title, brief, language,
                status, word_count, reading_minutes, published_at, updated_at, created_at,
                deleted_at, deleted_from)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 'In brief.', $11, $8, 2, 1, $9, $10, $10,
                $12, CASE WHEN $12::timestamptz IS NOT NULL THEN 'withdrawn' END)
        """,
        post_id,
        publication_id or await make_publication(database, owner=author),
        author.user_id,
        content_id or await make_content(database),
        slug,
        path or slug,
        title,
        status,
        None if status is PostStatus.DRAFT else at,
        at,
        language,
        at if status is PostStatus.DELETED else None,
    )
    await _list_by_authors(database, post_id, (author, *co_authors))
    await _list_by_tags(database, post_id, tags)
    return post_id


async def make_tag(database: Executor, slug: str) -> TagId:
    """Return the tag with this slug, made where there is none."""
    tag_id: TagId = await database.fetchval(
        """
        INSERT INTO tags (id, slug, name, created_at) VALUES ($1, $2, $2, $3)
            ON CONFLICT (slug) DO UPDATE SET slug = excluded.slug
        RETURNING id
        """,
        TAG.new_id(at=NOON),
        slug,
        next_moment(),
    )
    return tag_id


async def make_series(
    database: Executor, publication_id: PublicationId, *, slug: str, posts: Sequence[PostId] = ()
) -> SeriesId:
    series_id = SERIES.new_id(at=NOON)
    await database.execute(
        """
        INSERT INTO series (id, publication_id, slug, title, created_at) VALUES ($1, $2, $3, $3, $4)
        """,
        series_id,
        publication_id,
        slug,
        next_moment(),
    )
    for position, post_id in enumerate(posts):
        await database.execute(
            "INSERT INTO series_posts (series_id, post_id, position) VALUES ($1, $2, $3)",
            series_id,
            post_id,
            position,
        )
    return series_id


async def make_cover(
    database: Executor, post_id: PostId, *, key: str | None = None, source_url: str | None = None
) -> None:
    """Give a post a picture, in our storage or elsewhere."""
    media_id = MEDIA.new_id(at=NOON)
    await database.execute(
        """
        INSERT INTO media_assets
               (id, key, source_url, content_type, byte_size, width, height, created_at)
        VALUES ($1, $2, $3, 'image/png', 42, 640, 480, $4)
        """,
        media_id,
        key,
        source_url,
        NOON,
    )
    await database.execute(
        """
        UPDATE posts SET cover_id = $2, cover_alt = 'A ship', cover_attribution = 'Grace'
         WHERE id = $1
        """,
        post_id,
        media_id,
    )


async def make_upload(database: Executor, member: Member) -> MediaId:
    """Make a picture that somebody has brought."""
    media_id, at = MEDIA.new_id(at=NOON), next_moment()
    await database.execute(
        """
        INSERT INTO media_assets (id, key, content_type, byte_size, width, height, created_at)
        VALUES ($1, $3, 'image/png', 42, 640, 480, $2)
        """,
        media_id,
        at,
        f"{media_id}.png",
    )
    await database.execute(
        "INSERT INTO uploaded_media (media_id, user_id, created_at) VALUES ($1, $2, $3)",
        media_id,
        member.user_id,
        at,
    )
    return media_id


async def _list_by_authors(database: Executor, post_id: PostId, authors: Sequence[Member]) -> None:
    user_ids = dict.fromkeys(author.user_id for author in authors)
    for position, user_id in enumerate(user_ids):
        await _list(database, "post_authors (post_id, user_id", post_id, user_id, position)


async def _list_by_tags(database: Executor, post_id: PostId, tags: Sequence[str]) -> None:
    for position, tag in enumerate(tags):
        tag_id = await make_tag(database, tag)
        await _list(database, "post_tags (post_id, tag_id", post_id, tag_id, position)


async def _list(
    database: Executor, columns: str, post_id: PostId, other_id: UUID, position: int
) -> None:
    await database.execute(
        f"""
        INSERT INTO {columns}, position, publication_id, is_public, listed_at)
        SELECT id, $2, $3, publication_id, is_public, listed_at FROM posts WHERE id = $1
        """,  # noqa: S608 - one of the two above
        post_id,
        other_id,
        position,
    )
