"""Whole discussions as the API shows them."""

import strawberry

from domain.comments import reading
from domain.ids import COMMENT
from domain.paging import Cursor
from execution.fields import batched
from resolvers import counts
from resolvers import paging as resolvers
from schema.connections import PageInfo
from schema.declarations import described, refers_to, shows
from schema.types.comments import Comment


@shows(reading.ThreadEdge)
class ThreadEdge:
    """A comment in a discussion."""

    cursor: Cursor = described("Where the comment stands, for paging.")
    node: Comment = described("The comment.")
    depth: int = described("How many comments stand between it and the post.")
    parent_id: strawberry.ID | None = refers_to(
        COMMENT, "parent_id", "The id of the comment it answers, if any."
    )
    replies_not_shown: int = batched(counts.replies_not_shown)
    replies_cursor: Cursor = described(
        "Pass it as `after` to read the replies to this comment only."
    )


@shows(reading.ThreadPage)
class ThreadConnection:
    """A stretch of a discussion: each comment, then its replies."""

    edges: list[ThreadEdge] = described("The comments of this page, in the order of reading.")
    nodes: list[Comment] = described("The comments of this page, for those who need no cursors.")
    page_info: PageInfo = described("Where this page lies in the discussion.")
    total_count: int = batched(resolvers.totals)
