"""People who do not want to hear from somebody."""

from db.executor import Executor
from domain.actor import Member
from tests.factories.moments import next_moment


async def block(database: Executor, blocker: Member, blocked: Member) -> None:
    await database.execute(
        "INSERT INTO blocks (blocker_id, blocked_id, created_at) VALUES ($1, $2, $3)",
        blocker.user_id,
        blocked.user_id,
        next_moment(),
    )


async def mute(database: Executor, muter: Member, muted: Member) -> None:
    await database.execute(
        "INSERT INTO mutes (muter_id, muted_id, created_at) VALUES ($1, $2, $3)",
        muter.user_id,
        muted.user_id,
        next_moment(),
    )


async def delete_comment(database: Executor, comment_id: object, *, is_bare: bool = False) -> None:
    """Leave of a comment its place, or not even that."""
    await database.execute(
        """
        UPDATE comments
           SET deleted_at = $2, author_id = NULL, content_id = NULL, is_bare = $3
         WHERE id = $1
        """,
        comment_id,
        next_moment(),
        is_bare,
    )
