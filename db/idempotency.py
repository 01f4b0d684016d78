"""Keys of mutations in PostgreSQL. Each is stored in the transaction of the change it came with."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import asyncpg

from db.executor import Executor
from domain.ids import UserId

KEPT_FOR = timedelta(hours=24)

# Whoever comes second waits here until the first one's transaction has ended.
_TAKE = """
    INSERT INTO idempotency_keys (user_id, key, request_hash, created_at)
    VALUES ($1, $2, $3, $4)
        ON CONFLICT (user_id, key) DO UPDATE
           SET request_hash = excluded.request_hash,
               answer = NULL,
               created_at = excluded.created_at
         WHERE idempotency_keys.created_at <= $5
 RETURNING true
"""

_FIND = "SELECT request_hash, answer FROM idempotency_keys WHERE user_id = $1 AND key = $2"

_KEEP = "UPDATE idempotency_keys SET answer = $3 WHERE user_id = $1 AND key = $2"

_REMOVE = """
    DELETE FROM idempotency_keys
     WHERE (user_id, key) IN (
           SELECT user_id, key FROM idempotency_keys
            WHERE created_at <= $1
            ORDER BY created_at
            LIMIT $2
              FOR UPDATE SKIP LOCKED)
 RETURNING true
"""


class KeyInUse(Exception):  # noqa: N818 - it says what is the case
    """Somebody else is at work under this key, and was so for too long to wait for."""


class KeyReused(Exception):  # noqa: N818 - the same
    """The key stands for another request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyedRequest:
    """A request, and what its caller calls it."""

    user_id: UserId
    key: str
    hash: bytes


@dataclass(frozen=True, slots=True)
class Done:
    """What was done under a key before."""

    answer: bytes | None
    """None for an answer that was not kept."""


async def take(connection: Executor, request: KeyedRequest, *, at: datetime) -> Done | None:
    """Take the key until the transaction ends. Says what was done under it, if anything was.

    Raises KeyInUse and KeyReused.
    """
    user_id, key = request.user_id, request.key
    found = None
    while found is None:
        try:
            is_ours = await connection.fetchval(
                _TAKE, user_id, key, request.hash, at, at - KEPT_FOR
            )
        except asyncpg.LockNotAvailableError:
            raise KeyInUse from None
        if is_ours:
            return None
        # Between the two statements it may have been removed, being old.
        found = await connection.fetchrow(_FIND, user_id, key)
    if found["request_hash"] != request.hash:
        raise KeyReused
    return Done(found["answer"])


async def keep(connection: Executor, request: KeyedRequest, answer: bytes) -> None:
    """Store the answer, to be given to whoever comes with the key again."""
    await connection.execute(_KEEP, request.user_id, request.key, answer)


async def remove_old(database: Executor, *, at: datetime, most: int) -> int:
    """Remove some of the keys that are kept no longer, the oldest first, and say how many."""
    return len(await database.fetch(_REMOVE, at - KEPT_FOR, most))
