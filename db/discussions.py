"""How things stand in discussions, for one person. Nobody else's answers depend on it."""

from collections.abc import Collection, Mapping

from asyncpg import Record

from db.recording import Reader
from domain.discussions.models import Below, DiscussionStanding
from domain.ids import UserId
from domain.publications.models import PublicationRole

_STANDINGS = """
    SELECT wanted.post_id, wanted.comment_id, p.status = 'published' AS is_public,
           c.deleted_at IS NOT NULL AS is_below_deleted,
           $3 = ANY(p.author_id || p.co_author_ids) AS is_author, m.role
      FROM unnest($1::uuid[], $2::uuid[]) AS wanted (post_id, comment_id)
      JOIN posts p ON p.id = wanted.post_id
      LEFT JOIN visible_comments c ON c.id = wanted.comment_id AND c.post_id = wanted.post_id
      LEFT JOIN memberships m ON m.publication_id = p.publication_id AND m.user_id = $3
     WHERE wanted.comment_id IS NULL OR c.id IS NOT NULL
"""

_ROLES = {role.value: role for role in PublicationRole}


class DiscussionReader(Reader):
    async def standings(
        self, user_id: UserId, places: Collection[Below]
    ) -> Mapping[Below, DiscussionStanding]:
        posts = [place.post_id for place in places]
        comments = [place.comment_id for place in places]
        rows = await self.database.fetch(_STANDINGS, posts, comments, user_id)
        return {Below(row["post_id"], row["comment_id"]): to_standing(row) for row in rows}


def to_standing(row: Record) -> DiscussionStanding:
    return DiscussionStanding(
        is_public=row["is_public"],
        is_below_deleted=row["is_below_deleted"],
        is_author=row["is_author"],
        role=_ROLES.get(row["role"]),
    )
