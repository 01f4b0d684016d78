"""Answers that are kept, next to answers that are not, of one database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

import orjson

from broadsheet.answer_cache import AnswerCache
from broadsheet.clock import utc_now
from broadsheet.operations import Caller, Operations, Outcome
from broadsheet.places import Places
from broadsheet.sharing import SharedAnswers
from broadsheet.stores import Stores
from broadsheet.wiring import build_context
from db.change_feed import ChangeFeed
from db.executor import Connections, Executor
from db.pool import Pool, PoolLimits
from db.recording import Dependencies
from domain.actor import Actor
from domain.ids import POST, PostId
from execution.gate import Gate, OperationRequest
from execution.run import core_schema
from resolvers.context import RequestContext
from schema.schema import schema
from tests.api.client import ADDRESSES, NOBODY, WORLD
from tests.changes.conftest import until_live

_PUBLISH = "mutation ($id: ID!) { publishPost(input: {postId: $id}) { __typename } }"

_GATE = Gate(core_schema(schema))


@dataclass(frozen=True, slots=True)
class Site:
    feed: ChangeFeed
    cache: AnswerCache
    operations: Operations

    async def ask(self, query: str, *, actor: Actor = NOBODY, **variables: Any) -> Any:
        """Return the data of an answer, kept or not."""
        asked = OperationRequest(query=query, variables=variables)
        if actor is NOBODY:
            return orjson.loads(await self.body(asked))["data"]
        outcome = await self._reads.answer(asked, _caller(actor))
        assert not outcome.codes, outcome.payload
        return outcome.payload["data"]

    async def body(self, request: OperationRequest) -> bytes:
        """Return an answer, which is kept if it can be, and given again if it was."""
        return _body(await self.outcome(request))

    async def outcome(self, request: OperationRequest) -> Outcome:
        caller = _caller(NOBODY)
        return self._reads.kept(request, caller) or await self._reads.answer(request, caller)

    async def fresh(self, request: OperationRequest) -> bytes:
        """Return an answer that was read just now."""
        return _body(await SharedAnswers(self.operations).answer(request, _caller(NOBODY)))

    async def dependencies(self, request: OperationRequest) -> Dependencies:
        """Return what an answer depends on."""
        made_of = Dependencies()
        outcome = await self.operations.answer(request, _caller(NOBODY), made_of=made_of)
        assert not outcome.codes, outcome.payload
        return made_of

    async def publish(self, actor: Actor, post_id: PostId) -> None:
        """Publish a post, as somebody who may."""
        asked = OperationRequest(query=_PUBLISH, variables={"id": POST.text_of(post_id)})
        outcome = await self.operations.answer(asked, _caller(actor))
        assert outcome.payload["data"]["publishPost"]["__typename"] == "PublishPostSuccess"

    def keeps(self, query: str, **variables: Any) -> bool:
        return self.kept(OperationRequest(query=query, variables=variables)) is not None

    def kept(self, request: OperationRequest) -> bytes | None:
        outcome = self._reads.kept(request, _caller(NOBODY))
        return None if outcome is None else _body(outcome)

    @property
    def _reads(self) -> SharedAnswers:
        return SharedAnswers(self.operations, self.cache)


def _caller(actor: Actor) -> Caller:
    return Caller(actor=actor, request_id="a-test", has_credentials=actor is not NOBODY)


def _body(outcome: Outcome) -> bytes:
    assert outcome.shared is not None, outcome.payload
    return outcome.shared.body


@asynccontextmanager
async def open_site(dsn: str, *, most_bytes: int = 20_000_000) -> AsyncIterator[Site]:
    pool = Pool(dsn, PoolLimits(size=4))
    feed = ChangeFeed(dsn, pool)
    stores = Stores(feed, most=100, most_characters=100_000)

    def context(reads: Executor, writes: Connections, caller: Caller) -> RequestContext:
        return build_context(
            reads,
            writes,
            actor=caller.actor,
            world=replace(WORLD, clock=utc_now),
            addresses=ADDRESSES,
            feed=feed,
            stored=stores.reads,
        )

    operations = Operations(
        schema=schema,
        gate=_GATE,
        database=pool,
        build_context=context,
        places=Places(40),
        deadline_seconds=8,
    )
    async with pool.open(), feed.open():
        await until_live(feed)
        yield Site(feed, AnswerCache(feed, most_bytes), operations)
