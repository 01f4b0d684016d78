"""The demo in PostgreSQL: what only it has, and how all of it goes away.

Whatever belongs to it stands in `imported_items`, under a source of its own. Nothing else is ever
removed, and neither is what others have come to depend on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from db.executor import Executor

DEMO = "demo"
"""The source that everything of the demo is imported from."""

_OF_THE_DEMO = "SELECT subject_id FROM imported_items WHERE source = 'demo'"

# Whoever has removed it does not want to see it come back by itself.
_IS_WELCOME = f"""
    SELECT NOT EXISTS (SELECT FROM publications WHERE id NOT IN ({_OF_THE_DEMO}))
       AND NOT EXISTS (SELECT FROM users WHERE id NOT IN ({_OF_THE_DEMO}))
       AND NOT EXISTS (SELECT FROM imported_items WHERE source = 'demo' AND kind = 'removal')
"""

_REMEMBER_REMOVAL = """
    INSERT INTO imported_items (source, kind, external_id, subject_id, digest, imported_at)
    VALUES ('demo', 'removal', 'demo', '00000000-0000-0000-0000-000000000000', '', now())
"""

_FORGET_REMOVAL = "DELETE FROM imported_items WHERE source = 'demo' AND kind = 'removal'"

_OWNS_PUBLICATION = f"""
    SELECT NOT EXISTS (
        SELECT FROM publications WHERE handle = $1 AND id NOT IN ({_OF_THE_DEMO})
    )
"""

# A tag that was there before is not the demo's, even if nobody uses it.
_ADD_TAGS = """
    WITH added AS (
        INSERT INTO tags (id, slug, name, created_at)
        SELECT id, slug, name, $4
          FROM unnest($1::uuid[], $2::text[], $3::text[]) AS tag (id, slug, name)
         WHERE NOT EXISTS (SELECT FROM former_tag_slugs former WHERE former.slug = tag.slug)
         ORDER BY slug
            ON CONFLICT (slug) DO NOTHING
        RETURNING id, slug
    )
    INSERT INTO imported_items (source, kind, external_id, subject_id, digest, imported_at)
    SELECT 'demo', 'tag', slug, id, '', $4
      FROM added
        ON CONFLICT (source, kind, external_id) DO UPDATE SET subject_id = EXCLUDED.subject_id
"""

_REACTING = """
    SELECT subject.subject_id, person.subject_id, given.kind, given.at
      FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[])
               AS given (subject, person, kind, at)
      JOIN imported_items subject
        ON (subject.source, subject.kind, subject.external_id) = ('demo', $5, given.subject)
      JOIN imported_items person
        ON (person.source, person.kind, person.external_id) = ('demo', 'person', given.person)
"""

_REACT_TO_POSTS = f"""
    INSERT INTO post_reactions (post_id, user_id, kind, created_at)
    {_REACTING}
        ON CONFLICT DO NOTHING
"""

_REACT_TO_COMMENTS = f"""
    INSERT INTO comment_reactions (comment_id, user_id, kind, created_at)
    {_REACTING}
        ON CONFLICT DO NOTHING
"""

_ITEMS = """
    SELECT kind, subject_id
      FROM imported_items
     WHERE source = 'demo' AND kind <> 'removal'
     ORDER BY subject_id
"""

_CONTENTS = """
    SELECT content_id FROM posts WHERE id = ANY($1::uuid[])
     UNION
    SELECT content_id FROM revisions WHERE post_id = ANY($1::uuid[])
     UNION
    SELECT content_id FROM comments WHERE post_id = ANY($1::uuid[])
     UNION
    SELECT content_id FROM pages WHERE id = ANY($2::uuid[])
"""

_REMOVE_POSTS = "DELETE FROM posts WHERE id = ANY($1::uuid[])"

_REMOVE_PAGES = "DELETE FROM pages WHERE id = ANY($1::uuid[])"

_REMOVE_CONTENTS = "DELETE FROM contents WHERE id = ANY($1::uuid[])"

# Made of their content, the keys name the demo's own pictures. Somebody may have come to like one.
_REMOVE_PICTURES = """
    DELETE FROM media_assets
     WHERE key = ANY($1::text[])
       AND NOT EXISTS (SELECT FROM posts WHERE cover_id = media_assets.id)
       AND NOT EXISTS (SELECT FROM post_edits WHERE cover_id = media_assets.id)
       AND NOT EXISTS (SELECT FROM revisions WHERE cover_id = media_assets.id)
 RETURNING key
