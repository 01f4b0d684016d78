"""Ready-made follows."""

from uuid import UUID

from db.executor import Executor
from domain.actor import Member
from tests.factories.moments import next_moment


async def make_follow(database: Executor, follower: Member, **subject: UUID) -> None:
    """Let somebody follow something, given by its kind, such as `tag_id=sql`."""
    kinds = ("user_id", "publication_id", "tag_id", "series_id")
    await database.execute(
        """
        INSERT INTO follows
               (follower_id, user_id, publication_id, tag_id, series_id, created_at)
        VALUES ($1, $2, $3, $4, $5, $6)
        """,
        follower.user_id,
        *(subject.get(kind) for kind in kinds),
        next_moment(),
    )
