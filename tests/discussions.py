"""What holds in every discussion, whatever has been written and deleted in it."""

from collections import Counter
from collections.abc import Sequence

from asyncpg import Record

from db.executor import Executor
from domain.comments.threads import Answer, depth_first
from domain.ids import PostId

_STORED = """
    SELECT id, parent_id, created_at, depth, deleted_at IS NOT NULL AS is_deleted, is_bare,
           reply_count
      FROM comments
     WHERE post_id = $1
     ORDER BY position
"""


async def assert_sound(database: Executor, post_id: PostId) -> Sequence[Record]:
    """Make sure that a discussion is in order, and that what is counted is there. Return it."""
    stored = await database.fetch(_STORED, post_id)
    answers = [Answer(row["id"], row["parent_id"], row["created_at"]) for row in stored]
    places = depth_first(answers)
    assert [(row["id"], row["depth"]) for row in stored] == [
        (place.id, place.depth) for place in places
    ]
    assert_counted(stored)
    assert_bare(stored)
    count = await database.fetchval("SELECT comment_count FROM posts WHERE id = $1", post_id)
    assert count == sum(not row["is_deleted"] for row in stored)
    return stored


def assert_counted(stored: Sequence[Record]) -> None:
    replies = Counter(row["parent_id"] for row in stored if not row["is_deleted"])
    for row in stored:
        assert row["reply_count"] == replies[row["id"]]


def assert_bare(stored: Sequence[Record]) -> None:
    """Make sure that places of deleted comments are there for answers, and for nothing else."""
    kept: set[object] = set()
    for row in reversed(stored):
        is_kept = not row["is_deleted"] or row["id"] in kept
        assert row["is_bare"] is not is_kept
        if is_kept:
            kept.add(row["parent_id"])
