"""Keeping posts for later."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.actor import Actor, Member, Scope, require_member
from domain.bookmarks import policy
from domain.bookmarks.events import (
    BookmarkAdded,
    BookmarkListCreated,
    BookmarkListDeleted,
    BookmarkListUpdated,
    BookmarkRemoved,
)
from domain.bookmarks.models import (
    LONGEST_NAME,
    MOST_BOOKMARKS,
    MOST_LISTS,
    NAME_OF_DEFAULT,
    BookmarkList,
)
from domain.bookmarks.ports import BookmarkReader, BookmarkWork
from domain.bookmarks.refusals import (
    BookmarkListNotFound,
    TooManyBookmarkLists,
    TooManyBookmarks,
)
from domain.checking import Checks
from domain.clock import Clock
from domain.ids import BOOKMARK_LIST, POST, USER, BookmarkListId, GlobalId, PostId
from domain.model import replace
from domain.posts.refusals import PostNotFound
from domain.refusals import Refused
from domain.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class BookmarkService:
    unit_of_work: UnitOfWork[BookmarkWork]
    reader: BookmarkReader
    clock: Clock

    async def visible(
        self, actor: Actor, ids: Collection[BookmarkListId]
    ) -> Mapping[BookmarkListId, BookmarkList]:
        """Return those of the lists that the actor may see."""
        if not isinstance(actor, Member) or not ids:
            return {}
        found = await self.reader.lists_by_ids(ids)
        return {each.id: each for each in found if policy.can_view(actor, each)}

    async def bookmarked(self, actor: Actor, ids: Collection[PostId]) -> Mapping[PostId, bool]:
        """Say of each post that the actor has bookmarked that it is so."""
        if not isinstance(actor, Member) or not ids:
            return {}
        return dict.fromkeys(await self.reader.bookmarked(actor.user_id, ids), True)

    async def create_list(self, actor: Actor, *, name: str) -> BookmarkList:
        """Make a list.

        Refuses with Unauthenticated, ScopeMissing, InvalidInput, BookmarkListNameTaken or
        TooManyBookmarkLists.
        """
        member = _writer(actor)
        name = _checked(name)
        now = self.clock()
        made = BookmarkList(
            BOOKMARK_LIST.new_id(at=now), member.user_id, name, is_default=False, created_at=now
        )
        async with self.unit_of_work() as work:
            await work.bookmarks.take_turn(member.user_id)
            await work.bookmarks.add_list(made)
            if await work.bookmarks.count_lists(member.user_id) > MOST_LISTS:
                raise Refused(TooManyBookmarkLists())
            work.record(BookmarkListCreated(occurred_at=now, **_about(made)))
        return made

    async def update_list(
        self, actor: Actor, list_id: BookmarkListId, *, name: str
    ) -> BookmarkList:
        """Call a list something else, the default one too.

        Refuses with Unauthenticated, ScopeMissing, InvalidInput, BookmarkListNotFound or
        BookmarkListNameTaken.
        """
        member = _writer(actor)
        name = _checked(name)
        async with self.unit_of_work() as work:
            found = await _list_of(work, member, list_id)
            changed = replace(found, name=name)
            if changed != found:
                await work.bookmarks.save_list(changed)
                work.record(BookmarkListUpdated(occurred_at=self.clock(), **_about(found)))
        return changed

    async def delete_list(self, actor: Actor, list_id: BookmarkListId) -> BookmarkListId:
        """Delete a list with all of its bookmarks. The default one comes back when it is needed.

        Refuses with Unauthenticated, ScopeMissing or BookmarkListNotFound.
        """
        member = _writer(actor)
        async with self.unit_of_work() as work:
            found = await _list_of(work, member, list_id)
            await work.bookmarks.remove_list(list_id)
            work.record(BookmarkListDeleted(occurred_at=self.clock(), **_about(found)))
        return list_id

    async def add(
        self, actor: Actor, post_id: PostId, list_id: BookmarkListId | None
    ) -> BookmarkList:
        """Put a post into a list, or into the default one. Doing it again changes nothing.

        Refuses with Unauthenticated, ScopeMissing, PostNotFound, BookmarkListNotFound or
        TooManyBookmarks.
        """
        member = _writer(actor)
        now = self.clock()
        async with self.unit_of_work() as work:
            await work.bookmarks.take_turn(member.user_id)
            if not await work.bookmarks.can_reach(post_id, member):
                raise Refused(PostNotFound())
            found = await work.bookmarks.list_of(member.user_id, list_id)
            if found is None:
                found = await _default(work, member, list_id, at=now)
            if await work.bookmarks.add(found, post_id, at=now):
                if await work.bookmarks.count(found.id) > MOST_BOOKMARKS:
                    raise Refused(TooManyBookmarks())
                work.record(
                    BookmarkAdded(occurred_at=now, post_id=POST.text_of(post_id), **_about(found))
                )
        return found

    async def remove(
        self, actor: Actor, post_id: PostId, list_id: BookmarkListId | None
    ) -> BookmarkList | None:
        """Take a post out of a list, or of the default one, if there is one.

        It may be a post that the member does not see any more. Where it is not in the list, nothing
        changes. Refuses with Unauthenticated, ScopeMissing or BookmarkListNotFound.
        """
        member = _writer(actor)
        async with self.unit_of_work() as work:
            await work.bookmarks.take_turn(member.user_id)
            found = await work.bookmarks.list_of(member.user_id, list_id)
            if found is None:
                if list_id is not None:
                    raise Refused(BookmarkListNotFound())
                return None
            if await work.bookmarks.remove(found.id, post_id):
                post = POST.text_of(post_id)
                work.record(
                    BookmarkRemoved(occurred_at=self.clock(), post_id=post, **_about(found))
                )
        return found


def _writer(actor: Actor) -> Member:
    return require_member(actor, Scope.WRITE_COMMENTS)


def _checked(name: str) -> str:
    checks = Checks()
    name = checks.line("name", name, most=LONGEST_NAME)
    checks.end()
    return name


async def _list_of(work: BookmarkWork, member: Member, list_id: BookmarkListId) -> BookmarkList:
    await work.bookmarks.take_turn(member.user_id)
    found = await work.bookmarks.list_of(member.user_id, list_id)
    if found is None:
        raise Refused(BookmarkListNotFound())
    return found


async def _default(
    work: BookmarkWork, member: Member, list_id: BookmarkListId | None, *, at: datetime
) -> BookmarkList:
    """Make the default list. Refuses with BookmarkListNotFound whoever asked for another one."""
    if list_id is not None:
        raise Refused(BookmarkListNotFound())
    id = BOOKMARK_LIST.new_id(at=at)
    made = BookmarkList(id, member.user_id, NAME_OF_DEFAULT, is_default=True, created_at=at)
    await work.bookmarks.add_list(made)
    return made


def _about(bookmark_list: BookmarkList) -> dict[str, GlobalId]:
    return {
        "told_to": USER.text_of(bookmark_list.user_id),
        "list_id": BOOKMARK_LIST.text_of(bookmark_list.id),
    }
