"""What becomes in the tables of comments that are deleted.

The place of a comment stays, because others answer it, and because cursors name it. It is bare once
nothing answers it but what is bare itself, and not shown then.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from db.content import ContentRepository
from db.executor import Executor
from domain.ids import CommentId, PostId

_TEXTS = """
    WITH earlier AS (
        DELETE FROM comment_versions WHERE comment_id = ANY($1::uuid[]) RETURNING content_id
    )
    SELECT content_id FROM earlier
     UNION ALL
    SELECT content_id FROM comments WHERE id = ANY($1::uuid[])
"""

_EMPTY = """
    UPDATE comments
       SET deleted_at = $2, author_id = NULL, content_id = NULL, edited_at = NULL,
           quoted_id = NULL
     WHERE id = ANY($1::uuid[])
"""

# What is about a comment goes with what it said. Its row stays, so no foreign key does this. The
# counts go first, so that they are not counted down one by one.
_GO_WITH_IT = (
    "DELETE FROM comment_reaction_counts WHERE comment_id = ANY($1::uuid[])",
    "DELETE FROM comment_reactions WHERE comment_id = ANY($1::uuid[])",
    "DELETE FROM announced_mentions WHERE comment_id = ANY($1::uuid[])",
    "DELETE FROM held_comments WHERE comment_id = ANY($1::uuid[])",
    "DELETE FROM pinned_comments WHERE comment_id = ANY($1::uuid[])",
)

# From one comment upwards, as far as nothing else is left. What is hidden may be shown again.
_BARE_ABOVE = """
    WITH RECURSIVE bare (id, parent_id, height) AS (
        SELECT c.id, c.parent_id, 0
          FROM comments c
         WHERE c.id = $1
           AND NOT EXISTS (SELECT FROM comments r WHERE r.parent_id = c.id AND NOT r.is_bare)
         UNION ALL
        SELECT c.id, c.parent_id, bare.height + 1
          FROM bare
          JOIN comments c ON c.id = bare.parent_id
         WHERE c.deleted_at IS NOT NULL
           AND NOT EXISTS (
                   SELECT FROM comments r
                    WHERE r.parent_id = c.id AND r.id <> bare.id AND NOT r.is_bare
               )
    ), made_bare AS (
        UPDATE comments SET is_bare = true FROM bare WHERE comments.id = bare.id
    )
    SELECT id FROM bare ORDER BY height
"""

# The same for whole discussions: what is deleted is kept by each answer that is there, however far
# below it.
_SETTLE = """
    WITH RECURSIVE kept (id, parent_id) AS (
        SELECT c.id, c.parent_id
          FROM comments answer
          JOIN comments c ON c.id = answer.parent_id
         WHERE answer.post_id = ANY($1::uuid[])
           AND answer.deleted_at IS NULL
           AND c.deleted_at IS NOT NULL
         UNION
        SELECT c.id, c.parent_id
          FROM kept
          JOIN comments c ON c.id = kept.parent_id
         WHERE c.deleted_at IS NOT NULL
    )
    UPDATE comments
       SET is_bare = NOT is_bare
     WHERE post_id = ANY($1::uuid[])
       AND deleted_at IS NOT NULL
       AND is_bare = (id IN (SELECT id FROM kept))
"""


async def erase_comments(connection: Executor, ids: Sequence[CommentId], *, at: datetime) -> None:
    """Leave nothing of comments but their places. Their posts are held by whoever calls this."""
    rows = await connection.fetch(_TEXTS, ids)
    for statement in _GO_WITH_IT:
        await connection.execute(statement, ids)
    await connection.execute(_EMPTY, ids, at)
    await ContentRepository(connection).forget_unused([row["content_id"] for row in rows])


async def bare_above(connection: Executor, comment_id: CommentId) -> Sequence[CommentId]:
    """Take away what a deleted comment has kept in its place, itself first, and return it."""
    return [row["id"] for row in await connection.fetch(_BARE_ABOVE, comment_id)]


async def settle(connection: Executor, post_ids: Collection[PostId]) -> None:
    """Find out anew in whole discussions which places of deleted comments are shown."""
    await connection.execute(_SETTLE, list(post_ids))
