"""Comments as those find them who keep order."""

from domain.comments.models import Comment
from domain.ids import PublicationId, UserId
from domain.model import Model
from domain.ordering import MOMENT, Order
from domain.paging import ChildListing

OLDEST_HELD = Order("oldest held comments", "created_at", MOMENT)
NEWEST_HELD = Order("newest held comments", "created_at", MOMENT, descending=True)


class ModeratedComment(Model, frozen=True):
    """A comment as those who keep order find it."""

    comment: Comment
    author_id: UserId | None
    is_shown: bool
    """Whether readers see it, while they see its post."""
    is_deleted: bool
    is_hidden: bool
    """Whether it was hidden itself. What it answers may be, too."""
    is_held: bool
    is_locked: bool
    """Whether it was locked itself."""
    is_pinned: bool


class HeldIn(Model, ChildListing[Comment], frozen=True):
    """The comments that wait for the editors of one publication, oldest first."""

    order = OLDEST_HELD
    publication_id: PublicationId

    @property
    def parent(self) -> PublicationId:
        return self.publication_id


class HeldOf(Model, ChildListing[Comment], frozen=True):
    """The comments of one person that wait for an editor, newest first."""

    order = NEWEST_HELD
    user_id: UserId

    @property
    def parent(self) -> UserId:
        return self.user_id
