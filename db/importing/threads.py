"""Imported discussions."""

from collections.abc import Collection, Mapping, Sequence

from db.comment_deleting import settle
from db.executor import Executor
from domain.comments.threads import Answer, Place
from domain.ids import CommentId, PostId
from domain.importing.ports import CommentText

# The post is locked first, so that two writers of one discussion take turns.
_LOCK_POST = "SELECT FROM posts WHERE id = $1 FOR UPDATE"

_COMMENTS = "SELECT id, parent_id, created_at FROM comments WHERE post_id = $1"

_DELETED = "SELECT id FROM comments WHERE post_id = $1 AND deleted_at IS NOT NULL"

_MOVE = """
    UPDATE comments
       SET depth = place.depth, position = place.position
      FROM unnest($2::uuid[], $3::integer[], $4::bigint[]) AS place (id, depth, position)
     WHERE comments.post_id = $1
       AND comments.id = place.id
       AND (comments.depth, comments.position) <> (place.depth, place.position)
"""

_ADD = """
    INSERT INTO comments
           (id, post_id, parent_id, author_id, content_id, depth, position, created_at, edited_at)
    SELECT *
      FROM unnest(
               $1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::integer[],
               $7::bigint[], $8::timestamptz[], $9::timestamptz[]
           )
"""

_CHANGE = """
    UPDATE comments
       SET content_id = new.content_id, author_id = new.author_id, created_at = new.created_at,
           edited_at = new.edited_at
      FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[], $5::timestamptz[])
           AS new (id, content_id, author_id, created_at, edited_at)
     WHERE comments.id = new.id
"""

# After they are there, because what a comment hides is found among the stored ones. What moderators
# have hidden here stays hidden.
_HIDE = """
    UPDATE comments SET hidden_at = created_at WHERE id = ANY($1::uuid[]) AND hidden_at IS NULL
"""

_FORGET_REACTIONS = """
    UPDATE comment_reaction_counts SET imported = 0
     WHERE comment_id = ANY($1::uuid[]) AND imported <> 0
"""

_SET_REACTIONS = """
    INSERT INTO comment_reaction_counts (comment_id, kind, imported)
    SELECT comment_id, kind, imported
      FROM unnest($1::uuid[], $2::text[], $3::integer[]) AS counts (comment_id, kind, imported)
        ON CONFLICT (comment_id, kind) DO UPDATE SET imported = EXCLUDED.imported
"""


class ThreadRepository:
    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def lock(self, post_id: PostId) -> Sequence[Answer]:
        await self._connection.execute(_LOCK_POST, post_id)
        return [Answer(*row) for row in await self._connection.fetch(_COMMENTS, post_id)]

    async def deleted(self, post_id: PostId) -> Collection[CommentId]:
        return {row["id"] for row in await self._connection.fetch(_DELETED, post_id)}

    async def settle(self, post_id: PostId) -> None:
        await settle(self._connection, [post_id])

    async def move(self, post_id: PostId, places: Sequence[Place]) -> None:
        await self._connection.execute(
            _MOVE,
            post_id,
            [place.id for place in places],
            [place.depth for place in places],
            [place.position for place in places],
        )

    async def add_all(
        self, comments: Sequence[CommentText], places: Mapping[CommentId, Place]
    ) -> None:
        rows = [text.comment for text in comments]
        await self._connection.execute(
            _ADD,
            [comment.id for comment in rows],
            [comment.post_id for comment in rows],
            [comment.parent_id for comment in rows],
            [comment.author_id for comment in rows],
            [comment.content_id for comment in rows],
            [places[comment.id].depth for comment in rows],
            [places[comment.id].position for comment in rows],
            [comment.created_at for comment in rows],
            [comment.edited_at for comment in rows],
        )
        await self._finish(comments)

    async def change_all(self, comments: Sequence[CommentText]) -> None:
        rows = [text.comment for text in comments]
        await self._connection.execute(
            _CHANGE,
            [comment.id for comment in rows],
            [comment.content_id for comment in rows],
            [comment.author_id for comment in rows],
            [comment.created_at for comment in rows],
            [comment.edited_at for comment in rows],
        )
        await self._connection.execute(_FORGET_REACTIONS, [comment.id for comment in rows])
        await self._finish(comments)

    async def _finish(self, comments: Sequence[CommentText]) -> None:
        hidden = [text.comment.id for text in comments if text.is_hidden]
        await self._connection.execute(_HIDE, hidden)
        counts = [(text.comment.id, count) for text in comments for count in text.reactions]
        await self._connection.execute(
            _SET_REACTIONS,
            [comment_id for comment_id, _ in counts],
            [count.reaction for _, count in counts],
            [count.count for _, count in counts],
        )
