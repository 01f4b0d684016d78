"""Posts that people keep for later, in lists that nobody else sees."""

from datetime import datetime

from domain.ids import BookmarkListId, UserId
from domain.model import Model
from domain.ordering import MOMENT, Order
from domain.paging import ChildListing
from domain.posts.models import Post

LONGEST_NAME = 100
MOST_LISTS = 100
MOST_BOOKMARKS = 10_000
"""In one list."""

NAME_OF_DEFAULT = "Bookmarks"

OLDEST_LISTS = Order("oldest bookmark lists", "created_at", MOMENT)
NEWEST_BOOKMARKS = Order("newest bookmarks", "bookmarked_at", MOMENT, descending=True)


class BookmarkList(Model, frozen=True):
    id: BookmarkListId
    user_id: UserId
    name: str
    is_default: bool
    """Whether bookmarks go here that name no list."""
    created_at: datetime


class BookmarkedPost(Post, frozen=True):
    """A post in a list of bookmarks."""

    bookmarked_at: datetime


class BookmarkListsOf(Model, ChildListing[BookmarkList], frozen=True):
    """The lists of one person, in the order in which they were made."""

    order = OLDEST_LISTS
    user_id: UserId

    @property
    def parent(self) -> UserId:
        return self.user_id


class PostsBookmarked(Model, ChildListing[BookmarkedPost], frozen=True):
    """The posts of one list that everybody may see, those bookmarked last first."""

    order = NEWEST_BOOKMARKS
    list_id: BookmarkListId

    @property
    def parent(self) -> BookmarkListId:
        return self.list_id
