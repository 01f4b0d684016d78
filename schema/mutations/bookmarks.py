"""Keeping posts for later."""

from typing import Annotated

import strawberry

from domain.ids import BOOKMARK_LIST, POST
from resolvers import bookmarks as resolvers
from schema.declarations import described, refers_to, root_type, shows
from schema.errors import AnyError
from schema.fields import mutation
from schema.types.bookmarks import BookmarkList
from schema.types.posts import Post


@shows(resolvers.CreatedBookmarkList)
class CreateBookmarkListSuccess:
    """The list is there."""

    bookmark_list: BookmarkList = described("The new list.")


CreateBookmarkListResult = Annotated[
    CreateBookmarkListSuccess | AnyError,
    strawberry.union("CreateBookmarkListResult", description="What came of making a list."),
]


@shows(resolvers.UpdatedBookmarkList)
class UpdateBookmarkListSuccess:
    """The list is called something else."""

    bookmark_list: BookmarkList = described("The list as it is now.")


UpdateBookmarkListResult = Annotated[
    UpdateBookmarkListSuccess | AnyError,
    strawberry.union("UpdateBookmarkListResult", description="What came of renaming a list."),
]


@shows(resolvers.DeletedBookmarkList)
class DeleteBookmarkListSuccess:
    """The list is gone, and what was in it."""

    deleted_bookmark_list_id: strawberry.ID = refers_to(
        BOOKMARK_LIST, "deleted_bookmark_list_id", "The id that it had."
    )


DeleteBookmarkListResult = Annotated[
    DeleteBookmarkListSuccess | AnyError,
    strawberry.union("DeleteBookmarkListResult", description="What came of deleting a list."),
]


@shows(resolvers.AddedBookmark)
class AddBookmarkSuccess:
    """The post is in the list."""

    bookmark_list: BookmarkList = described("The list that it is in.")
    post: Post = described("The post.")


AddBookmarkResult = Annotated[
    AddBookmarkSuccess | AnyError,
    strawberry.union("AddBookmarkResult", description="What came of bookmarking."),
]


@shows(resolvers.RemovedBookmark)
class RemoveBookmarkSuccess:
    """The post is not in the list."""

    bookmark_list: BookmarkList | None = described(
        "The list. Null if it was to be the default one, and there is none yet."
    )
    removed_post_id: strawberry.ID = refers_to(POST, "removed_post_id", "The id of the post.")
    post: Post | None = described("The post, if the viewer may see it.")


RemoveBookmarkResult = Annotated[
    RemoveBookmarkSuccess | AnyError,
    strawberry.union("RemoveBookmarkResult", description="What came of removing a bookmark."),
]


@root_type
class BookmarkMutations:
    """Changing what the viewer keeps for later."""

    add_bookmark: AddBookmarkResult = mutation(resolvers.add_bookmark)
    create_bookmark_list: CreateBookmarkListResult = mutation(resolvers.create_bookmark_list)
    delete_bookmark_list: DeleteBookmarkListResult = mutation(resolvers.delete_bookmark_list)
    remove_bookmark: RemoveBookmarkResult = mutation(resolvers.remove_bookmark)
    update_bookmark_list: UpdateBookmarkListResult = mutation(resolvers.update_bookmark_list)
