"""Badges in PostgreSQL, and who has them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from db.changes import rows_of
from db.conflicts import refusing
from db.executor import Executor
from db.keyset import ListOf, Lists
from db.recording import depends, row_names
from db.rows import rows_as
from db.scopes import Scope, Scopes
from db.turns import take_turn
from db.users import COLUMNS as USER_COLUMNS
from db.users import to_user
from domain.badges.models import (
    LATEST_AWARDED,
    LATEST_HOLDERS,
    NEWEST_BADGES,
    AwardedBadge,
    Badge,
    Badges,
    BadgesOf,
    Holder,
    HoldersOf,
)
from domain.badges.refusals import BadgeSlugTaken
from domain.ids import BadgeId, UserId
from domain.users.models import User

COLUMNS = "b.id, b.slug, b.name, b.description, b.image_url, b.created_at"

_BY_IDS = f"SELECT {COLUMNS} FROM badges b WHERE b.id = ANY($1::uuid[])"

_COUNT = "SELECT count(*) FROM badges"

_LOCK = f"SELECT {COLUMNS} FROM badges b WHERE b.id = $1 FOR UPDATE"

_ADD = """
    INSERT INTO badges (id, slug, name, description, image_url, created_at)
    VALUES ($1, $2, $3, $4, $5, $6)
"""

_SAVE = "UPDATE badges SET slug = $2, name = $3, description = $4, image_url = $5 WHERE id = $1"

_REMOVE = "DELETE FROM badges WHERE id = $1"

_HOLDER = f"SELECT {USER_COLUMNS} FROM users u WHERE u.id = $1 FOR KEY SHARE"

_AWARD = """
    INSERT INTO badge_awards (badge_id, user_id, awarded_at) VALUES ($1, $2, $3)
        ON CONFLICT DO NOTHING
 RETURNING badge_id
"""

_REVOKE = "DELETE FROM badge_awards WHERE badge_id = $1 AND user_id = $2 RETURNING badge_id"

_MEANINGS = {"badges_slug": BadgeSlugTaken}

_ALL_BADGES = "all badges"


to_badge = rows_as(Badge)
to_awarded_badge = rows_as(AwardedBadge)
to_holder = rows_as(Holder)


@depends(lambda _, ids: row_names("badges", ids))
async def badges_by_id(database: Executor, ids: Sequence[BadgeId]) -> Mapping[BadgeId, Badge]:
    return {badge.id: badge for badge in map(to_badge, await database.fetch(_BY_IDS, ids))}


class BadgeRepository:
    """Badges being changed, inside one unit of work."""

    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def count(self) -> int:
        await take_turn(self._connection, _ALL_BADGES)
        count: int = await self._connection.fetchval(_COUNT)
        return count

    async def lock(self, badge_id: BadgeId) -> Badge | None:
        row = await self._connection.fetchrow(_LOCK, badge_id)
        return None if row is None else to_badge(row)

    async def add(self, badge: Badge) -> None:
        with refusing(_MEANINGS):
            await self._connection.execute(
                _ADD,
                badge.id,
                badge.slug,
                badge.name,
                badge.description,
                badge.image_url,
                badge.created_at,
            )

    async def save(self, badge: Badge) -> None:
        with refusing(_MEANINGS):
            await self._connection.execute(
                _SAVE, badge.id, badge.slug, badge.name, badge.description, badge.image_url
            )

    async def remove(self, badge_id: BadgeId) -> None:
        await self._connection.execute(_REMOVE, badge_id)

    async def holder(self, user_id: UserId) -> User | None:
        row = await self._connection.fetchrow(_HOLDER, user_id)
        return None if row is None else to_user(row)

    async def award(self, badge_id: BadgeId, user_id: UserId, *, at: datetime) -> bool:
        return await self._connection.fetchval(_AWARD, badge_id, user_id, at) is not None

    async def revoke(self, badge_id: BadgeId, user_id: UserId) -> bool:
        return await self._connection.fetchval(_REVOKE, badge_id, user_id) is not None


LISTS: Lists = {
    (Badges, None): ListOf(
        source="badges b",
        where="true",
        columns=COLUMNS,
        build=to_badge,
        order=NEWEST_BADGES,
        key="b.created_at",
        id="b.id",
    ),
    (BadgesOf, None): ListOf(
        source="badge_awards a JOIN badges b ON b.id = a.badge_id",
        where="a.user_id = wanted.parent_id",
        columns=f"{COLUMNS}, a.awarded_at",
        build=to_awarded_badge,
        order=LATEST_AWARDED,
        key="a.awarded_at",
        id="a.badge_id",
    ),
    (HoldersOf, None): ListOf(
        source="badge_awards a JOIN visible_users u ON u.id = a.user_id",
        where="a.badge_id = wanted.parent_id",
        columns=f"{USER_COLUMNS}, a.awarded_at",
        build=to_holder,
        order=LATEST_HOLDERS,
        key="a.awarded_at",
        id="a.user_id",
    ),
}

SCOPES: Scopes = {
    Badges: Scope(lambda _: ["badges"]),
    BadgesOf: Scope(lambda listing: [rows_of("badge_awards", "user_id", listing.parent), "badges"]),
    HoldersOf: Scope(
        lambda listing: [rows_of("badge_awards", "badge_id", listing.parent)], shows="users"
    ),
}
