"""Discussions being kept in order in PostgreSQL, inside one unit of work that holds their post."""

from datetime import datetime

from db.comments import COLUMNS, to_comment
from db.conflicts import refusing
from db.discussions import SETTINGS, to_settings
from db.executor import Executor
from db.keyset import ListOf, Lists
from db.posts import post_that_is_there
from db.scopes import FOR_ONE_VIEWER, Scopes
from domain.discussions.models import MOST_HELD, MOST_LOCKS
from domain.discussions.refusals import TooManyHeld, TooManyLocks, TooManyPinned
from domain.discussions.settings import OwnSettings
from domain.ids import CommentId, PostId, PublicationId, UserId
from domain.moderation.models import (
    NEWEST_HELD,
    OLDEST_HELD,
    HeldIn,
    HeldOf,
    ModeratedComment,
)
from domain.posts.models import Post
from domain.refusals import Refused

_OF_POST = f"SELECT {SETTINGS} FROM post_discussions d WHERE d.post_id = $1"

_SAVE = """
    INSERT INTO post_discussions (post_id, policy, closes_after_days, locked_at)
    VALUES ($1, $2, $3, $4)
        ON CONFLICT (post_id) DO UPDATE
       SET policy = excluded.policy, closes_after_days = excluded.closes_after_days,
           locked_at = excluded.locked_at
"""

# Whoever leaves is held first, and then what they have said. So are those here who have said it.
_POST_OF = """
    WITH said AS (
        SELECT post_id, author_id FROM comments WHERE id = $1
    ), author AS MATERIALIZED (
        SELECT u.id FROM users u WHERE u.id = (SELECT author_id FROM said) FOR KEY SHARE
    )
    SELECT said.post_id FROM said LEFT JOIN author ON author.id = said.author_id
"""

_COMMENT = f"""
    SELECT {COLUMNS}, c.author_id AS by_id,
           c.hidden_at IS NULL AND NOT c.is_buried AND NOT c.is_bare AS is_shown,
           c.deleted_at IS NOT NULL AS is_deleted,
           c.hidden_at IS NOT NULL AS is_hidden,
           EXISTS (SELECT FROM held_comments h WHERE h.comment_id = c.id) AS is_held,
           EXISTS (SELECT FROM comment_locks l WHERE l.comment_id = c.id) AS is_locked,
           EXISTS (SELECT FROM pinned_comments p WHERE p.comment_id = c.id) AS is_pinned
      FROM comments c
     WHERE c.id = $1
       FOR UPDATE OF c
"""

_LOCK = """
    INSERT INTO comment_locks (comment_id, post_id, locked_at)
    SELECT $1, $2, $3
     WHERE (SELECT count(*) FROM comment_locks WHERE post_id = $2) < $4
 RETURNING comment_id
"""

_UNLOCK = "DELETE FROM comment_locks WHERE comment_id = $1"

# The newest stands first. There is no place left where there are as many as there may be.
_PIN = """
    INSERT INTO pinned_comments (comment_id, post_id, place, pinned_at)
    SELECT $1, $2, (
               SELECT coalesce(min(free.place), 0)
                 FROM generate_series(1, 3) AS free (place)
                WHERE NOT EXISTS (
                          SELECT FROM pinned_comments
                           WHERE post_id = $2 AND place = free.place
                      )
           ), $3
"""

_UNPIN = "DELETE FROM pinned_comments WHERE comment_id = $1"

_HIDE = "UPDATE comments SET hidden_at = $2 WHERE id = $1"

_UNHIDE = "UPDATE comments SET hidden_at = NULL WHERE id = $1"

_HOLD = """
    INSERT INTO held_comments (comment_id, publication_id, author_id, held_at)
    SELECT $1, $2, $3, $4
     WHERE (
               SELECT count(*) FROM held_comments WHERE publication_id = $2 AND author_id = $3
           ) < $5
 RETURNING comment_id
"""

_RELEASE = "DELETE FROM held_comments WHERE comment_id = $1"

_TRUST = """
    INSERT INTO approved_commenters (user_id, publication_id, approved_at) VALUES ($1, $2, $3)
        ON CONFLICT DO NOTHING
"""

