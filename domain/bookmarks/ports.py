"""What the rules about bookmarks need from storage."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from domain.actor import Member
from domain.bookmarks.models import BookmarkList
from domain.events import Event
from domain.ids import BookmarkListId, PostId, UserId


class BookmarkReader(Protocol):
    async def lists_by_ids(self, ids: Collection[BookmarkListId]) -> Sequence[BookmarkList]:
        """Return lists of anybody."""

    async def bookmarked(self, user_id: UserId, ids: Collection[PostId]) -> Collection[PostId]:
        """Return which of these posts are in any list of somebody."""


class BookmarkRepository(Protocol):
    """Bookmarks being changed. Whoever changes their own takes a turn first."""

    async def take_turn(self, user_id: UserId) -> None:
        """Wait for other changes of this person's bookmarks, and keep them waiting."""

    async def add_list(self, bookmark_list: BookmarkList) -> None:
        """Store a new list. Refuses with BookmarkListNameTaken."""

    async def save_list(self, bookmark_list: BookmarkList) -> None:
        """Store a list. Refuses with BookmarkListNameTaken."""

    async def remove_list(self, list_id: BookmarkListId) -> None:
        """Remove a list and what is in it."""

    async def count_lists(self, user_id: UserId) -> int:
        """Count the lists of somebody but for the default one."""

    async def list_of(self, user_id: UserId, list_id: BookmarkListId | None) -> BookmarkList | None:
        """Find a list of this person, or the default one."""

    async def can_reach(self, post_id: PostId, member: Member) -> bool:
        """Whether a post is public, and its author no stranger by choice of either."""

    async def add(self, bookmark_list: BookmarkList, post_id: PostId, *, at: datetime) -> bool:
        """Say whether it is new. Refuses with PostNotFound what is gone."""

    async def count(self, list_id: BookmarkListId) -> int: ...

    async def remove(self, list_id: BookmarkListId, post_id: PostId) -> bool:
        """Say whether it was there."""


class BookmarkWork(Protocol):
    """What a change to bookmarks may touch inside one unit of work."""

    @property
    def bookmarks(self) -> BookmarkRepository: ...

    def record(self, event: Event) -> None:
        """Announce a fact. It is stored in the same transaction as the change."""
