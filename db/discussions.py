"""How things stand in discussions: what holds for a post, and what one person may do there."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from asyncpg import Record

from db.changes import rows_of
from db.executor import Executor
from db.recording import Reader, depends, row_names
from domain.discussions.models import Below, CommentMarks, DiscussionStanding
from domain.discussions.settings import OwnSettings, discussion_of
from domain.ids import CommentId, PostId, UserId
from domain.publications.models import DiscussionPolicy, PublicationRole

SETTINGS = "d.post_id, d.policy, d.closes_after_days, d.locked_at"

_SETTINGS = f"SELECT {SETTINGS} FROM post_discussions d WHERE d.post_id = ANY($1::uuid[])"

# A locked thread is one stretch of its discussion, from the comment to the next that is no deeper.
_LOCKED = """
    locked AS MATERIALIZED (
        SELECT l.post_id, top.position AS first, (
                   SELECT min(e.position)
                     FROM comments e
                    WHERE e.post_id = l.post_id
                      AND e.position > top.position
                      AND e.depth <= top.depth
               ) AS beyond
          FROM comment_locks l
          JOIN comments top ON top.id = l.comment_id
         WHERE l.post_id = ANY({})
    )
"""

_IS_LOCKED = """EXISTS (
               SELECT FROM locked
                WHERE locked.post_id = c.post_id
                  AND c.position >= locked.first
                  AND (locked.beyond IS NULL OR c.position < locked.beyond)
           )"""

_MARKS = f"""
    WITH {_LOCKED.format("SELECT post_id FROM comments WHERE id = ANY($1::uuid[])")}
    SELECT c.id, c.post_id,
           EXISTS (SELECT FROM pinned_comments p WHERE p.comment_id = c.id) AS is_pinned,
           {_IS_LOCKED} AS is_locked,
           c.hidden_at IS NOT NULL AND h.comment_id IS NULL AS is_hidden,
           h.comment_id IS NOT NULL AS is_held
      FROM comments c
      LEFT JOIN held_comments h ON h.comment_id = c.id
     WHERE c.id = ANY($1::uuid[])
"""

# Whoever has a comment in a publication already was not new there when it began to look at them.
_STANDINGS = f"""
    WITH {_LOCKED.format("$1::uuid[]")}
    SELECT wanted.post_id, wanted.comment_id, p.status = 'published' AS is_public,
           c.deleted_at IS NOT NULL AS is_below_deleted, {_IS_LOCKED} AS is_below_locked,
           $3 = ANY(p.author_id || p.co_author_ids) AS is_author, m.role,
           EXISTS (
               SELECT FROM follows f
                WHERE f.follower_id = $3
                  AND f.subject_id = ANY(ARRAY[p.publication_id, p.author_id] || p.co_author_ids)
           ) AS is_follower,
           CASE WHEN b.holds_first_comments THEN
               NOT EXISTS (
                   SELECT FROM approved_commenters a
                    WHERE a.user_id = $3 AND a.publication_id = p.publication_id
               )
               AND NOT EXISTS (
                   SELECT FROM comments earlier
                     JOIN posts other ON other.id = earlier.post_id
                    WHERE earlier.author_id = $3
                      AND other.publication_id = p.publication_id
                      AND earlier.hidden_at IS NULL
                      AND NOT earlier.is_buried
                      AND earlier.deleted_at IS NULL
               )
           ELSE false END AS is_new_here,
           p.published_at, b.comments_default, b.comments_close_after_days, d.policy,
           d.closes_after_days, d.locked_at
      FROM unnest($1::uuid[], $2::uuid[]) AS wanted (post_id, comment_id)
      JOIN posts p ON p.id = wanted.post_id
      JOIN publications b ON b.id = p.publication_id
      LEFT JOIN post_discussions d ON d.post_id = p.id
      LEFT JOIN visible_comments c ON c.id = wanted.comment_id AND c.post_id = wanted.post_id
      LEFT JOIN memberships m ON m.publication_id = p.publication_id AND m.user_id = $3
     WHERE wanted.comment_id IS NULL OR c.id IS NOT NULL
"""

_POLICIES = {policy.value: policy for policy in DiscussionPolicy}
_ROLES = {role.value: role for role in PublicationRole}


class DiscussionReader(Reader):
    async def standings(
        self, user_id: UserId, places: Collection[Below]
    ) -> Mapping[Below, DiscussionStanding]:
        posts = [place.post_id for place in places]
        comments = [place.comment_id for place in places]
        rows = await self.database.fetch(_STANDINGS, posts, comments, user_id)
        return {Below(row["post_id"], row["comment_id"]): to_standing(row) for row in rows}


@depends(lambda _, ids: [rows_of("post_discussions", "post_id", id) for id in ids])
async def settings_by_post(
    database: Executor, ids: Sequence[PostId]
) -> Mapping[PostId, OwnSettings]:
    rows = await database.fetch(_SETTINGS, ids)
    return {settings.post_id: settings for settings in map(to_settings, rows)}


def _marks_depend(
    found: Mapping[CommentId, CommentMarks], ids: Sequence[CommentId]
) -> Iterator[str]:
    yield from row_names("comments", ids)
    for id in ids:
        yield rows_of("pinned_comments", "comment_id", id)
    for post_id in {marks.post_id for marks in found.values()}:
        yield rows_of("comment_locks", "post_id", post_id)


@depends(_marks_depend)
async def marks_by_comment(
    database: Executor, ids: Sequence[CommentId]
) -> Mapping[CommentId, CommentMarks]:
    """Read what was done to comments that somebody may see."""
    return {
        row["id"]: CommentMarks(
            row["post_id"],
            row["is_pinned"],
            row["is_locked"],
            row["is_hidden"],
            row["is_held"],
        )
        for row in await database.fetch(_MARKS, ids)
    }


def to_settings(row: Record) -> OwnSettings:
    return OwnSettings(
        row["post_id"],
        _POLICIES.get(row["policy"]),
        row["closes_after_days"],
        row["locked_at"],
    )


def to_standing(row: Record) -> DiscussionStanding:
    return DiscussionStanding(
        is_public=row["is_public"],
        is_below_deleted=row["is_below_deleted"],
        is_below_locked=row["is_below_locked"],
        is_author=row["is_author"],
        role=_ROLES.get(row["role"]),
        is_follower=row["is_follower"],
        is_new_here=row["is_new_here"],
        discussion=discussion_of(
            row["published_at"],
            _POLICIES[row["comments_default"]],
            row["comments_close_after_days"],
            to_settings(row),
        ),
    )
