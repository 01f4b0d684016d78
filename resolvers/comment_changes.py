"""What people do in discussions: comment, answer, change what they said, take it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from domain.comments.models import Comment
from domain.comments.writing import ChangedDiscussion
from domain.ids import COMMENT, POST, CommentId, GlobalId
from domain.posts.models import Post
from resolvers.arguments import to_id
from resolvers.context import RequestContext

MOST_GONE = 100
"""How many comments are named that are not shown any more."""

_Markdown = Annotated[
    str, "What it says, in Markdown: 20,000 bytes at most unless the server says otherwise."
]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedComment:
    """What adding a comment answers with."""

    comment: Comment
    parent: Comment | None
    post: Post


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatedComment:
    """What changing a comment answers with."""

    comment: Comment
    post: Post


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletedComment:
    """What deleting a comment answers with."""

    deleted_comment_id: CommentId
    comment: Comment | None
    parent: Comment | None
    post: Post
    gone_comment_ids: Sequence[CommentId]


async def add_comment(
    context: RequestContext,
    *,
    post_id: Annotated[GlobalId, "The post to comment on."],
    parent_id: Annotated[
        GlobalId | None, "The comment on it to answer, however deep. Null answers the post itself."
    ] = None,
    quoted_comment_id: Annotated[
        GlobalId | None,
        "The comment on the post whose words the text repeats. They stay when it is changed.",
    ] = None,
    markdown: _Markdown,
) -> AddedComment:
    """Comment on a post, or answer a comment on it."""
    changed = await context.services.comment_writing.add(
        context.actor,
        to_id(POST, post_id, argument="postId"),
        None if parent_id is None else to_id(COMMENT, parent_id, argument="parentId"),
        markdown,
        quoted_id=None
        if quoted_comment_id is None
        else to_id(COMMENT, quoted_comment_id, argument="quotedCommentId"),
    )
    return AddedComment(comment=_existing(changed), parent=changed.parent, post=changed.post)


async def update_comment(
    context: RequestContext,
    *,
    comment_id: Annotated[GlobalId, "The comment to change, which you wrote not long ago."],
    markdown: _Markdown,
) -> UpdatedComment:
    """Change what you have said, for a day after you wrote it unless the server says otherwise.

    Readers are told that it was changed. What it said before is kept for those who keep order.
    """
    wanted = to_id(COMMENT, comment_id, argument="commentId")
    changed = await context.services.comment_writing.update(context.actor, wanted, markdown)
    return UpdatedComment(comment=_existing(changed), post=changed.post)


async def delete_comment(
    context: RequestContext, *, comment_id: Annotated[GlobalId, "The comment to delete."]
) -> DeletedComment:
    """Delete a comment for good: what it says, and that you said it.

    What answers it stays, below the place where it was. For its author, for those whose post it is,
    for the editors of the publication, and for the staff.
    """
    wanted = to_id(COMMENT, comment_id, argument="commentId")
    changed = await context.services.comment_writing.delete(context.actor, wanted)
    return DeletedComment(
        deleted_comment_id=wanted,
        comment=changed.comment,
        parent=changed.parent,
        post=changed.post,
        gone_comment_ids=changed.gone[:MOST_GONE],
    )


def _existing(changed: ChangedDiscussion) -> Comment:
    if changed.comment is None:
        raise LookupError("A comment that was written is gone.")
    return changed.comment
