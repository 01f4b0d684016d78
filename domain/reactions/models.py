"""What people give instead of words."""

from datetime import datetime
from enum import Enum
from uuid import UUID

from domain.ids import CommentId, PostId, UserId
from domain.model import Model
from domain.ordering import MOMENT, Order
from domain.paging import ChildListing

LONGEST_KIND = 30
MOST_KINDS = 20
DEFAULT_KINDS = ("like", "love", "insightful", "funny", "unicorn")


class ReactionCount(Model, frozen=True):
    """How many reactions of one kind something has."""

    kind: str
    count: int


class Reaction(Model, frozen=True):
    """That somebody reacted, with one kind."""

    id: UUID
    """Tells the reactions to one thing apart. Nothing is found by it."""
    user_id: UserId
    kind: str
    created_at: datetime


class SubjectKind(Enum):
    """What people react to."""

    POST = "post"
    COMMENT = "comment"


class Subject(Model, frozen=True):
    """One thing that somebody reacts to."""

    kind: SubjectKind
    id: UUID


NEWEST_REACTIONS = Order("newest reactions", "created_at", MOMENT, descending=True)


class ReactionsToPost(Model, ChildListing[Reaction], frozen=True):
    """Who reacted to a post, newest first."""

    order = NEWEST_REACTIONS
    post_id: PostId

    @property
    def parent(self) -> PostId:
        return self.post_id


class ReactionsToComment(Model, ChildListing[Reaction], frozen=True):
    """Who reacted to a comment, newest first."""

    order = NEWEST_REACTIONS
    comment_id: CommentId

    @property
    def parent(self) -> CommentId:
        return self.comment_id


class ReactionsToPostOfKind(ReactionsToPost, frozen=True):
    """Who reacted to a post with one kind."""

    kind: str

    @property
    def arguments(self) -> tuple[object, ...]:
        return (self.kind,)


class ReactionsToCommentOfKind(ReactionsToComment, frozen=True):
    """Who reacted to a comment with one kind."""

    kind: str

    @property
    def arguments(self) -> tuple[object, ...]:
        return (self.kind,)
