"""Sends mutations with keys, as a server would run them."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import asyncpg
import orjson

from broadsheet.encoding import encoded
from broadsheet.keyed import KeyedMutations, Lines, remove_old_keys
from broadsheet.operations import Caller, Operations, Outcome
from broadsheet.places import Places
from broadsheet.uncommitted import Uncommitted
from db.change_feed import ChangeFeed
from db.executor import Connections, Database, Executor
from db.pool import Pool, PoolLimits
from domain.actor import Actor, Member, Scope
from domain.ids import POST, PostId
from domain.limits.buckets import Buckets
from domain.limits.models import Rate
from domain.media.ports import MediaStorage
from domain.posts.models import PostStatus
from execution.gate import Gate, OperationRequest
from execution.run import core_schema
from schema.schema import schema
from tests.api.client import ADDRESSES, WORLD
from tests.factories import NOON, make_post, make_publication
from tests.pictures import MemoryStorage

PUBLISH = """
    mutation ($id: ID!) {
      publishPost(input: {postId: $id}) {
        __typename
        ... on PublishPostSuccess { post { status publication { postCount } } }
        ... on Error { code }
      }
    }
"""

_GATE = Gate(core_schema(schema))


@dataclass
class Hands:
    """A clock whose hands a test moves."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True)
class Sender:
    operations: Operations
    pool: Pool
    clock: Hands

    async def send(
        self,
        actor: Actor,
        key: str | None,
        query: str = PUBLISH,
        *,
        name: str | None = None,
        **variables: Any,
    ) -> Outcome:
        request = OperationRequest(query=query, operation_name=name, variables=variables)
        caller = Caller(actor=actor, request_id="a-test", idempotency_key=key)
        return await self.operations.answer(request, caller)

    async def publish(self, actor: Actor, key: str | None, post_id: PostId) -> Outcome:
        return await self.send(actor, key, id=POST.text_of(post_id))

    async def remove_old(self) -> int:
        return await remove_old_keys(self.pool, self.clock, most_at_once=2)


def shown(outcome: Outcome) -> Any:
    """Return what a caller reads of the data."""
    return orjson.loads(outcome.body or encoded(outcome.payload))["data"]


def codes(outcomes: Sequence[Outcome]) -> list[str | None]:
    return [outcome.refused_with for outcome in outcomes]


@asynccontextmanager
async def open_sender(  # noqa: PLR0913 - every argument is a choice some test makes
    dsn: str,
    *,
    size: int = 4,
    acquire: float = 2,
    lock: float = 2,
    line: float = 30,
    most_bytes: int = 100_000,
    room: int = 1_000_000,
    storage: MediaStorage | None = None,
    through: Connections | None = None,
    feed: ChangeFeed | None = None,
) -> AsyncIterator[Sender]:
    """Open a sender. Who comes with a key that is in use waits for a `lock` in the database, or in
    a `line` of this process. Connections may be a test's own, which it goes `through`.
    """
    pool = Pool(dsn, PoolLimits(size=size, acquire=acquire, lock=lock))
    clock = Hands()
    world = replace(WORLD, clock=clock, media_storage=storage or MemoryStorage())
    once = KeyedMutations(
        database=through or pool,
        begin=lambda: Uncommitted(world=world, addresses=ADDRESSES, feed=feed),
        clock=clock,
        lines=Lines(line),
        most_bytes=most_bytes,
        room=Buckets(Rate(points=room, seconds=1_000), lambda: 0.0, places=64),
    )
    operations = Operations(
        schema=schema,
        gate=_GATE,
        database=pool,
        build_context=Uncommitted(world=world, addresses=ADDRESSES, feed=None).build_context,
        places=Places(100),
        deadline_seconds=8,
        once=once,
    )
    async with pool.open():
        yield Sender(operations, pool, clock)


def with_scopes(actor: Any, *scopes: Scope) -> Any:
    return replace(actor, scopes=scopes)


async def count(database: Database | Executor, table: str) -> int:
    return int(await database.fetchval(f"SELECT count(*) FROM {table}"))  # noqa: S608 - of a test


KEY = "8e03978e-40d5-43dd-bc93-6894a57f9324"

PUBLISHED = {
    "publishPost": {
        "__typename": "PublishPostSuccess",
        "post": {"status": "PUBLISHED", "publication": {"postCount": 1}},
    }
}


async def draft_of(writer: asyncpg.Connection, author: Member) -> PostId:
    publication_id = await make_publication(writer, owner=author)
    return await make_post(writer, author, publication_id=publication_id, status=PostStatus.DRAFT)
