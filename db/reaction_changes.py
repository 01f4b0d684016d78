"""Reactions being given and taken back in PostgreSQL, inside one unit of work."""

from collections.abc import Mapping
from datetime import datetime

from db.executor import Executor
from db.reach import APART
from domain.actor import Member
from domain.ids import UserId
from domain.reactions.models import Subject, SubjectKind

# Whoever reacts holds themselves first, then what they react to, then its counters: the order in
# which people leave and posts go.
_HOLD = """
    WITH reacting AS MATERIALIZED (SELECT FROM users WHERE id = $2 FOR KEY SHARE)
    SELECT subject.id
      FROM reacting, {table} subject
     WHERE subject.id = $1
       FOR NO KEY UPDATE OF subject
"""

_HOLD_POST = _HOLD.format(table="posts")

_HOLD_COMMENT = _HOLD.format(table="comments")

_POST_IS_THERE = f"""
    SELECT EXISTS (
        SELECT FROM visible_posts p
         WHERE p.id = $1 AND NOT EXISTS ({APART.format(others="p.author_id")})
    )
"""

# What somebody hides looks deleted to them, but for the staff, who see everything.
_COMMENT_IS_THERE = f"""
    SELECT EXISTS (
        SELECT FROM visible_comments c
          JOIN visible_posts p ON p.id = c.post_id
         WHERE c.id = $1
           AND c.deleted_at IS NULL
           AND NOT EXISTS ({APART.format(others="c.author_id, p.author_id")})
           AND (
                   $3::boolean
                OR NOT EXISTS (
                       SELECT FROM hidden_people h
                        WHERE h.viewer_id = $2 AND h.user_id = c.author_id
                   )
               )
    )
"""

_ADD = """
    INSERT INTO {kind}_reactions ({kind}_id, user_id, kind, created_at)
    VALUES ($1, $2, $3, $4)
        ON CONFLICT DO NOTHING
 RETURNING true
"""

_ADD_TO_POST = _ADD.format(kind="post")

_ADD_TO_COMMENT = _ADD.format(kind="comment")

_REMOVE = """
    DELETE FROM {kind}_reactions
     WHERE {kind}_id = $1 AND user_id = $2 AND kind = $3
 RETURNING true
"""

_REMOVE_FROM_POST = _REMOVE.format(kind="post")

_REMOVE_FROM_COMMENT = _REMOVE.format(kind="comment")

_ADDING: Mapping[SubjectKind, str] = {
    SubjectKind.POST: _ADD_TO_POST,
    SubjectKind.COMMENT: _ADD_TO_COMMENT,
}

_REMOVING: Mapping[SubjectKind, str] = {
    SubjectKind.POST: _REMOVE_FROM_POST,
    SubjectKind.COMMENT: _REMOVE_FROM_COMMENT,
}


class ReactionRepository:
    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def hold(self, subject: Subject, member: Member) -> bool:
        # Looked at only once it is held: nobody deletes or hides it from here on.
        ask = self._connection.fetchval
        if subject.kind is SubjectKind.POST:
            held = await ask(_HOLD_POST, subject.id, member.user_id)
            return held is not None and await ask(_POST_IS_THERE, subject.id, member.user_id)
        held = await ask(_HOLD_COMMENT, subject.id, member.user_id)
        return held is not None and await ask(
            _COMMENT_IS_THERE, subject.id, member.user_id, member.is_staff
        )

    async def add(self, subject: Subject, user_id: UserId, kind: str, *, at: datetime) -> bool:
        statement = _ADDING[subject.kind]
        return bool(await self._connection.fetchval(statement, subject.id, user_id, kind, at))

    async def remove(self, subject: Subject, user_id: UserId, kind: str) -> bool:
        statement = _REMOVING[subject.kind]
        return bool(await self._connection.fetchval(statement, subject.id, user_id, kind))
