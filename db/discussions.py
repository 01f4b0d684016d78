"""How things stand in discussions, for one person. Nobody else's answers depend on it."""

from collections.abc import Collection, Mapping

from asyncpg import Record

from db.recording import Reader
from domain.discussions.models import Below, DiscussionStanding
from domain.ids import UserId

_STANDINGS = """
    SELECT wanted.post_id, wanted.comment_id, p.status = 'published' AS is_public
      FROM unnest($1::uuid[], $2::uuid[]) AS wanted (post_id, comment_id)
      JOIN posts p ON p.id = wanted.post_id
      LEFT JOIN visible_comments c ON c.id = wanted.comment_id AND c.post_id = wanted.post_id
     WHERE wanted.comment_id IS NULL OR c.id IS NOT NULL
"""


class DiscussionReader(Reader):
    async def standings(
        self,
        user_id: UserId,  # noqa: ARG002 - whoever it is, so far
        places: Collection[Below],
    ) -> Mapping[Below, DiscussionStanding]:
        posts = [place.post_id for place in places]
        comments = [place.comment_id for place in places]
        rows = await self.database.fetch(_STANDINGS, posts, comments)
        return {Below(row["post_id"], row["comment_id"]): to_standing(row) for row in rows}


def to_standing(row: Record) -> DiscussionStanding:
    return DiscussionStanding(is_public=row["is_public"])
