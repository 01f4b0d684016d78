"""A request with a key that something comes between: it is done once, or not at all."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import pytest

from db.executor import Connection, Connections
from db.failures import ConnectionLost
from db.pool import Pool, PoolLimits
from domain.actor import Member
from domain.ids import MEDIA, USER
from domain.unavailable import Unavailable
from tests.changes.keyed import KEY, PUBLISHED, Sender, count, draft_of, open_sender, shown
from tests.factories import NOON, make_upload
from tests.pictures import MemoryStorage
from tests.waiting import until


async def test_nothing_of_it_is_seen_by_others_or_kept_when_it_fails(
    sender: Sender, writer: asyncpg.Connection, ada: Member
) -> None:
    draft = await draft_of(writer, ada)
    # Whatever is read of publications fails, after the post was published.
    await writer.execute("ALTER TABLE publications RENAME COLUMN name TO called")

    failed = await sender.publish(ada, KEY, draft)

    await writer.execute("ALTER TABLE publications RENAME COLUMN called TO name")
    assert failed.refused_with == "INTERNAL"
    assert "data" not in failed.payload
    assert await writer.fetchval("SELECT status FROM posts WHERE id = $1", draft) == "draft"
    assert (await count(writer, "outbox"), await count(writer, "idempotency_keys")) == (0, 0)
    assert shown(await sender.publish(ada, KEY, draft)) == PUBLISHED


@pytest.mark.parametrize("processes", [1, 2])
async def test_whoever_waits_too_long_is_told_that_the_key_is_in_use(
    dsn: str, writer: asyncpg.Connection, ada: Member, processes: int
) -> None:
    draft = await draft_of(writer, ada)
    async with (
        open_sender(dsn, lock=30, line=0.1) as one,
        open_sender(dsn, lock=0.1) as two,
    ):
        second = two if processes == 2 else one
        async with writer.transaction():
            await writer.execute("SELECT 1 FROM posts WHERE id = $1 FOR UPDATE", draft)
            first = asyncio.create_task(one.publish(ada, KEY, draft))
            await until(lambda: _is_waited_for(dsn))
            refused = await second.publish(ada, KEY, draft)
        assert refused.refused_with == "IDEMPOTENCY_KEY_IN_USE"
        assert shown(await first) == PUBLISHED
        assert (await second.publish(ada, KEY, draft)).is_replayed


async def _is_waited_for(dsn: str) -> bool:
    connection = await asyncpg.connect(dsn)
    try:
        return bool(
            await connection.fetchval("SELECT count(*) > 0 FROM pg_locks WHERE NOT granted")
        )
    finally:
        await connection.close()


async def test_a_connection_that_breaks_is_replaced_once(
    dsn: str, writer: asyncpg.Connection, ada: Member
) -> None:
    draft = await draft_of(writer, ada)
    async with open_sender(dsn, lock=30) as sender:
        async with writer.transaction():
            await writer.execute("SELECT 1 FROM posts WHERE id = $1 FOR UPDATE", draft)
            sending = asyncio.create_task(sender.publish(ada, KEY, draft))
            await until(lambda: _is_waited_for(dsn))
            await writer.execute(
                """
                SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
                 WHERE wait_event_type = 'Lock' AND datname = current_database()
                """
            )
        answer = await sending

    assert shown(answer) == PUBLISHED
    assert not answer.is_replayed
    assert await count(writer, "outbox") == 1


class Forgetful:
    """Connections of which the first breaks after it has committed, before anybody is told."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._has_broken = False

    @asynccontextmanager
    async def acquire(self) -> AsyncIterator[Connection]:
        async with self._connections.acquire() as connection:
            yield connection
        if not self._has_broken:
            self._has_broken = True
            raise ConnectionLost("after it has committed")


async def test_what_was_committed_when_the_connection_broke_is_not_done_again(
    dsn: str, writer: asyncpg.Connection, ada: Member
) -> None:
    draft = await draft_of(writer, ada)
    pool = Pool(dsn, PoolLimits(size=2))
    async with pool.open(), open_sender(dsn, through=Forgetful(pool)) as sender:
        answer = await sender.publish(ada, KEY, draft)

    assert shown(answer) == PUBLISHED
    assert answer.is_replayed
    assert await count(writer, "outbox") == 1


async def test_when_the_database_is_away_nothing_is_done() -> None:
    nobody = Member(user_id=USER.new_id(at=NOON))
    async with open_sender("postgresql://nobody@127.0.0.1:1/nothing") as sender:
        answer = await sender.send(nobody, KEY, id="post_1")

    assert answer.refused_with == "UNAVAILABLE"


REMOVE = """
    mutation ($id: ID!) {
      deleteMedia(input: {mediaId: $id}) { ... on DeleteMediaSuccess { media { id } } }
    }
"""


async def test_files_are_removed_only_when_that_will_not_be_undone(
    dsn: str, writer: asyncpg.Connection, ada: Member
) -> None:
    media_id = await make_upload(writer, ada)
    key = await writer.fetchval("SELECT key FROM media_assets WHERE id = $1", media_id)
    storage = MemoryStorage()
    await storage.put(key, b"a picture", "image/png")
    pool = Pool(dsn, PoolLimits(size=2))
    async with pool.open(), open_sender(dsn, through=Failing(pool), storage=storage) as sender:
        failed = await sender.send(ada, KEY, REMOVE, id=MEDIA.text_of(media_id))
        assert failed.refused_with == "UNAVAILABLE"
        assert key in storage.files

        done = await sender.send(ada, KEY, REMOVE, id=MEDIA.text_of(media_id))
        assert shown(done) == {"deleteMedia": {"media": {"id": MEDIA.text_of(media_id)}}}
        assert key not in storage.files


class Failing:
    """Connections of which the first is found to be no good when it is to commit."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._has_failed = False

    @asynccontextmanager
    async def acquire(self) -> AsyncIterator[Connection]:
        async with self._connections.acquire() as connection:
            if self._has_failed:
                yield connection
                return
            self._has_failed = True
            async with connection.transaction():
                yield connection
                raise Unavailable("before it has committed")
