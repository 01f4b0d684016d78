"""What stands above all other comments of a post."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from db.changes import rows_of
from db.comments import COLUMNS, to_comment
from db.executor import Executor
from db.recording import depends, row_names
from db.seeing import seen
from domain.comments.models import Comment
from domain.ids import PostId, UserId

_PINNED = f"""
    SELECT {COLUMNS}
      FROM pinned_comments pin
      JOIN visible_comments c ON c.id = pin.comment_id
     WHERE pin.post_id = ANY($1::uuid[]) AND c.deleted_at IS NULL
     ORDER BY pin.pinned_at DESC, pin.comment_id DESC
"""


def _depends(
    _: Mapping[PostId, Sequence[Comment]], ids: Sequence[PostId], **__: object
) -> Iterator[str]:
    yield from row_names("posts", ids)
    for id in ids:
        yield rows_of("pinned_comments", "post_id", id)
        # One that is pinned may be hidden, and shown again.
        yield rows_of("comments", "post_id", id)


@depends(_depends)
async def pinned_by_post(
    database: Executor, ids: Sequence[PostId], *, seen_by: UserId | None = None
) -> Mapping[PostId, Sequence[Comment]]:
    """Read the pinned comments that somebody may see, the one pinned last before the others."""
    found: defaultdict[PostId, list[Comment]] = defaultdict(list)
    for row in await database.fetch(*seen(seen_by, _PINNED, ids)):
        comment = to_comment(row)
        found[comment.post_id].append(comment)
    return found
