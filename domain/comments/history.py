"""What comments said before they were changed."""

from dataclasses import dataclass
from datetime import datetime

from domain.ids import CommentId, ContentId
from domain.model import Model
from domain.ordering import NUMBER, Order, Position
from domain.paging import ChildListing

NEWEST_VERSIONS = Order("newest versions", "number", NUMBER, descending=True)


class CommentVersion(Model, frozen=True):
    """A text that a comment had, until its author changed it."""

    number: int
    """Counted from the first text on."""
    content_id: ContentId
    written_at: datetime


@dataclass(frozen=True, slots=True)
class VersionsOf(ChildListing[CommentVersion]):
    """The earlier texts of one comment, the last one first."""

    order = NEWEST_VERSIONS
    comment_id: CommentId

    @property
    def parent(self) -> CommentId:
        return self.comment_id

    def position_of(self, item: CommentVersion) -> Position:
        return Position(item.number, item.content_id)
