"""Ready-made comments and reactions."""

from db.executor import Executor
from domain.actor import Member
from domain.ids import COMMENT, CommentId, PostId
from tests.factories.moments import NOON, next_moment
from tests.factories.texts import make_content


async def make_comment(
    database: Executor,
    post_id: PostId,
    author: Member,
    *,
    text: str = "Well said.",
    parent_id: CommentId | None = None,
) -> CommentId:
    """Make a comment, the last of the replies to what it answers."""
    at = next_moment()
    comment_id = COMMENT.new_id(at=at)
    await database.execute(
        _COMMENT,
        comment_id,
        post_id,
        parent_id,
        author.user_id,
        await make_content(database, text=text),
        at,
    )
    return comment_id


async def make_comment_version(
    database: Executor, comment_id: CommentId, *, text: str = "Well sayd."
) -> None:
    """Make a text that the comment had before."""
    await database.execute(
        """
        INSERT INTO comment_versions (comment_id, number, content_id, written_at)
        SELECT $1, count(*) + 1, $2, $3 FROM comment_versions WHERE comment_id = $1
        """,
        comment_id,
        await make_content(database, text=text),
        next_moment(),
    )


async def hide_comment(database: Executor, comment_id: CommentId) -> None:
    await database.execute("UPDATE comments SET hidden_at = $2 WHERE id = $1", comment_id, NOON)


async def hold_comment(database: Executor, comment_id: CommentId) -> None:
    """Let a comment that nobody has answered wait for an editor."""
    await database.execute(
        """
        INSERT INTO held_comments (comment_id, publication_id, author_id, held_at)
        SELECT c.id, p.publication_id, c.author_id, c.created_at
          FROM comments c
          JOIN posts p ON p.id = c.post_id
         WHERE c.id = $1
        """,
        comment_id,
    )
    await hide_comment(database, comment_id)


async def react_to_post(
    database: Executor, post_id: PostId, *members: Member, kind: str = "like"
) -> None:
    for member in members:
        await database.execute(
            """
            INSERT INTO post_reactions (post_id, user_id, kind, created_at) VALUES ($1, $2, $3, $4)
            """,
            post_id,
            member.user_id,
            kind,
            next_moment(),
        )


async def react_to_comment(
    database: Executor, comment_id: CommentId, *members: Member, kind: str = "like"
) -> None:
    for member in members:
        await database.execute(
            """
            INSERT INTO comment_reactions (comment_id, user_id, kind, created_at)
            VALUES ($1, $2, $3, $4)
            """,
            comment_id,
            member.user_id,
            kind,
            next_moment(),
        )


async def import_post_reactions(
    database: Executor, post_id: PostId, number: int, *, kind: str = "like"
) -> None:
    """Count reactions that were given elsewhere."""
    await database.execute(
        """
        INSERT INTO post_reaction_counts AS counted (post_id, kind, imported) VALUES ($1, $2, $3)
            ON CONFLICT (post_id, kind) DO UPDATE SET imported = excluded.imported
        """,
        post_id,
        kind,
        number,
    )


async def import_comment_reactions(
    database: Executor, comment_id: CommentId, number: int, *, kind: str = "like"
) -> None:
    await database.execute(
        "INSERT INTO comment_reaction_counts (comment_id, kind, imported) VALUES ($1, $2, $3)",
        comment_id,
        kind,
        number,
    )


# A place is made for the comment by moving whatever comes after its parent's replies.
_COMMENT = """
    WITH parent AS (
        SELECT position, depth FROM comments WHERE id = $3
    ), place AS (
        SELECT coalesce(
            (
                SELECT min(c.position) FROM comments c, parent
                 WHERE c.post_id = $2 AND c.position > parent.position AND c.depth <= parent.depth
            ),
            (SELECT max(position) + 1 FROM comments WHERE post_id = $2),
            0
        ) AS position
    ), moved AS (
        UPDATE comments SET position = comments.position + 1 FROM place
         WHERE post_id = $2 AND comments.position >= place.position
    )
    INSERT INTO comments
           (id, post_id, parent_id, author_id, content_id, depth, position, created_at)
    SELECT $1, $2, $3, $4, $5, coalesce((SELECT depth + 1 FROM parent), 0), place.position, $6
      FROM place
"""
