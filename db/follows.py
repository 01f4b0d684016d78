"""Who follows what, in PostgreSQL."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from asyncpg import Record

from db import users
from db.changes import rows_of
from db.executor import Executor
from db.keyset import ListOf, Lists
from db.recording import Reader, depends
from db.rows import rows_as
from db.scopes import FOR_ONE_VIEWER, Scope, Scopes
from domain.follows.models import (
    NEWEST_FOLLOWED,
    NEWEST_FOLLOWERS,
    Follow,
    FollowedBy,
    FollowedOfKind,
    Follower,
    FollowersOf,
    FollowKind,
)
from domain.ids import UserId

_AMONG = "SELECT subject_id FROM follows WHERE follower_id = $1 AND subject_id = ANY($2::uuid[])"

_COUNTS = """
    SELECT c.subject_id, c.followers
      FROM follower_counts c
     WHERE c.subject_id = ANY($1::uuid[])
"""

_COUNTS_SEEN_BY = """
    SELECT c.subject_id, c.followers - (
               SELECT count(*)::integer
                 FROM hidden_people h
                 JOIN follows f ON f.follower_id = h.user_id AND f.subject_id = c.subject_id
                WHERE h.viewer_id = $2
           ) AS followers
      FROM follower_counts c
     WHERE c.subject_id = ANY($1::uuid[])
"""

_KINDS = {kind.value: kind for kind in FollowKind}


class FollowReader(Reader):
    """What people follow, for themselves: no answer that shows it is kept."""

    async def followed_among(self, user_id: UserId, ids: Collection[UUID]) -> Collection[UUID]:
        rows = await self.database.fetch(_AMONG, user_id, list(ids))
        return [row["subject_id"] for row in rows]


@depends(lambda _, ids, **__: (rows_of("follower_counts", "subject_id", id) for id in ids))
async def follower_counts_by_subject(
    database: Executor, ids: Sequence[UUID], *, seen_by: UserId | None = None
) -> Mapping[UUID, int]:
    """Count who follows these things, without those who are hidden from a viewer."""
    if seen_by is None:
        rows = await database.fetch(_COUNTS, ids)
    else:
        rows = await database.fetch(_COUNTS_SEEN_BY, ids, seen_by)
    return {row["subject_id"]: row["followers"] for row in rows}


to_follower = rows_as(Follower)


def to_follow(row: Record) -> Follow:
    return Follow(row["subject_id"], _KINDS[row["kind"]], row["followed_at"])


# What is not there for the viewer is not in their list, nor counted.
_SEEN = """(
        f.publication_id IS NOT NULL
     OR EXISTS (SELECT FROM visible_users u WHERE u.id = f.user_id)
     OR EXISTS (SELECT FROM visible_tags t WHERE t.id = f.tag_id)
     OR EXISTS (SELECT FROM visible_series s WHERE s.id = f.series_id)
)"""


def _followed(where: str) -> ListOf[Follow]:
    return ListOf(
        source="follows f",
        where=f"f.follower_id = wanted.parent_id AND {where}",
        columns="f.subject_id, f.kind, f.created_at AS followed_at",
        build=to_follow,
        order=NEWEST_FOLLOWED,
        key="f.created_at",
        id="f.subject_id",
        told_apart_by="subject_id",
    )


LISTS: Lists = {
    (FollowersOf, None): ListOf(
        source="follows f JOIN visible_users u ON u.id = f.follower_id",
        where="f.subject_id = wanted.parent_id",
        columns=f"{users.COLUMNS}, f.created_at AS followed_at",
        build=to_follower,
        order=NEWEST_FOLLOWERS,
        key="f.created_at",
        id="f.follower_id",
    ),
    (FollowedBy, None): _followed(_SEEN),
    (FollowedOfKind, None): _followed(f"f.kind = {{}} AND {_SEEN}"),
}

SCOPES: Scopes = {
    FollowersOf: Scope(
        lambda listing: [rows_of("follows", "subject_id", listing.parent)], shows="users"
    ),
    FollowedBy: FOR_ONE_VIEWER,
    FollowedOfKind: FOR_ONE_VIEWER,
}
