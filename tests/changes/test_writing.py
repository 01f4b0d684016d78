"""Whoever writes reads what they wrote."""

import asyncpg

from broadsheet.operations import Caller, Operations
from broadsheet.places import Places
from broadsheet.stores import Stores
from broadsheet.wiring import build_context
from db.change_feed import ChangeFeed
from db.executor import Connections, Executor
from db.pool import Pool, PoolLimits
from domain.ids import POST, PUBLICATION
from domain.posts.models import PostStatus
from execution.gate import Gate, OperationRequest
from execution.run import core_schema
from schema.schema import schema
from tests.api.client import ADDRESSES, WORLD
from tests.changes.conftest import until_live
from tests.factories import make_post, make_publication, make_user

PUBLISH = """
    mutation ($id: ID!) {
      publishPost(input: {postId: $id}) {
        ... on PublishPostSuccess { post { publication { postCount } } }
      }
    }
"""

COUNT = "query ($id: ID!) { node(id: $id) { ... on Publication { postCount } } }"


async def test_a_mutation_shows_what_it_changed_and_so_does_all_that_follows(
    dsn: str, writer: asyncpg.Connection
) -> None:
    ada = await make_user(writer)
    publication_id = await make_publication(writer, owner=ada)
    caller = Caller(actor=ada, request_id="a-test")
    pool = Pool(dsn, PoolLimits(size=2))
    feed = ChangeFeed(dsn, pool)
    operations = _operations(pool, feed)

    async def count() -> object:
        request = OperationRequest(
            query=COUNT, variables={"id": PUBLICATION.text_of(publication_id)}
        )
        return (await operations.answer(request, caller)).payload["data"]

    async with pool.open(), feed.open():
        await until_live(feed)
        for number in range(1, 21):
            draft = await make_post(
                writer, ada, publication_id=publication_id, status=PostStatus.DRAFT
            )
            await feed.caught_up()
            assert await count() == {"node": {"postCount": number - 1}}

            request = OperationRequest(query=PUBLISH, variables={"id": POST.text_of(draft)})
            answer = (await operations.answer(request, caller)).payload["data"]

            shown = {"post": {"publication": {"postCount": number}}}
            assert answer == {"publishPost": shown}
            assert await count() == {"node": {"postCount": number}}


def _operations(pool: Pool, feed: ChangeFeed) -> Operations:
    stored = Stores(feed, most=10, most_characters=10_000).reads

    def context(reads: Executor, writes: Connections, caller: Caller) -> object:
        return build_context(
            reads,
            writes,
            actor=caller.actor,
            world=WORLD,
            addresses=ADDRESSES,
            feed=feed,
            stored=stored,
        )

    return Operations(
        schema=schema,
        gate=Gate(core_schema(schema)),
        database=pool,
        build_context=context,
        places=Places(10),
        deadline_seconds=8,
    )
