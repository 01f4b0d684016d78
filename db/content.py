"""Texts in PostgreSQL, and what was made of them."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache

import msgspec
from asyncpg import Record

from db.executor import Executor
from db.recording import depends, row_names
from domain.content.models import Content, Heading, Rendering, Written
from domain.ids import ContentId, UserId

# In the order of the fields of a text, with what an attribute that nobody asked for is.
_COLUMNS = {
    "id": "id",
    "markdown": "NULL::text",
    "html": "NULL::text",
    "text": "NULL::text",
    "table_of_contents": "table_of_contents",
    "brief": "brief",
    "word_count": "word_count",
    "reading_minutes": "reading_minutes",
    "renderer_version": "renderer_version",
}

_DEAR = frozenset(name for name, otherwise in _COLUMNS.items() if name != otherwise)
"""What is as large as the text itself."""

_WIDTH = len(_COLUMNS)
_HEADINGS = Content.__struct_fields__.index("table_of_contents")
_TABLE_OF_CONTENTS = msgspec.json.Decoder(tuple[Heading, ...])


_COUNT = "SELECT count(*) FROM contents WHERE renderer_version < $1"

# The nil id sorts before all others: rows after a row that may be missing, and one plan for both.
_WRITTEN = """
    SELECT id, markdown
      FROM contents
     WHERE renderer_version < $1
       AND id > coalesce($2, '00000000-0000-0000-0000-000000000000'::uuid)
     ORDER BY id
     LIMIT $3
"""

# Whom a text mentions is written with it, in one statement. Somebody may have left meanwhile.
_MENTIONED = """
    INSERT INTO mentions (content_id, user_id, position)
    SELECT named.content_id, u.id, named.position
      FROM unnest({contents}::uuid[], {people}::uuid[], {positions}::int[])
               AS named (content_id, user_id, position)
      JOIN users u ON u.id = named.user_id
     ORDER BY u.id
       FOR KEY SHARE OF u
        ON CONFLICT (content_id, user_id) DO UPDATE SET position = excluded.position
     WHERE mentions.position <> excluded.position
"""

_MENTIONED_NO_MORE = """
    DELETE FROM mentions m
     WHERE m.content_id = ANY({ids}::uuid[])
       AND NOT EXISTS (
               SELECT FROM unnest({contents}::uuid[], {people}::uuid[])
                        AS named (content_id, user_id)
                WHERE named.content_id = m.content_id AND named.user_id = m.user_id
           )
"""

_ADD = f"""
    WITH added AS (
        INSERT INTO contents
               (id, markdown, html, text, table_of_contents, brief, word_count, reading_minutes,
                renderer_version)
        SELECT id, markdown, html, text, table_of_contents::jsonb, brief, word_count,
               reading_minutes, renderer_version
          FROM unnest(
                   $1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
                   $7::integer[], $8::integer[], $9::integer[]
               ) AS content
               (id, markdown, html, text, table_of_contents, brief, word_count, reading_minutes,
                renderer_version)
    )
    {_MENTIONED.format(contents="$10", people="$11", positions="$12")}
"""

# Posts go first, while the old brief tells whether a post has one of its own.
_SAVE_IN_POSTS = """
    UPDATE posts
       SET brief = CASE WHEN posts.brief = contents.brief THEN made.brief ELSE posts.brief END,
           word_count = made.word_count,
           reading_minutes = made.reading_minutes
      FROM unnest($1::uuid[], $2::text[], $3::int[], $4::int[])
               AS made (id, brief, word_count, reading_minutes)
      JOIN contents USING (id)
     WHERE posts.content_id = made.id
"""

_SAVE = f"""
    WITH gone AS (
        {_MENTIONED_NO_MORE.format(ids="$1", contents="$9", people="$10")}
    ), named AS (
        {_MENTIONED.format(contents="$9", people="$10", positions="$11")}
    )
    UPDATE contents
       SET html = made.html,
           text = made.text,
           table_of_contents = made.table_of_contents::jsonb,
           brief = made.brief,
           word_count = made.word_count,
           reading_minutes = made.reading_minutes,
           renderer_version = made.renderer_version
      FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::int[],
                  $8::int[])
               AS made (id, html, text, table_of_contents, brief, word_count, reading_minutes,
                        renderer_version)
     WHERE contents.id = made.id
"""


_HOLDERS = """
    SELECT (SELECT count(*) FROM posts WHERE content_id = $1)
         + (SELECT count(*) FROM post_edits WHERE content_id = $1)
         + (SELECT count(*) FROM revisions WHERE content_id = $1)
"""

_MARKDOWN = "SELECT markdown FROM contents WHERE id = $1"

_REWRITE = f"""
    WITH gone AS (
        {_MENTIONED_NO_MORE.format(ids="ARRAY[$1]", contents="$10", people="$11")}
    ), named AS (
        {_MENTIONED.format(contents="$10", people="$11", positions="$12")}
    )
    UPDATE contents
       SET markdown = $2, html = $3, text = $4, table_of_contents = $5::text::jsonb, brief = $6,
           word_count = $7, reading_minutes = $8, renderer_version = $9
     WHERE id = $1
