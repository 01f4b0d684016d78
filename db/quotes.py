"""Whose words comments repeat."""

from collections.abc import Iterator, Sequence

from asyncpg import Record

from db.comments import COLUMNS, to_comment
from db.executor import Executor
from db.recording import depends, row_names
from db.seeing import seen
from domain.comments.models import Comment
from domain.ids import CommentId, UserId

# What is gone for the viewer is there without anything of it, so that its coming back is heard of.
_QUOTED = f"""
    SELECT {COLUMNS}, q.id AS quoting_id, q.quoted_id
      FROM comments q
      LEFT JOIN visible_comments c ON c.id = q.quoted_id AND c.deleted_at IS NULL
     WHERE q.id = ANY($1::uuid[]) AND q.quoted_id IS NOT NULL
"""


class Quotes(dict[CommentId, Comment]):
    """Comments, by the ids of those that quote them."""

    def __init__(self, rows: Sequence[Record]) -> None:
        super().__init__(
            (row["quoting_id"], to_comment(row)) for row in rows if row["id"] is not None
        )
        self.quoted_ids: Sequence[CommentId] = [row["quoted_id"] for row in rows]
        """Also those that nobody is shown."""


def _quoted_depends(found: Quotes, ids: Sequence[CommentId], **_: object) -> Iterator[str]:
    """Both are on one post, which has been noted with the one that quotes."""
    yield from row_names("comments", ids)
    yield from row_names("comments", found.quoted_ids)


@depends(_quoted_depends)
async def quoted_by_comment(
    database: Executor, ids: Sequence[CommentId], *, seen_by: UserId | None = None
) -> Quotes:
    """Return what comments quote, as far as it is there for the viewer."""
    return Quotes(await database.fetch(*seen(seen_by, _QUOTED, ids)))
