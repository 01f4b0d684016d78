"""Ready-made mentions and quotes."""

from db.executor import Executor
from domain.ids import CommentId, PostId, UserId


async def mention_in_post(database: Executor, post_id: PostId, user_id: UserId) -> None:
    """Let the text of a post link to somebody."""
    await database.execute(
        "INSERT INTO mentions SELECT content_id, $2, 0 FROM posts WHERE id = $1", post_id, user_id
    )


async def mention_in_comment(database: Executor, comment_id: CommentId, user_id: UserId) -> None:
    await database.execute(
        "INSERT INTO mentions SELECT content_id, $2, 0 FROM comments WHERE id = $1",
        comment_id,
        user_id,
    )


async def let_quote(database: Executor, comment_id: CommentId, quoted_id: CommentId) -> None:
    await database.execute(
        "UPDATE comments SET quoted_id = $2 WHERE id = $1", comment_id, quoted_id
    )
