"""Comments being written, inside one unit of work.

Whoever adds or deletes comments holds themselves first, then the post, and then comments. The
counters of both are in these rows, so that writers of one discussion take turns, and nobody waits
for each other in a circle. Whoever changes something of one comment alone holds that comment.
"""

from collections.abc import Sequence
from datetime import datetime

from db.comment_deleting import bare_above, erase_comments
from db.comments import COLUMNS, to_comment
from db.executor import Executor
from db.posts import COLUMNS as POST_COLUMNS
from db.posts import post_that_is_there, to_post
from domain.comments.models import Comment
from domain.comments.threads import GAP, SPACE, Answer, Room
from domain.ids import CommentId, PostId, UserId
from domain.posts.models import Post

_HOLD_POST = """
    WITH writing AS MATERIALIZED (SELECT FROM users WHERE id = $2 FOR KEY SHARE)
    SELECT {columns}
      FROM writing, posts p
     WHERE p.id = {post_id}
       FOR NO KEY UPDATE OF p
"""

_HOLD_DISCUSSION = _HOLD_POST.format(columns=POST_COLUMNS, post_id="$1")

_HOLD_DISCUSSION_OF = _HOLD_POST.format(
    columns=POST_COLUMNS, post_id="(SELECT post_id FROM comments WHERE id = $1)"
)

_HOLD = f"SELECT {COLUMNS} FROM comments c WHERE c.id = $1 FOR NO KEY UPDATE"

_BY_IDS = f"SELECT {COLUMNS} FROM comments c WHERE c.id = ANY($1::uuid[])"

# An answer comes after the sibling before it, and all that answers that one. Without such a sibling
# it comes right after what it answers. The sibling is mostly the last, and little stands behind it.
_ROOM = """
    SELECT start.depth, (
               SELECT max(c.position)
                 FROM comments c
                WHERE c.post_id = $1
                  AND c.position < coalesce(next.position, 9223372036854775807)
           ) AS before, next.position AS after
      FROM ({start}) AS start (depth, position, deepest)
      LEFT JOIN LATERAL (
               SELECT c.position
                 FROM comments c
                WHERE c.post_id = $1
                  AND c.position > coalesce(start.position, -9223372036854775808)
                  AND c.depth <= start.deepest
                ORDER BY c.position
                LIMIT 1
           ) AS next ON true
"""

_SIBLING = """
    SELECT c.position
      FROM comments c
     WHERE {siblings} AND (c.created_at, c.id) < ($2, $3)
     ORDER BY c.created_at DESC, c.id DESC
     LIMIT 1
"""

_DEEPEST = 2**31 - 1

_ROOM_BELOW_POST = _ROOM.format(
    start=f"""
    SELECT 0, sibling.position, CASE WHEN sibling.position IS NULL THEN {_DEEPEST} ELSE 0 END
      FROM (SELECT) AS one
      LEFT JOIN ({_SIBLING.format(siblings="c.post_id = $1 AND c.parent_id IS NULL")}) AS sibling
        ON true
    """
)

_ROOM_BELOW_COMMENT = _ROOM.format(
    start=f"""
    SELECT parent.depth + 1, coalesce(sibling.position, parent.position),
           CASE WHEN sibling.position IS NULL THEN {_DEEPEST} ELSE parent.depth + 1 END
      FROM comments parent
      LEFT JOIN ({_SIBLING.format(siblings="c.parent_id = $4")}) AS sibling ON true
     WHERE parent.id = $4
    """
)

# From a position on, the fewest that can be moved so that all of them have room. One row more is
# counted: the new one. Where there are none that few, everything behind moves.
_MAKE_ROOM = """
    WITH behind AS (
        SELECT id, position, row_number() OVER (ORDER BY position) AS number
          FROM comments
         WHERE post_id = $1 AND position > $2
    ), fixed AS (
        SELECT number, (position - $2) / (number + 1) AS step
          FROM behind
         WHERE (position - $2) / (number + 1) >= $3
         ORDER BY number
         LIMIT 1
    )
    UPDATE comments
       SET position = $2 + coalesce(fixed.step, $4) * (behind.number + 1)
      FROM behind
      LEFT JOIN fixed ON true
     WHERE comments.id = behind.id
       AND behind.number < coalesce(fixed.number, 9223372036854775807)
"""

