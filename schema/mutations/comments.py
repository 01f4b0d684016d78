"""What can be done in discussions."""

from typing import Annotated

import strawberry

from domain.ids import COMMENT
from resolvers import comment_changes as resolvers
from resolvers.comment_changes import MOST_GONE
from schema.declarations import described, refers_to, refers_to_several, root_type, shows
from schema.errors import AnyError
from schema.fields import mutation
from schema.types.comments import Comment
from schema.types.posts import Post


@shows(resolvers.AddedComment)
class AddCommentSuccess:
    """The comment is there."""

    comment: Comment = described("The new comment.")
    parent: Comment | None = described("The comment that it answers, which is counted there now.")
    post: Post = described("The post that it is about, which counts it too.")


AddCommentResult = Annotated[
    AddCommentSuccess | AnyError,
    strawberry.union("AddCommentResult", description="What came of adding a comment."),
]


@shows(resolvers.UpdatedComment)
class UpdateCommentSuccess:
    """The comment is changed."""

    comment: Comment = described("The comment as it is now.")
    post: Post = described("The post that it is about.")


UpdateCommentResult = Annotated[
    UpdateCommentSuccess | AnyError,
    strawberry.union("UpdateCommentResult", description="What came of changing a comment."),
]


@shows(resolvers.DeletedComment)
class DeleteCommentSuccess:
    """The comment is gone."""

    deleted_comment_id: strawberry.ID = refers_to(
        COMMENT, "deleted_comment_id", "The id of what was deleted."
    )
    comment: Comment | None = described(
        "What is left of it: its place, because others answer it. Null where nobody does."
    )
    parent: Comment | None = described(
        "The comment that it answered. Null if that was the post, or is not shown any more either."
    )
    post: Post = described("The post that it was about.")
    gone_comment_ids: list[strawberry.ID] = refers_to_several(
        COMMENT,
        "gone_comment_ids",
        "What is not shown any more: the comment if nobody answers it, and what was deleted above "
        f"it before and is not answered either, from below. {MOST_GONE} at most.",
    )


DeleteCommentResult = Annotated[
    DeleteCommentSuccess | AnyError,
    strawberry.union("DeleteCommentResult", description="What came of deleting a comment."),
]


@root_type
class CommentMutations:
    """Writing in discussions."""

    add_comment: AddCommentResult = mutation(resolvers.add_comment)
    delete_comment: DeleteCommentResult = mutation(resolvers.delete_comment)
    update_comment: UpdateCommentResult = mutation(resolvers.update_comment)
