"""Who posts are by, and who is asked to be, in PostgreSQL. Invitations are never public."""

from collections.abc import Collection, Sequence
from datetime import datetime

from db.executor import Executor
from db.keyset import ListOf, Lists
from db.recording import Reader
from db.rows import rows_as
from db.scopes import FOR_ONE_VIEWER, Scopes
from domain.authorship.models import (
    NEWEST_INVITATIONS,
    OLDEST_INVITATIONS,
    CoAuthorInvitation,
    InvitationsOf,
    InvitationsTo,
)
from domain.ids import CoAuthorInvitationId, PostId, UserId

COLUMNS = "i.id, i.post_id, i.user_id, i.inviter_id, i.invited_at"

_BY_IDS = f"""
    SELECT {COLUMNS}
      FROM co_author_invitations i
     WHERE i.id = ANY($1::uuid[]) AND i.declined_at IS NULL
"""

_INVITING = """
    SELECT post_id
      FROM co_author_invitations
     WHERE user_id = $1 AND post_id = ANY($2::uuid[]) AND declined_at IS NULL
"""

_ADD = """
    INSERT INTO co_author_invitations (id, post_id, user_id, inviter_id, invited_at)
    VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT ON CONSTRAINT co_author_invitations_once DO NOTHING
 RETURNING id
"""

_HAS_DECLINED = """
    SELECT declined_at IS NOT NULL
      FROM co_author_invitations
     WHERE post_id = $1 AND user_id = $2
"""

_COUNT = """
    SELECT count(*) FILTER (WHERE declined_at IS NULL) AS waiting, count(*) AS asked
      FROM co_author_invitations
     WHERE post_id = $1
"""

_REMOVE = """
    DELETE FROM co_author_invitations
     WHERE post_id = $1 AND user_id = $2 AND declined_at IS NULL
 RETURNING id
"""

_DECLINE = """
    UPDATE co_author_invitations
       SET declined_at = $2
     WHERE id = $1 AND declined_at IS NULL
 RETURNING id
"""

_ADD_AUTHOR = """
    INSERT INTO post_authors (post_id, user_id, position, publication_id, is_public, listed_at)
    SELECT p.id, $2, coalesce(max(a.position), -1) + 1, p.publication_id, p.is_public, p.listed_at
      FROM posts p
      LEFT JOIN post_authors a ON a.post_id = p.id
     WHERE p.id = $1
     GROUP BY p.id
"""

_REMOVE_AUTHOR = "DELETE FROM post_authors WHERE post_id = $1 AND user_id = $2"

_CHANGE_AUTHOR = "UPDATE posts SET author_id = $2 WHERE id = $1"

# Before all others, whichever place they have now.
_PUT_FIRST = """
    INSERT INTO post_authors (post_id, user_id, position, publication_id, is_public, listed_at)
    SELECT p.id, $2, coalesce(min(a.position), 1) - 1, p.publication_id, p.is_public, p.listed_at
      FROM posts p
      LEFT JOIN post_authors a ON a.post_id = p.id
     WHERE p.id = $1
     GROUP BY p.id
        ON CONFLICT (post_id, user_id) DO UPDATE SET position = excluded.position
"""

to_invitation = rows_as(CoAuthorInvitation)


class CoAuthorInvitationReader(Reader):
    async def by_ids(self, ids: Collection[CoAuthorInvitationId]) -> Sequence[CoAuthorInvitation]:
        return [to_invitation(row) for row in await self.database.fetch(_BY_IDS, ids)]

    async def inviting(self, user_id: UserId, post_ids: Collection[PostId]) -> Collection[PostId]:
        rows = await self.database.fetch(_INVITING, user_id, post_ids)
        return {row["post_id"] for row in rows}


class CoAuthorInvitationRepository(CoAuthorInvitationReader):
    """Invitations being changed, inside one unit of work that holds their post."""

    async def add(self, invitation: CoAuthorInvitation) -> bool:
        added = await self.database.fetchval(
            _ADD,
            invitation.id,
            invitation.post_id,
            invitation.user_id,
            invitation.inviter_id,
            invitation.invited_at,
        )
        return added is not None

    async def has_declined(self, post_id: PostId, user_id: UserId) -> bool:
        return bool(await self.database.fetchval(_HAS_DECLINED, post_id, user_id))

    async def count(self, post_id: PostId) -> tuple[int, int]:
        row = await self.database.fetchrow(_COUNT, post_id)
        return (0, 0) if row is None else (row["waiting"], row["asked"])

    async def remove(self, post_id: PostId, user_id: UserId) -> bool:
        return await self.database.fetchval(_REMOVE, post_id, user_id) is not None

    async def decline(self, invitation_id: CoAuthorInvitationId, *, at: datetime) -> bool:
        return await self.database.fetchval(_DECLINE, invitation_id, at) is not None


class PostAuthorRepository:
    """Authors being changed, inside one unit of work. Triggers tell the post of its co-authors."""

    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def add(self, post_id: PostId, user_id: UserId) -> None:
        await self._connection.execute(_ADD_AUTHOR, post_id, user_id)

    async def remove(self, post_id: PostId, user_id: UserId) -> None:
        await self._connection.execute(_REMOVE_AUTHOR, post_id, user_id)

    async def change(self, post_id: PostId, *, former_id: UserId, author_id: UserId) -> None:
        await self._connection.execute(_CHANGE_AUTHOR, post_id, author_id)
        await self._connection.execute(_REMOVE_AUTHOR, post_id, former_id)
        await self._connection.execute(_PUT_FIRST, post_id, author_id)


LISTS: Lists = {
    (InvitationsTo, None): ListOf(
        source="co_author_invitations i",
        where="i.post_id = wanted.parent_id AND i.declined_at IS NULL",
        columns=COLUMNS,
        build=to_invitation,
        order=OLDEST_INVITATIONS,
        key="i.invited_at",
        id="i.id",
    ),
    (InvitationsOf, None): ListOf(
        source="""co_author_invitations i
            JOIN posts p ON p.id = i.post_id
            JOIN visible_users u ON u.id = i.inviter_id""",
        where="""i.user_id = wanted.parent_id AND i.declined_at IS NULL
             AND p.status NOT IN ('removed', 'deleted')""",
        columns=COLUMNS,
        build=to_invitation,
        order=NEWEST_INVITATIONS,
        key="i.invited_at",
        id="i.id",
    ),
}

SCOPES: Scopes = {InvitationsOf: FOR_ONE_VIEWER, InvitationsTo: FOR_ONE_VIEWER}