_ADD = """
    INSERT INTO comments
           (id, post_id, parent_id, author_id, content_id, depth, position, created_at,
            quoted_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
"""

_IS_THERE = """
    SELECT c.deleted_at IS NULL FROM comments_seen_by($3) c WHERE c.id = $1 AND c.post_id = $2
"""

_KEEP_VERSION = """
    INSERT INTO comment_versions (comment_id, number, content_id, written_at)
    SELECT $1, count(*) + 1, $2, $3
      FROM comment_versions
     WHERE comment_id = $1
    HAVING count(*) < $4
 RETURNING number
"""

_CHANGE = "UPDATE comments SET content_id = $2, edited_at = $3 WHERE id = $1"


class CommentRepository:
    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def hold_discussion(self, post_id: PostId, by: UserId) -> Post | None:
        row = await self._connection.fetchrow(_HOLD_DISCUSSION, post_id, by)
        return None if row is None else to_post(row)

    async def hold_discussion_of(self, comment_id: CommentId, by: UserId) -> Post | None:
        row = await self._connection.fetchrow(_HOLD_DISCUSSION_OF, comment_id, by)
        return None if row is None else to_post(row)

    async def hold(self, comment_id: CommentId) -> Comment | None:
        row = await self._connection.fetchrow(_HOLD, comment_id)
        return None if row is None else to_comment(row)

    async def room_for(self, post_id: PostId, answer: Answer) -> Room:
        age = answer.created_at, answer.id
        if answer.parent_id is None:
            row = await self._connection.fetchrow(_ROOM_BELOW_POST, post_id, *age)
        else:
            row = await self._connection.fetchrow(
                _ROOM_BELOW_COMMENT, post_id, *age, answer.parent_id
            )
        if row is None:
            raise LookupError("What is answered is not there.")
        return Room(row["depth"], row["before"], row["after"])

    async def make_room(self, post_id: PostId, *, after: int) -> None:
        await self._connection.execute(_MAKE_ROOM, post_id, after, SPACE, GAP)

    async def add(
        self, comment: Comment, *, position: int, quoted_id: CommentId | None = None
    ) -> None:
        await self._connection.execute(
            _ADD,
            comment.id,
            comment.post_id,
            comment.parent_id,
            comment.author_id,
            comment.content_id,
            comment.depth,
            position,
            comment.created_at,
            quoted_id,
        )

    async def is_there(
        self, comment_id: CommentId, post_id: PostId, viewer_id: UserId
    ) -> bool | None:
        found: bool | None = await self._connection.fetchval(
            _IS_THERE, comment_id, post_id, viewer_id
        )
        return found

    async def change(self, comment: Comment, *, before: Comment, most_versions: int) -> bool:
        written_at = before.edited_at or before.created_at
        kept = await self._connection.fetchval(
            _KEEP_VERSION, comment.id, before.content_id, written_at, most_versions
        )
        if kept is None:
            return False
        await self._connection.execute(_CHANGE, comment.id, comment.content_id, comment.edited_at)
        return True

    async def erase(self, comment_id: CommentId, *, at: datetime) -> Sequence[CommentId]:
        await erase_comments(self._connection, [comment_id], at=at)
        return await bare_above(self._connection, comment_id)

    async def by_ids(self, ids: Sequence[CommentId]) -> Sequence[Comment]:
        return [to_comment(row) for row in await self._connection.fetch(_BY_IDS, ids)]

    async def post(self, post_id: PostId) -> Post:
        return await post_that_is_there(self._connection, post_id)