"""

_FORGET_UNUSED = """
    DELETE FROM contents c
     WHERE c.id = ANY($1::uuid[])
       AND NOT EXISTS (SELECT FROM posts WHERE content_id = c.id)
       AND NOT EXISTS (SELECT FROM post_edits WHERE content_id = c.id)
       AND NOT EXISTS (SELECT FROM revisions WHERE content_id = c.id)
       AND NOT EXISTS (SELECT FROM pages WHERE content_id = c.id)
       AND NOT EXISTS (SELECT FROM comments WHERE content_id = c.id)
       AND NOT EXISTS (SELECT FROM comment_versions WHERE content_id = c.id)
"""


class ContentReader:
    def __init__(self, database: Executor) -> None:
        self._database = database

    async def count(self, *, older_than: int) -> int:
        count: int = await self._database.fetchval(_COUNT, older_than)
        return count

    async def written(
        self, *, older_than: int, after: ContentId | None, size: int
    ) -> Sequence[Written]:
        rows = await self._database.fetch(_WRITTEN, older_than, after, size)
        return [Written(row["id"], row["markdown"]) for row in rows]


class ContentRepository:
    """Texts being changed, inside one unit of work."""

    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def add_all(self, contents: Sequence[Content]) -> None:
        await self._connection.execute(
            _ADD,
            [content.id for content in contents],
            [content.markdown for content in contents],
            [content.html for content in contents],
            [content.text for content in contents],
            [headings_as_stored(content.table_of_contents) for content in contents],
            [content.brief for content in contents],
            [content.word_count for content in contents],
            [content.reading_minutes for content in contents],
            [content.renderer_version for content in contents],
            *_mentions({content.id: content.mentioned_ids for content in contents}),
        )

    async def holders(self, content_id: ContentId) -> int:
        """Count the posts, pending edits and revisions that have this text."""
        count: int = await self._connection.fetchval(_HOLDERS, content_id)
        return count

    async def markdown(self, content_id: ContentId) -> str:
        """Return a text that is there as it was written."""
        markdown: str = await self._connection.fetchval(_MARKDOWN, content_id)
        return markdown

    async def rewrite(self, content: Content) -> None:
        await self._connection.execute(
            _REWRITE,
            content.id,
            content.markdown,
            content.html,
            content.text,
            headings_as_stored(content.table_of_contents),
            content.brief,
            content.word_count,
            content.reading_minutes,
            content.renderer_version,
            *_mentions({content.id: content.mentioned_ids}),
        )

    async def forget_unused(self, content_ids: Collection[ContentId]) -> None:
        await self._connection.execute(_FORGET_UNUSED, list(content_ids))

    async def save_renderings(self, renderings: Mapping[ContentId, Rendering]) -> None:
        ids, made = list(renderings), list(renderings.values())
        briefs = [rendering.brief for rendering in made]
        words = [rendering.word_count for rendering in made]
        minutes = [rendering.reading_minutes for rendering in made]
        await self._connection.execute(_SAVE_IN_POSTS, ids, briefs, words, minutes)
        await self._connection.execute(
            _SAVE,
            ids,
            [rendering.html for rendering in made],
            [rendering.text for rendering in made],
            [headings_as_stored(rendering.table_of_contents) for rendering in made],
            briefs,
            words,
            minutes,
            [rendering.renderer_version for rendering in made],
            *_mentions({id: each.mentioned_ids for id, each in renderings.items()}),
        )


def _mentions(
    mentioned: Mapping[ContentId, Sequence[UserId]],
) -> tuple[list[ContentId], list[UserId], list[int]]:
    """Return rows of mentions, column by column."""
    rows = [(id, *each) for id, people in mentioned.items() for each in enumerate(people)]
    return [row[0] for row in rows], [row[2] for row in rows], [row[1] for row in rows]


def headings_as_stored(headings: Sequence[Heading]) -> str:
    """Return a table of contents as JSON."""
    return msgspec.json.encode(headings).decode()


@depends(lambda _, ids, **__: row_names("contents", ids))
async def contents_by_id(
    database: Executor, ids: Sequence[ContentId], *, parts: frozenset[str] | None
) -> Mapping[ContentId, Content]:
    """Read texts by their ids. Only what the reader may see points to one.

    Of what is dear, only the attributes named in `parts` are read, or all for None. The others are
    missing, and to show one is an error.
    """
    rows = await database.fetch(by_ids_statement(dear_parts(parts)), ids)
    return {content.id: content for content in map(to_content, rows)}


def dear_parts(parts: frozenset[str] | None) -> frozenset[str]:
    """Return which of these attributes are dear to read."""
    return _DEAR if parts is None else _DEAR & parts


@cache  # as many as there are sets of what is dear
def by_ids_statement(wanted: frozenset[str]) -> str:
    """Return what reads texts by ids, and of what is dear only what is wanted."""
    columns = (
        name if name in wanted or name not in _DEAR else f"{otherwise} AS {name}"
        for name, otherwise in _COLUMNS.items()
    )
    return f"SELECT {', '.join(columns)} FROM contents WHERE id = ANY($1::uuid[])"


def to_content(row: Record) -> Content:
    values = list(row[:_WIDTH])
    values[_HEADINGS] = _TABLE_OF_CONTENTS.decode(values[_HEADINGS])
    return Content(*values)
