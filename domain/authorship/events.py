"""Facts about who posts are by."""

from dataclasses import dataclass

from domain.events import Event
from domain.ids import GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class CoAuthorInvited(Event):
    name = "co_author.invited"
    post_id: GlobalId
    user_id: GlobalId
    inviter_id: GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class CoAuthorAccepted(Event):
    name = "co_author.accepted"
    post_id: GlobalId
    user_id: GlobalId
    inviter_id: GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class CoAuthorDeclined(Event):
    name = "co_author.declined"
    post_id: GlobalId
    user_id: GlobalId
    inviter_id: GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class CoAuthorRemoved(Event):
    name = "co_author.removed"
    post_id: GlobalId
    user_id: GlobalId
    removed_by_id: GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class PostAuthorChanged(Event):
    name = "post.author_changed"
    post_id: GlobalId
    publication_id: GlobalId
    author_id: GlobalId
    former_author_id: GlobalId
    changed_by_id: GlobalId
