"""Reactions in PostgreSQL."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from asyncpg import Record

from db.changes import rows_of
from db.executor import Executor
from db.recording import depends
from domain.ids import CommentId, PostId
from domain.reactions.models import ReactionCount

_BY_POST = """
    SELECT post_id AS subject_id, kind, given + imported AS count
      FROM post_reaction_counts
     WHERE post_id = ANY($1::uuid[]) AND given + imported > 0
     ORDER BY post_id, count DESC, kind
"""

_BY_COMMENT = """
    SELECT comment_id AS subject_id, kind, given + imported AS count
      FROM comment_reaction_counts
     WHERE comment_id = ANY($1::uuid[]) AND given + imported > 0
     ORDER BY comment_id, count DESC, kind
"""


@depends(lambda _, ids: [rows_of("post_reaction_counts", "post_id", id) for id in ids])
async def reaction_counts_by_post(
    database: Executor, ids: Sequence[PostId]
) -> Mapping[PostId, Sequence[ReactionCount]]:
    return _counts(await database.fetch(_BY_POST, ids))


@depends(lambda _, ids: [rows_of("comment_reaction_counts", "comment_id", id) for id in ids])
async def reaction_counts_by_comment(
    database: Executor, ids: Sequence[CommentId]
) -> Mapping[CommentId, Sequence[ReactionCount]]:
    return _counts(await database.fetch(_BY_COMMENT, ids))


def _counts(rows: Iterable[Record]) -> Mapping[Any, Sequence[ReactionCount]]:
    counts: defaultdict[UUID, list[ReactionCount]] = defaultdict(list)
    for row in rows:
        counts[row["subject_id"]].append(ReactionCount(row["kind"], row["count"]))
    return counts