"""

_REMOVE_SERIES = """
    DELETE FROM series
     WHERE publication_id = ANY($1::uuid[])
       AND NOT EXISTS (SELECT FROM series_posts WHERE series_id = series.id)
"""

_REMOVE_PUBLICATIONS = """
    DELETE FROM publications
     WHERE id = ANY($1::uuid[])
       AND NOT EXISTS (SELECT FROM posts WHERE publication_id = publications.id)
       AND NOT EXISTS (SELECT FROM pages WHERE publication_id = publications.id)
       AND NOT EXISTS (SELECT FROM series WHERE publication_id = publications.id)
       AND NOT EXISTS (SELECT FROM redirects WHERE publication_id = publications.id)
"""

_REMOVE_TAGS = """
    DELETE FROM tags
     WHERE id = ANY($1::uuid[])
       AND NOT EXISTS (SELECT FROM post_tags WHERE tag_id = tags.id)
"""

_REMOVE_PEOPLE = """
    DELETE FROM users
     WHERE id = ANY($1::uuid[])
       AND claimed_at IS NULL
       AND NOT EXISTS (SELECT FROM memberships WHERE user_id = users.id)
       AND NOT EXISTS (SELECT FROM post_authors WHERE user_id = users.id)
       AND NOT EXISTS (SELECT FROM posts WHERE author_id = users.id)
       AND NOT EXISTS (SELECT FROM revisions WHERE author_id = users.id)
       AND NOT EXISTS (SELECT FROM comments WHERE author_id = users.id)
       AND NOT EXISTS (SELECT FROM post_reactions WHERE user_id = users.id)
       AND NOT EXISTS (SELECT FROM comment_reactions WHERE user_id = users.id)
"""

_FORGET = "DELETE FROM imported_items WHERE source = 'demo'"


async def is_welcome(database: Executor) -> bool:
    """Whether nothing but the demo is there, and nobody has removed it."""
    welcome: bool = await database.fetchval(_IS_WELCOME)
    return welcome


async def owns_publication(database: Executor, handle: str) -> bool:
    """Whether the handle is free, or the demo's already."""
    owns: bool = await database.fetchval(_OWNS_PUBLICATION, handle)
    return owns


async def add_tags(
    connection: Executor, tags: Sequence[tuple[UUID, str, str]], *, at: datetime
) -> None:
    """Add the tags (id, slug, name) that are not there."""
    await connection.execute(_FORGET_REMOVAL)
    ids, slugs, names = (list(column) for column in zip(*tags, strict=True))
    await connection.execute(_ADD_TAGS, ids, slugs, names, at)


async def react(
    connection: Executor,
    reactions: Sequence[tuple[str, str, str, datetime]],
    *,
    to_comments: bool = False,
) -> None:
    """Add reactions (to what, who, kind, when), everything by its name in the demo."""
    statement = _REACT_TO_COMMENTS if to_comments else _REACT_TO_POSTS
    subject = "comment" if to_comments else "post"
    columns = (list(column) for column in zip(*reactions, strict=True))
    await connection.execute(statement, *columns, subject)


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    counts: Mapping[str, int]
    """How many of each kind belonged to the demo."""
    picture_keys: Sequence[str]
    """The files that nobody needs any more."""


async def remove(connection: Executor, *, picture_keys: Sequence[str]) -> Removed:
    """Remove the demo. Its pictures are known by their keys."""
    items: dict[str, list[UUID]] = {}
    for row in await connection.fetch(_ITEMS):
        items.setdefault(row["kind"], []).append(row["subject_id"])
    posts, pages = items.get("post", []), items.get("page", [])
    publications = items.get("publication", [])
    contents = [row["content_id"] for row in await connection.fetch(_CONTENTS, posts, pages)]
    for statement, ids in (
        (_REMOVE_POSTS, posts),
        (_REMOVE_PAGES, pages),
        (_REMOVE_CONTENTS, contents),
        (_REMOVE_SERIES, publications),
        (_REMOVE_PUBLICATIONS, publications),
        (_REMOVE_TAGS, items.get("tag", [])),
        (_REMOVE_PEOPLE, items.get("person", [])),
    ):
        await connection.execute(statement, ids)
    await connection.execute(_FORGET)
    await connection.execute(_REMEMBER_REMOVAL)
    pictures = await connection.fetch(_REMOVE_PICTURES, picture_keys) if items else ()
    return Removed(
        counts={kind: len(ids) for kind, ids in items.items()},
        picture_keys=[row["key"] for row in pictures],
    )
