"""What happens to comments."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from domain.comments.models import Comment
from domain.events import Event
from domain.ids import COMMENT, POST, PUBLICATION, USER, GlobalId, UserId
from domain.posts.models import Post


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentEvent(Event):
    comment_id: GlobalId
    parent_id: GlobalId | None
    """The comment that it answers, if it does not answer the post."""
    post_id: GlobalId
    publication_id: GlobalId
    actor_id: GlobalId
    """Who did it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentAdded(CommentEvent):
    name = "comment.added"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentUpdated(CommentEvent):
    name = "comment.updated"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentDeleted(CommentEvent):
    name = "comment.deleted"


EventT = TypeVar("EventT", bound=CommentEvent)


def about(event: type[EventT], comment: Comment, post: Post, by: UserId, at: datetime) -> EventT:
    """Make an event of this kind."""
    return event(
        occurred_at=at,
        comment_id=COMMENT.text_of(comment.id),
        parent_id=None if comment.parent_id is None else COMMENT.text_of(comment.parent_id),
        post_id=POST.text_of(post.id),
        publication_id=PUBLICATION.text_of(post.publication_id),
        actor_id=USER.text_of(by),
    )
