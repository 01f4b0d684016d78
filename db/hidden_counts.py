"""How much of what is counted a viewer does not see, because of who made it.

Counters are kept for everybody. Whoever hides people is told them without these: one statement for
a whole level, sent for nobody else.
"""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any
from uuid import UUID

from db.executor import Executor
from domain.ids import UserId

HiddenBy = Callable[[Executor, Sequence[Any], UserId], Coroutine[Any, Any, Mapping[Any, int]]]

# Nobody escapes the editors of a publication by blocking them. See 0040.
_IS_HIDDEN = """(
           EXISTS (SELECT FROM blocks b WHERE b.blocker_id = $2 AND b.blocked_id = h.user_id)
        OR EXISTS (SELECT FROM mutes m WHERE m.muter_id = $2 AND m.muted_id = h.user_id)
        OR NOT EXISTS (
               SELECT FROM memberships mine
                WHERE mine.publication_id = p.publication_id AND mine.user_id = $2
                  AND mine.role <> 'contributor'
           )
       )"""

_COMMENTS = """
    SELECT c.{subject} AS id, count(*)::integer AS hidden
      FROM hidden_people h
      JOIN visible_comments c ON c.author_id = h.user_id
      JOIN visible_posts p ON p.id = c.post_id
     WHERE h.viewer_id = $2 AND c.{subject} = ANY($1::uuid[]) AND c.deleted_at IS NULL
       AND {is_hidden}
     GROUP BY c.{subject}
"""

_BELOW_POSTS = _COMMENTS.format(subject="post_id", is_hidden=_IS_HIDDEN)

_BELOW_COMMENTS = _COMMENTS.format(subject="parent_id", is_hidden=_IS_HIDDEN)

_POSTS = """
    SELECT {subject} AS id, count(*)::integer AS hidden
      FROM hidden_people h
      JOIN visible_posts p ON p.author_id = h.user_id
      {filed}
     WHERE h.viewer_id = $2 AND {subject} = ANY($1::uuid[])
       AND $2 <> ALL (p.co_author_ids)
       AND {is_hidden}
     GROUP BY {subject}
"""

_IN_PUBLICATIONS = _POSTS.format(subject="p.publication_id", filed="", is_hidden=_IS_HIDDEN)

_UNDER_TAGS = _POSTS.format(
    subject="l.tag_id", filed="JOIN post_tags l ON l.post_id = p.id", is_hidden=_IS_HIDDEN
)


async def hidden_comments_by_post(
    database: Executor, ids: Sequence[UUID], seen_by: UserId
) -> Mapping[UUID, int]:
    return await _counted(database, _BELOW_POSTS, ids, seen_by)


async def hidden_replies_by_comment(
    database: Executor, ids: Sequence[UUID], seen_by: UserId
) -> Mapping[UUID, int]:
    return await _counted(database, _BELOW_COMMENTS, ids, seen_by)


async def hidden_posts_by_publication(
    database: Executor, ids: Sequence[UUID], seen_by: UserId
) -> Mapping[UUID, int]:
    return await _counted(database, _IN_PUBLICATIONS, ids, seen_by)


async def hidden_posts_by_tag(
    database: Executor, ids: Sequence[UUID], seen_by: UserId
) -> Mapping[UUID, int]:
    return await _counted(database, _UNDER_TAGS, ids, seen_by)


async def _counted(
    database: Executor, statement: str, ids: Sequence[UUID], seen_by: UserId
) -> Mapping[UUID, int]:
    return {row["id"]: row["hidden"] for row in await database.fetch(statement, ids, seen_by)}
