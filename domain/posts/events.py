"""What happens to posts."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from domain.events import Event
from domain.ids import POST, PUBLICATION, USER, GlobalId, UserId
from domain.posts.models import Post


@dataclass(frozen=True, slots=True, kw_only=True)
class PostEvent(Event):
    post_id: GlobalId
    author_id: GlobalId
    publication_id: GlobalId
    actor_id: GlobalId
    """Who did it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostCreated(PostEvent):
    name = "post.created"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostEdited(PostEvent):
    """Readers see an edit."""

    name = "post.edited"
    is_substantial: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PostUnpublished(PostEvent):
    name = "post.unpublished"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostArchived(PostEvent):
    name = "post.archived"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostDeleted(PostEvent):
    name = "post.deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRestored(PostEvent):
    name = "post.restored"


EventT = TypeVar("EventT", bound=PostEvent)


def about(event: type[EventT], post: Post, by: UserId, at: datetime, **facts: bool) -> EventT:
    """Make an event of this kind."""
    return event(
        occurred_at=at,
        post_id=POST.text_of(post.id),
        author_id=USER.text_of(post.author_id),
        publication_id=PUBLICATION.text_of(post.publication_id),
        actor_id=USER.text_of(by),
        **facts,
    )
