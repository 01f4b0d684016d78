"""The whole discussion of a post, read depth first: every comment, then its replies."""

from base64 import b64decode, urlsafe_b64encode
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from domain.comments.models import Comment
from domain.ids import CommentId, PostId
from domain.ordering import Position
from domain.paging import ChildListing, Cursor, Edge, Page

_MARK = b"thread:1"
_NONE = UUID(int=0)
_ID_BYTES = 16


class ThreadPlace(NamedTuple):
    """A place in the discussion of a post: after one comment, of all or of the replies to one.

    It names comments and no numbers, so that it stays right however many are written around it.
    """

    post_id: PostId
    root_id: CommentId | None
    after_id: CommentId

    @property
    def cursor(self) -> Cursor:
        ids = (self.post_id, self.root_id or _NONE, self.after_id)
        return Cursor(urlsafe_b64encode(_MARK + b"".join(id.bytes for id in ids)).decode())

    @classmethod
    def parse(cls, text: str) -> "ThreadPlace":
        """Read a place from its text. Raises ValueError for anything else."""
        packed = b64decode(text, altchars=b"-_", validate=True)
        if not packed.startswith(_MARK) or len(packed) != len(_MARK) + 3 * _ID_BYTES:
            raise ValueError("Not a cursor of a thread.")
        starts = range(len(_MARK), len(packed), _ID_BYTES)
        post_id, root_id, after_id = (UUID(bytes=packed[at : at + _ID_BYTES]) for at in starts)
        root = None if root_id == _NONE else CommentId(root_id)
        return cls(PostId(post_id), root, CommentId(after_id))

    @property
    def position(self) -> Position | None:
        """Where to read on from: nothing has been read yet of whoever asks for a comment's replies.

        The key is of no use: storage knows where the comment stands by now.
        """
        return None if self.after_id == self.root_id else Position(0, self.after_id)


@dataclass(frozen=True, slots=True)
class ThreadOf(ChildListing[Comment]):
    """The visible comments of one post, or of one comment's replies, depth first, oldest first."""

    post_id: PostId
    root_id: CommentId | None
    max_depth: int | None
    """How many levels are shown, or None for all."""

    @property
    def parent(self) -> PostId:
        return self.post_id

    def cursor_of(self, item: Comment) -> Cursor:
        return ThreadPlace(self.post_id, self.root_id, item.id).cursor

    def replies_cursor_of(self, item: Comment) -> Cursor:
        """Say where the replies to this comment begin, and nothing else follows them."""
        return ThreadPlace(self.post_id, item.id, item.id).cursor


class ThreadEdge(Edge[Comment], frozen=True):
    """A comment in a discussion, and what is not shown of its replies."""

    node: Comment
    listing: ThreadOf
    replies_not_shown: int
    """How many direct replies are not on the same page."""

    @property
    def depth(self) -> int:
        return self.node.depth

    @property
    def parent_id(self) -> CommentId | None:
        return self.node.parent_id

    @property
    def replies_cursor(self) -> Cursor:
        return self.listing.replies_cursor_of(self.node)


class ThreadPage(Page[Comment], frozen=True):
    """A stretch of a discussion."""

    nodes: Sequence[Comment]

    @property
    def edges(self) -> Sequence[ThreadEdge]:
        # Replies of which nothing but the place is left are not counted.
        shown = Counter(each.parent_id for each in self.nodes if not each.is_deleted)
        listing: ThreadOf = self.asked.listing  # type: ignore[assignment]  # it was asked for so
        return [
            ThreadEdge(
                node=comment,
                listing=listing,
                replies_not_shown=comment.reply_count - shown[comment.id],
            )
            for comment in self.nodes
        ]
