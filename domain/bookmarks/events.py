"""What has happened to somebody's bookmarks, which is their affair alone."""

from dataclasses import dataclass

from domain.events import Event
from domain.ids import GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class _OwnAffair(Event):
    """Nobody but `told_to` is ever told."""

    told_to: GlobalId
    list_id: GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class BookmarkListCreated(_OwnAffair):
    name = "bookmark_list.created"


@dataclass(frozen=True, slots=True, kw_only=True)
class BookmarkListUpdated(_OwnAffair):
    name = "bookmark_list.updated"


@dataclass(frozen=True, slots=True, kw_only=True)
class BookmarkListDeleted(_OwnAffair):
    name = "bookmark_list.deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class BookmarkAdded(_OwnAffair):
    name = "bookmark.added"
    post_id: GlobalId


@dataclass(frozen=True, slots=True, kw_only=True)
class BookmarkRemoved(_OwnAffair):
    name = "bookmark.removed"
    post_id: GlobalId
