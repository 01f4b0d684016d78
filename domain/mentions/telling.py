"""Announcing who is mentioned, once for each person and text.

It is for whoever makes a text visible: publishes a post or its edits, adds or changes a comment
that everybody may read, or lets one be seen that was held back.
"""

from datetime import datetime

from domain.ids import COMMENT, POST, USER, CommentId, ContentId, PostId, UserId
from domain.mentions.events import PersonMentioned
from domain.mentions.ports import MentionWork


async def tell_of_post(
    work: MentionWork,
    post_id: PostId,
    content_id: ContentId,
    *,
    author_id: UserId,
    co_author_ids: list[UserId],
    at: datetime,
) -> None:
    """Announce whom a text mentions that is the text of a public post from now on."""
    writers = (author_id, *co_author_ids)
    for user_id in await work.mentions.tell_of_post(post_id, content_id, writers=writers):
        work.record(_mentioned(user_id, author_id, post_id, None, at))


async def tell_of_comment(
    work: MentionWork,
    comment_id: CommentId,
    content_id: ContentId,
    *,
    post_id: PostId,
    author_id: UserId,
    at: datetime,
) -> None:
    """Announce whom the text of a comment mentions that everybody may read from now on."""
    for user_id in await work.mentions.tell_of_comment(comment_id, content_id, writer=author_id):
        work.record(_mentioned(user_id, author_id, post_id, comment_id, at))


def _mentioned(
    user_id: UserId,
    author_id: UserId,
    post_id: PostId,
    comment_id: CommentId | None,
    at: datetime,
) -> PersonMentioned:
    return PersonMentioned(
        occurred_at=at,
        user_id=USER.text_of(user_id),
        author_id=USER.text_of(author_id),
        post_id=POST.text_of(post_id),
        comment_id=None if comment_id is None else COMMENT.text_of(comment_id),
    )
