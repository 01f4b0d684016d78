"""Whom people block and mute, in PostgreSQL. Nobody else's answers show it."""

from collections.abc import Collection, Mapping
from datetime import datetime

from asyncpg import Record

from db.conflicts import refusing
from db.keyset import ListOf, Lists
from db.recording import Reader
from db.rows import rows_as
from db.scopes import FOR_ONE_VIEWER, Scopes
from db.turns import take_turn, take_turn_between
from db.users import COLUMNS
from domain.blocks.models import (
    NEWEST_BLOCKED,
    NEWEST_MUTED,
    BlockedBy,
    MutedBy,
    Silence,
    Silenced,
    Standing,
)
from domain.ids import UserId
from domain.ordering import Order
from domain.users.refusals import PersonNotFound

_MEANINGS = {"blocks_blocked_id_fkey": PersonNotFound, "mutes_muted_id_fkey": PersonNotFound}

_STANDINGS = """
    SELECT u.id,
           EXISTS (SELECT FROM blocks WHERE blocker_id = $1 AND blocked_id = u.id) AS is_blocking,
           EXISTS (SELECT FROM mutes WHERE muter_id = $1 AND muted_id = u.id) AS is_muting,
           EXISTS (SELECT FROM blocks WHERE blocker_id = u.id AND blocked_id = $1) AS is_blocked
      FROM unnest($2::uuid[]) AS u (id)
"""

_COUNT = {
    Silence.BLOCK: "SELECT count(*) FROM blocks WHERE blocker_id = $1",
    Silence.MUTE: "SELECT count(*) FROM mutes WHERE muter_id = $1",
}

_ADD = {
    Silence.BLOCK: """
        INSERT INTO blocks (blocker_id, blocked_id, created_at) VALUES ($1, $2, $3)
            ON CONFLICT (blocker_id, blocked_id) DO NOTHING
     RETURNING blocked_id
    """,
    Silence.MUTE: """
        INSERT INTO mutes (muter_id, muted_id, created_at) VALUES ($1, $2, $3)
            ON CONFLICT (muter_id, muted_id) DO NOTHING
     RETURNING muted_id
    """,
}

_REMOVE = {
    Silence.BLOCK: """
        DELETE FROM blocks WHERE blocker_id = $1 AND blocked_id = $2 RETURNING blocked_id
    """,
    Silence.MUTE: "DELETE FROM mutes WHERE muter_id = $1 AND muted_id = $2 RETURNING muted_id",
}

_SILENCES = "blocks and mutes of"


class StandingReader(Reader):
    async def standings(
        self, user_id: UserId, others: Collection[UserId]
    ) -> Mapping[UserId, Standing]:
        rows = await self.database.fetch(_STANDINGS, user_id, list(others))
        found = {row["id"]: to_standing(row) for row in rows}
        return {other: standing for other, standing in found.items() if standing != _NOTHING}


_NOTHING = Standing()


class BlockRepository(StandingReader):
    """Blocks and mutes being changed, inside one unit of work."""

    async def take_turn(self, user_id: UserId) -> None:
        await take_turn(self.database, _SILENCES, user_id)

    async def take_turn_between(self, one: UserId, other: UserId) -> None:
        await take_turn_between(self.database, one, other)

    async def count(self, silence: Silence, user_id: UserId) -> int:
        count: int = await self.database.fetchval(_COUNT[silence], user_id)
        return count

    async def add(self, silence: Silence, user_id: UserId, other: UserId, *, at: datetime) -> bool:
        with refusing(_MEANINGS):
            added = await self.database.fetchval(_ADD[silence], user_id, other, at)
        return added is not None

    async def remove(self, silence: Silence, user_id: UserId, other: UserId) -> bool:
        removed = await self.database.fetchval(_REMOVE[silence], user_id, other)
        return removed is not None


def to_standing(row: Record) -> Standing:
    return Standing(row["is_blocking"], row["is_muting"], row["is_blocked"])


to_silenced = rows_as(Silenced)


# Whoever blocks the one who mutes them is not there for them.
_IS_FOUND = """(
        NOT EXISTS (SELECT FROM blocks WHERE blocker_id = s.muted_id AND blocked_id = s.muter_id)
     OR EXISTS (SELECT FROM blocks WHERE blocker_id = s.muter_id AND blocked_id = s.muted_id)
)"""


def _people(source: str, *, whose: str, id: str, order: Order) -> ListOf[Silenced]:
    return ListOf(
        source=f"{source} JOIN users u ON u.id = {id}",
        where=f"{whose} = wanted.parent_id",
        columns=f"{COLUMNS}, s.created_at AS since",
        build=to_silenced,
        order=order,
        key="s.created_at",
        id=id,
    )


LISTS: Lists = {
    (BlockedBy, None): _people(
        "blocks s", whose="s.blocker_id", id="s.blocked_id", order=NEWEST_BLOCKED
    ),
    (MutedBy, None): _people(
        "mutes s",
        whose=f"{_IS_FOUND} AND s.muter_id",
        id="s.muted_id",
        order=NEWEST_MUTED,
    ),
}

SCOPES: Scopes = {BlockedBy: FOR_ONE_VIEWER, MutedBy: FOR_ONE_VIEWER}
