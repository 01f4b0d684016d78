"""What happens to discussions."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from domain.events import Event
from domain.ids import COMMENT, POST, PUBLICATION, USER, CommentId, GlobalId, UserId
from domain.posts.models import Post


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscussionEvent(Event):
    post_id: GlobalId
    publication_id: GlobalId
    comment_id: GlobalId | None
    """The comment that it is about. None for the whole discussion of the post."""
    actor_id: GlobalId
    """Who did it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscussionSet(DiscussionEvent):
    """The post says something else now about who may comment on it."""

    name = "discussion.set"


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadLocked(DiscussionEvent):
    name = "thread.locked"


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadUnlocked(DiscussionEvent):
    name = "thread.unlocked"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentPinned(DiscussionEvent):
    name = "comment.pinned"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentUnpinned(DiscussionEvent):
    name = "comment.unpinned"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentHidden(DiscussionEvent):
    name = "comment.hidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentUnhidden(DiscussionEvent):
    name = "comment.unhidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentHeld(DiscussionEvent):
    """A comment waits for an editor."""

    name = "comment.held"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentApproved(DiscussionEvent):
    """A comment that waited is there for everyone."""

    name = "comment.approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentRejected(DiscussionEvent):
    name = "comment.rejected"


EventT = TypeVar("EventT", bound=DiscussionEvent)


def about(
    event: type[EventT], post: Post, comment_id: CommentId | None, by: UserId, at: datetime
) -> EventT:
    """Make an event of this kind."""
    return event(
        occurred_at=at,
        post_id=POST.text_of(post.id),
        publication_id=PUBLICATION.text_of(post.publication_id),
        comment_id=None if comment_id is None else COMMENT.text_of(comment_id),
        actor_id=USER.text_of(by),
    )
