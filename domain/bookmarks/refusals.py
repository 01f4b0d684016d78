"""What can be refused about bookmarks."""

from dataclasses import dataclass

from domain.bookmarks.models import MOST_BOOKMARKS, MOST_LISTS
from domain.refusals import Conflict, NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class BookmarkListNotFound(NotFound):
    code = "BOOKMARK_LIST_NOT_FOUND"
    message: str = "You have no such list of bookmarks."


@dataclass(frozen=True, slots=True, kw_only=True)
class BookmarkListNameTaken(Conflict):
    code = "BOOKMARK_LIST_NAME_TAKEN"
    message: str = "Another one of your lists is called so."


@dataclass(frozen=True, slots=True, kw_only=True)
class TooManyBookmarkLists(Conflict):
    code = "TOO_MANY_BOOKMARK_LISTS"
    message: str = f"You have {MOST_LISTS} lists of bookmarks, which is as many as one can."


@dataclass(frozen=True, slots=True, kw_only=True)
class TooManyBookmarks(Conflict):
    code = "TOO_MANY_BOOKMARKS"
    message: str = f"The list has {MOST_BOOKMARKS:,} posts, which is as many as one can."
