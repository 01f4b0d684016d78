"""Follows that begin and end in PostgreSQL, inside one unit of work."""

from datetime import datetime

import asyncpg

from db.executor import Executor
from db.seeing import seen
from db.series import SeriesReader
from db.turns import take_turn, take_turn_between
from domain.follows.models import BetweenPeople, FollowKind, Subject
from domain.follows.service import NOT_FOUND
from domain.ids import SeriesId, UserId
from domain.refusals import Refused
from domain.series.models import Series

_FOLLOWS_OF = "follows of"

_IS_THERE = {
    FollowKind.USER: "SELECT EXISTS (SELECT FROM users WHERE id = $1)",
    FollowKind.PUBLICATION: "SELECT EXISTS (SELECT FROM publications WHERE id = $1)",
    FollowKind.TAG: "SELECT EXISTS (SELECT FROM visible_tags WHERE id = $1)",
}

_BETWEEN = """
    SELECT EXISTS (SELECT FROM blocks WHERE blocker_id = $1 AND blocked_id = $2) AS is_blocking,
           EXISTS (SELECT FROM blocks WHERE blocker_id = $2 AND blocked_id = $1) AS is_blocked
"""

_COUNT = "SELECT count(*) FROM (SELECT FROM follows WHERE follower_id = $1 LIMIT $2) few"

_ADD = """
    INSERT INTO follows (follower_id, {kind}_id, created_at)
    VALUES ($1, $2, $3)
        ON CONFLICT (follower_id, subject_id) DO NOTHING
 RETURNING true
"""

_ADD_OF_KIND = {kind: _ADD.format(kind=kind.value) for kind in FollowKind}

_REMOVE = "DELETE FROM follows WHERE follower_id = $1 AND subject_id = $2 RETURNING true"

_END_BETWEEN = """
    DELETE FROM follows
     WHERE (follower_id = $1 AND subject_id = $2) OR (follower_id = $2 AND subject_id = $1)
"""


class FollowRepository:
    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def is_there(self, subject: Subject, *, seen_by: UserId | None) -> bool:
        asked = seen(seen_by, _IS_THERE[subject.kind], subject.id)
        found: bool = await self._connection.fetchval(*asked)
        return found

    async def find_series(self, series_id: SeriesId, *, seen_by: UserId | None) -> Series | None:
        found = await SeriesReader(self._connection, seen_by).by_ids([series_id])
        return found[0] if found else None

    async def take_turn(self, user_id: UserId) -> None:
        await take_turn(self._connection, _FOLLOWS_OF, user_id)

    async def between(self, user_id: UserId, other: UserId) -> BetweenPeople:
        await take_turn_between(self._connection, user_id, other)
        row = await self._connection.fetchrow(_BETWEEN, user_id, other)
        assert row is not None  # noqa: S101 - it has no condition
        return BetweenPeople(row["is_blocking"], row["is_blocked"])

    async def count(self, user_id: UserId, *, most: int) -> int:
        count: int = await self._connection.fetchval(_COUNT, user_id, most)
        return count

    async def add(self, user_id: UserId, subject: Subject, *, at: datetime) -> bool:
        statement = _ADD_OF_KIND[subject.kind]
        try:
            added = await self._connection.fetchval(statement, user_id, subject.id, at)
        except asyncpg.ForeignKeyViolationError as error:
            if error.constraint_name != f"follows_{subject.kind.value}_id_fkey":
                raise
            raise Refused(NOT_FOUND[subject.kind]()) from error
        return added is not None

    async def remove(self, user_id: UserId, subject: Subject) -> bool:
        removed = await self._connection.fetchval(_REMOVE, user_id, subject.id)
        return removed is not None

    async def end_between(self, one: UserId, other: UserId) -> None:
        await self._connection.execute(_END_BETWEEN, one, other)
