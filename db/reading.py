"""What people have read, in PostgreSQL. Nobody else's answers show it."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from db.conflicts import refusing
from db.executor import Executor
from db.keyset import ListOf, Lists
from db.reach import can_reach
from db.recording import Reader
from db.rows import rows_as
from db.scopes import FOR_ONE_VIEWER, Scopes
from db.turns import take_turn
from domain.actor import Member
from domain.ids import PostId, UserId
from domain.posts.refusals import PostNotFound
from domain.reading.models import MOST_READINGS, NEWEST_READINGS, Reading, ReadingsOf

_POST_IS_GONE = {"readings_post_id_fkey": PostNotFound}

_PROGRESS = """
    SELECT post_id, progress FROM readings WHERE user_id = $1 AND post_id = ANY($2::uuid[])
"""

_ARE_RECORDED = "SELECT NOT EXISTS (SELECT FROM unrecorded_readers WHERE user_id = $1)"

_KEEP = """
    INSERT INTO readings AS kept (user_id, post_id, progress, read_at)
    VALUES ($1, $2, $3, $4)
        ON CONFLICT (user_id, post_id) DO UPDATE
       SET progress = greatest(kept.progress, excluded.progress),
           read_at = greatest(kept.read_at, excluded.read_at)
"""

_FORGET = "DELETE FROM readings WHERE user_id = $1 AND post_id = $2"

_FORGET_ALL = "DELETE FROM readings WHERE user_id = $1"

_FORGET_OLD = "DELETE FROM readings WHERE user_id = $1 AND read_at < $2"

_RECORD_NO_MORE = """
    INSERT INTO unrecorded_readers (user_id, created_at) VALUES ($1, $2) ON CONFLICT DO NOTHING
"""

_RECORD_AGAIN = "DELETE FROM unrecorded_readers WHERE user_id = $1"

# From one person to the next through the index, however much each of them has read.
_NEXT_READERS = """
    WITH RECURSIVE reader (user_id) AS (
        (SELECT user_id FROM readings WHERE user_id > $1 ORDER BY user_id LIMIT 1)
         UNION ALL
        SELECT (
                   SELECT r.user_id FROM readings r
                    WHERE r.user_id > reader.user_id ORDER BY r.user_id LIMIT 1
               )
          FROM reader
         WHERE reader.user_id IS NOT NULL
    )
    SELECT user_id FROM reader WHERE user_id IS NOT NULL LIMIT $2
"""

_SWEEP = """
    DELETE FROM readings r
     USING unnest($1::uuid[]) AS reader (user_id)
     CROSS JOIN LATERAL (
               SELECT o.post_id FROM readings o
                WHERE o.user_id = reader.user_id
                ORDER BY o.read_at DESC, o.post_id DESC
               OFFSET $2
           ) AS old
     WHERE r.user_id = reader.user_id AND r.post_id = old.post_id
"""

_NOBODY = UUID(int=0)
_READERS_AT_ONCE = 200


class ReadingReader(Reader):
    async def progress(self, user_id: UserId, ids: Collection[PostId]) -> Mapping[PostId, int]:
        rows = await self.database.fetch(_PROGRESS, user_id, list(ids))
        return {row["post_id"]: row["progress"] for row in rows}

    async def are_recorded(self, user_id: UserId) -> bool:
        return bool(await self.database.fetchval(_ARE_RECORDED, user_id))


class ReadingRepository(ReadingReader):
    """Histories being changed, inside one unit of work."""

    async def take_turn(self, user_id: UserId) -> None:
        await take_turn(self.database, "readings of", user_id)

    async def can_reach(self, post_id: PostId, member: Member) -> bool:
        return await can_reach(self.database, post_id, member)

    async def keep(self, user_id: UserId, post_id: PostId, progress: int, *, at: datetime) -> None:
        with refusing(_POST_IS_GONE):
            await self.database.execute(_KEEP, user_id, post_id, progress, at)

    async def forget(self, user_id: UserId, post_id: PostId) -> None:
        await self.database.execute(_FORGET, user_id, post_id)

    async def forget_all(self, user_id: UserId, *, read_before: datetime | None = None) -> None:
        if read_before is None:
            await self.database.execute(_FORGET_ALL, user_id)
        else:
            await self.database.execute(_FORGET_OLD, user_id, read_before)

    async def record_no_more(self, user_id: UserId, *, at: datetime) -> None:
        await self.database.execute(_RECORD_NO_MORE, user_id, at)

    async def record_again(self, user_id: UserId) -> None:
        await self.database.execute(_RECORD_AGAIN, user_id)


async def sweep_readings(
    database: Executor, *, most: int = MOST_READINGS, at_once: int = _READERS_AT_ONCE
) -> None:
    """Remove of each history what is older than its newest, some people at a time."""
    last = _NOBODY
    while True:
        rows = await database.fetch(_NEXT_READERS, last, at_once)
        if not rows:
            return
        readers = [row["user_id"] for row in rows]
        await database.execute(_SWEEP, readers, most)
        last = readers[-1]


LISTS: Lists = {
    (ReadingsOf, None): ListOf(
        source="readings r JOIN visible_posts p ON p.id = r.post_id",
        where="r.user_id = wanted.parent_id",
        columns="r.post_id AS id, r.progress, r.read_at",
        build=rows_as(Reading),
        order=NEWEST_READINGS,
        key="r.read_at",
        id="r.post_id",
    ),
}

SCOPES: Scopes = {ReadingsOf: FOR_ONE_VIEWER}