_MEANINGS = {
    "pinned_comments_are_few": TooManyPinned,
    "pinned_comments_have_a_place": TooManyPinned,
}


class ModerationRepository:
    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def settings(self, post_id: PostId) -> OwnSettings:
        row = await self._connection.fetchrow(_OF_POST, post_id)
        return OwnSettings(post_id) if row is None else to_settings(row)

    async def save_settings(self, settings: OwnSettings) -> None:
        await self._connection.execute(
            _SAVE,
            settings.post_id,
            None if settings.policy is None else settings.policy.value,
            settings.closes_after_days,
            settings.locked_at,
        )

    async def post_of(self, comment_id: CommentId) -> PostId | None:
        found: PostId | None = await self._connection.fetchval(_POST_OF, comment_id)
        return found

    async def comment(self, comment_id: CommentId) -> ModeratedComment | None:
        row = await self._connection.fetchrow(_COMMENT, comment_id)
        if row is None:
            return None
        return ModeratedComment(
            to_comment(row),
            row["by_id"],
            row["is_shown"],
            row["is_deleted"],
            row["is_hidden"],
            row["is_held"],
            row["is_locked"],
            row["is_pinned"],
        )

    async def post(self, post_id: PostId) -> Post:
        return await post_that_is_there(self._connection, post_id)

    async def lock_thread(self, comment_id: CommentId, post_id: PostId, *, at: datetime) -> None:
        if await self._connection.fetchval(_LOCK, comment_id, post_id, at, MOST_LOCKS) is None:
            raise Refused(TooManyLocks())

    async def unlock_thread(self, comment_id: CommentId) -> None:
        await self._connection.execute(_UNLOCK, comment_id)

    async def pin(self, comment_id: CommentId, post_id: PostId, *, at: datetime) -> None:
        with refusing(_MEANINGS):
            await self._connection.execute(_PIN, comment_id, post_id, at)

    async def unpin(self, comment_id: CommentId) -> None:
        await self._connection.execute(_UNPIN, comment_id)

    async def hide(self, comment_id: CommentId, *, at: datetime) -> None:
        await self._connection.execute(_HIDE, comment_id, at)

    async def unhide(self, comment_id: CommentId) -> None:
        await self._connection.execute(_UNHIDE, comment_id)


class QueueRepository:
    def __init__(self, connection: Executor) -> None:
        self._connection = connection

    async def hold(
        self,
        comment_id: CommentId,
        publication_id: PublicationId,
        author_id: UserId,
        *,
        at: datetime,
    ) -> None:
        whose = comment_id, publication_id, author_id
        if await self._connection.fetchval(_HOLD, *whose, at, MOST_HELD) is None:
            raise Refused(TooManyHeld())
        await self._connection.execute(_HIDE, comment_id, at)

    async def release(self, comment_id: CommentId) -> None:
        await self._connection.execute(_RELEASE, comment_id)

    async def trust(self, user_id: UserId, publication_id: PublicationId, *, at: datetime) -> None:
        await self._connection.execute(_TRUST, user_id, publication_id, at)


_WAITING = """held_comments h
      JOIN comments c ON c.id = h.comment_id
      JOIN posts p ON p.id = c.post_id"""

LISTS: Lists = {
    (HeldIn, None): ListOf(
        source=_WAITING,
        where="""h.publication_id = wanted.parent_id
             AND p.status NOT IN ('removed', 'deleted')""",
        columns=COLUMNS,
        build=to_comment,
        order=OLDEST_HELD,
        key="h.held_at",
        id="h.comment_id",
    ),
    (HeldOf, None): ListOf(
        source=_WAITING,
        where="h.author_id = wanted.parent_id AND p.status NOT IN ('removed', 'deleted')",
        columns=COLUMNS,
        build=to_comment,
        order=NEWEST_HELD,
        key="h.held_at",
        id="h.comment_id",
    ),
}

SCOPES: Scopes = {HeldIn: FOR_ONE_VIEWER, HeldOf: FOR_ONE_VIEWER}
