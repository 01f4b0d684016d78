"""What the viewer keeps for later."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from domain.actor import Member, require_member
from domain.bookmarks.models import (
    LONGEST_NAME,
    NEWEST_BOOKMARKS,
    OLDEST_LISTS,
    BookmarkedPost,
    BookmarkList,
    BookmarkListsOf,
    PostsBookmarked,
)
from domain.ids import BOOKMARK_LIST, POST, BookmarkListId, GlobalId, PostId
from domain.paging import Page
from domain.posts.models import Post
from domain.posts.refusals import PostNotFound
from domain.refusals import Refused
from resolvers.arguments import After, Before, First, Last, page_request, to_id
from resolvers.context import RequestContext
from resolvers.paging import pages

ListName = Annotated[
    str,
    f"What to call it: one line of {LONGEST_NAME} characters at most, unlike your other lists.",
]
ListChosen = Annotated[GlobalId | None, "Which list of yours. The default one if not given."]


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatedBookmarkList:
    """What making a list answers with."""

    bookmark_list: BookmarkList


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatedBookmarkList:
    """What renaming a list answers with."""

    bookmark_list: BookmarkList


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletedBookmarkList:
    """What deleting a list answers with."""

    deleted_bookmark_list_id: BookmarkListId


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedBookmark:
    """What bookmarking answers with."""

    bookmark_list: BookmarkList
    post: Post


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedBookmark:
    """What removing a bookmark answers with."""

    bookmark_list: BookmarkList | None
    removed_post_id: PostId
    post: Post | None


async def create_bookmark_list(context: RequestContext, *, name: ListName) -> CreatedBookmarkList:
    """Make a list for bookmarks. Nobody else sees it."""
    made = await context.services.bookmarks.create_list(context.actor, name=name)
    return CreatedBookmarkList(bookmark_list=made)


async def update_bookmark_list(
    context: RequestContext, *, list_id: Annotated[GlobalId, "The list."], name: ListName
) -> UpdatedBookmarkList:
    """Call a list something else."""
    wanted = to_id(BOOKMARK_LIST, list_id, argument="listId")
    changed = await context.services.bookmarks.update_list(context.actor, wanted, name=name)
    return UpdatedBookmarkList(bookmark_list=changed)


async def delete_bookmark_list(
    context: RequestContext, *, list_id: Annotated[GlobalId, "The list."]
) -> DeletedBookmarkList:
    """Delete a list and the bookmarks in it. This cannot be undone."""
    wanted = to_id(BOOKMARK_LIST, list_id, argument="listId")
    deleted = await context.services.bookmarks.delete_list(context.actor, wanted)
    return DeletedBookmarkList(deleted_bookmark_list_id=deleted)


async def add_bookmark(
    context: RequestContext,
    *,
    post_id: Annotated[GlobalId, "The post to keep."],
    list_id: ListChosen = None,
) -> AddedBookmark:
    """Keep a post for later. Doing it again changes nothing.

    The default list is made for the first bookmark that names no list.
    """
    wanted = to_id(POST, post_id, argument="postId")
    found = await context.services.bookmarks.add(context.actor, wanted, _chosen(list_id))
    post = await context.loaders.post.load(wanted)
    if post is None:
        raise Refused(PostNotFound())
    return AddedBookmark(bookmark_list=found, post=post)


async def remove_bookmark(
    context: RequestContext,
    *,
    post_id: Annotated[GlobalId, "The post, which may be one that you cannot see any more."],
    list_id: ListChosen = None,
) -> RemovedBookmark:
    """Take a post out of a list. Where it is not in it, nothing changes."""
    wanted = to_id(POST, post_id, argument="postId")
    found = await context.services.bookmarks.remove(context.actor, wanted, _chosen(list_id))
    post = await context.loaders.post.load(wanted)
    return RemovedBookmark(bookmark_list=found, removed_post_id=wanted, post=post)


async def lists_of_viewers(
    context: RequestContext,
    viewers: Sequence[Member],
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[BookmarkList]]:
    """The viewer's lists of bookmarks, in the order in which they were made."""
    require_member(context.actor)
    request = page_request(first, after, last, before, order=OLDEST_LISTS)
    return await pages(context, (BookmarkListsOf(viewer.user_id) for viewer in viewers), request)


async def posts(
    context: RequestContext,
    lists: Sequence[BookmarkList],
    *,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Sequence[Page[BookmarkedPost]]:
    """The posts in the list that are public now, those bookmarked last first."""
    request = page_request(first, after, last, before, order=NEWEST_BOOKMARKS)
    return await pages(context, (PostsBookmarked(each.id) for each in lists), request)


async def post_counts(context: RequestContext, lists: Sequence[BookmarkList]) -> Sequence[int]:
    """How many posts of the list are public now."""
    return await context.loaders.total.load_many(PostsBookmarked(each.id) for each in lists)


async def viewer_has_bookmarked(context: RequestContext, posts: Sequence[Post]) -> Sequence[bool]:
    """Whether the post is in any list of the viewer's."""
    found = await context.loaders.viewer_bookmark.load_many(post.id for post in posts)
    return [is_bookmarked is True for is_bookmarked in found]


def _chosen(list_id: GlobalId | None) -> BookmarkListId | None:
    return None if list_id is None else to_id(BOOKMARK_LIST, list_id, argument="listId")
