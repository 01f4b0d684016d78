"""The same request sent again: it is done once, and answered the same."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import asyncpg
import pytest
import pytest_asyncio

from db.change_feed import ChangeFeed
from db.executor import Connection, Connections
from db.failures import ConnectionLost
from db.pool import Pool, PoolLimits
from domain.actor import Anonymous, Member, Scope
from domain.ids import MEDIA, POST, USER, PostId
from domain.posts.models import PostStatus
from domain.unavailable import Unavailable
from tests.changes.keyed import PUBLISH, Sender, codes, count, open_sender, shown, with_scopes
from tests.factories import NOON, make_member, make_post, make_publication, make_upload, make_user
from tests.pictures import MemoryStorage
from tests.waiting import until

KEY = "8e03978e-40d5-43dd-bc93-6894a57f9324"

PUBLISHED = {
    "publishPost": {
        "__typename": "PublishPostSuccess",
        "post": {"status": "PUBLISHED", "publication": {"postCount": 1}},
    }
}


@pytest_asyncio.fixture(loop_scope="session")
async def sender(dsn: str) -> AsyncIterator[Sender]:
    async with open_sender(dsn) as sender:
        yield sender


@pytest_asyncio.fixture(loop_scope="session")
async def ada(writer: asyncpg.Connection) -> Member:
    await writer.execute("TRUNCATE outbox, idempotency_keys")
    return await make_user(writer)


async def draft_of(writer: asyncpg.Connection, author: Member) -> PostId:
    publication_id = await make_publication(writer, owner=author)
    return await make_post(writer, author, publication_id=publication_id, status=PostStatus.DRAFT)


async def test_a_request_that_is_sent_again_is_answered_the_same_and_not_done(
    sender: Sender, writer: asyncpg.Connection, ada: Member
) -> None:
    draft = await draft_of(writer, ada)

    first = await sender.publish(ada, KEY, draft)
    again = await sender.publish(ada, KEY, draft)

    assert shown(first) == PUBLISHED
    assert again.body == first.body
    assert (first.is_replayed, again.is_replayed) == (False, True)
    assert await count(writer, "outbox") == 1


async def test_a_key_is_stored_with_the_change_or_not_at_all(
    sender: Sender, writer: asyncpg.Connection, ada: Member
) -> None:
    stranger = await make_user(writer)
    draft = await draft_of(writer, ada)

    refused = await sender.publish(stranger, KEY, draft)

    assert shown(refused)["publishPost"]["code"] == "POST_NOT_FOUND"
    assert await count(writer, "idempotency_keys") == 0

    publication_id = await writer.fetchval("SELECT publication_id FROM posts WHERE id = $1", draft)
    await make_member(writer, publication_id, stranger, role="editor")
    done = await sender.publish(stranger, KEY, draft)
    assert shown(done) == PUBLISHED
    assert await count(writer, "idempotency_keys") == 1


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


@pytest.mark.parametrize("what", ["variables", "document", "name", "scopes"])
async def test_a_key_stands_for_one_request(
    sender: Sender, writer: asyncpg.Connection, ada: Member, what: str
) -> None:
    draft, other = await draft_of(writer, ada), await draft_of(writer, ada)
    query = PUBLISH.replace("mutation", "mutation A") + PUBLISH.replace("mutation", "mutation B")
    await sender.send(ada, KEY, query, name="A", id=POST.text_of(draft))

    actor, name, wanted = ada, "A", draft
    match what:
        case "variables":
            wanted = other
        case "document":
            query = query.replace("status", "title")
        case "name":
            name = "B"
        case "scopes":
            actor = with_scopes(ada, Scope.READ)
    refused = await sender.send(actor, KEY, query, name=name, id=POST.text_of(wanted))

    assert refused.refused_with == "IDEMPOTENCY_KEY_REUSED"
    assert await count(writer, "outbox") == 1


async def test_keys_of_others_are_their_own(
    sender: Sender, writer: asyncpg.Connection, ada: Member
) -> None:
    bob = await make_user(writer)
    drafts = [await draft_of(writer, member) for member in (ada, bob)]

    answers = [
        await sender.publish(*each) for each in ((ada, KEY, drafts[0]), (bob, KEY, drafts[1]))
    ]

    assert [shown(answer) for answer in answers] == [PUBLISHED, PUBLISHED]


async def test_of_twenty_at_once_one_is_done_and_all_are_answered_the_same(
    dsn: str, writer: asyncpg.Connection, ada: Member
) -> None:
    draft = await draft_of(writer, ada)
    # Two processes that know nothing of each other.
    async with open_sender(dsn) as one, open_sender(dsn) as two:
        answers = await asyncio.gather(
            *(sender.publish(ada, KEY, draft) for sender in (one, two) for _ in range(10))
        )

    assert {answer.body for answer in answers} == {answers[0].body}
    assert shown(answers[0]) == PUBLISHED
    assert sum(not answer.is_replayed for answer in answers) == 1
    assert await count(writer, "outbox") == 1


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


async def test_a_key_is_kept_for_a_day(
    sender: Sender, writer: asyncpg.Connection, ada: Member
) -> None:
    drafts = [await draft_of(writer, ada) for _ in range(4)]
    for number, draft in enumerate(drafts[:3]):
        await sender.publish(ada, f"{KEY}-{number}", draft)

    sender.clock.now += timedelta(hours=24) - timedelta(seconds=1)
    assert (await sender.publish(ada, f"{KEY}-0", drafts[3])).refused_with is not None
    assert await sender.remove_old() == 0

    sender.clock.now += timedelta(seconds=1)
    assert shown(await sender.publish(ada, f"{KEY}-0", drafts[3])) == PUBLISHED
    assert await sender.remove_old() == 2
    assert await count(writer, "idempotency_keys") == 1


async def test_an_answer_too_large_to_keep_is_not_given_again(
    dsn: str, writer: asyncpg.Connection, ada: Member
) -> None:
    draft = await draft_of(writer, ada)
    async with open_sender(dsn, most_bytes=100) as sender:
        first = await sender.publish(ada, KEY, draft)
        again = await sender.publish(ada, KEY, draft)

    assert shown(first) == PUBLISHED
    assert again.refused_with == "IDEMPOTENCY_ANSWER_NOT_KEPT"
    assert await count(writer, "outbox") == 1


async def test_of_one_user_so_much_is_kept_in_a_day(
    dsn: str, writer: asyncpg.Connection, ada: Member
) -> None:
    drafts = [await draft_of(writer, ada) for _ in range(2)]
    async with open_sender(dsn, room=300) as sender:
        for draft in drafts:
            await sender.publish(ada, str(draft), draft)
        again = [await sender.publish(ada, str(draft), draft) for draft in drafts]

    assert codes(again) == [None, "IDEMPOTENCY_ANSWER_NOT_KEPT"]
    assert await count(writer, "outbox") == 2


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


async def test_a_request_of_several_mutations_is_one(
    sender: Sender, writer: asyncpg.Connection, ada: Member
) -> None:
    mine, other = await draft_of(writer, ada), await draft_of(writer, await make_user(writer))
    both = """
        mutation ($one: ID!, $two: ID!) {
          one: publishPost(input: {postId: $one}) { __typename }
          two: publishPost(input: {postId: $two}) { __typename }
        }
    """
    variables = {"one": POST.text_of(mine), "two": POST.text_of(other)}

    first = await sender.send(ada, KEY, both, **variables)
    again = await sender.send(ada, KEY, both, **variables)

    assert shown(first) == {
        "one": {"__typename": "PublishPostSuccess"},
        "two": {"__typename": "NotFoundError"},
    }
    assert again.body == first.body
    assert await count(writer, "outbox") == 1


async def test_who_is_not_signed_in_has_no_keys_and_reads_need_none(
    sender: Sender, writer: asyncpg.Connection, ada: Member
) -> None:
    nobody = await sender.send(Anonymous(), KEY, id=POST.text_of(await draft_of(writer, ada)))
    read = await sender.send(ada, KEY, "{ __typename }")

    assert nobody.payload["data"]["publishPost"]["code"] == "UNAUTHENTICATED"
    assert codes([nobody, read]) == [None, None]
    assert await count(writer, "idempotency_keys") == 0


async def test_what_is_kept_in_memory_shows_the_change_once_it_is_answered(
    dsn: str, writer: asyncpg.Connection, feed: ChangeFeed, ada: Member
) -> None:
    draft = await draft_of(writer, ada)
    await feed.caught_up()
    position = feed.position
    async with open_sender(dsn, feed=feed) as sender:
        await sender.publish(ada, KEY, draft)

    assert feed.position > position
