"""What is kept, for how long, and how much of it."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from random import Random
from typing import Any

import asyncpg
import httpx2
import pytest
from asyncpg import Record

from broadsheet.answer_cache import SharedAnswer, key_of
from broadsheet.app import create_app
from broadsheet.settings import Settings
from db.change_feed import ChangeFeed
from db.executor import Executor
from db.lists import LISTS, SCOPES
from db.recording import Dependencies, Recording
from db.users import UserReader, users_by_id
from domain.comments.reading import ThreadOf
from domain.posts.listings import Posts
from execution.gate import OperationRequest
from execution.registry import sha256_of
from tests.changes.conftest import KILL_LISTENERS, until_live
from tests.factories import make_user
from tests.kept.operations import any_operation
from tests.kept.site import Site, open_site
from tests.kept.world import World

PEOPLE = "{ users(first: 1) { nodes { username } } }"


@asynccontextmanager
async def served(dsn: str, **given: Any) -> AsyncIterator[tuple[httpx2.AsyncClient, ChangeFeed]]:
    """Open the application as an operator runs it, without a port."""
    settings = Settings(**{"database_url": dsn, "explorer": False, "metrics": True, **given})
    app = create_app(settings)
    transport = httpx2.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx2.AsyncClient(transport=transport, base_url="http://a") as client,
    ):
        await until_live(app.state.feed)
        yield client, app.state.feed


async def numbers(client: httpx2.AsyncClient) -> dict[str, int]:
    """Return what operators see of the kept answers."""
    told = (await client.get("/metrics")).text
    lines = [line for line in told.splitlines() if line.startswith("broadsheet_answer_cache_")]
    pairs = (line.removeprefix("broadsheet_answer_cache_").split() for line in lines)
    return {name: int(number) for name, number in pairs}


async def test_an_answer_to_get_is_kept_until_it_changes(
    dsn: str, writer: asyncpg.Connection
) -> None:
    await World.empty(writer)
    await make_user(writer, username="ada")
    async with served(dsn, answer_cache_bytes=1_000_000) as (client, feed):
        await feed.caught_up()
        first = await client.get("/graphql", params={"query": PEOPLE})
        again = await client.get("/graphql", params={"query": PEOPLE})
        seen = {"if-none-match": first.headers["etag"]}
        unchanged = await client.get("/graphql", params={"query": PEOPLE}, headers=seen)
        assert (again.content, again.headers["etag"]) == (first.content, first.headers["etag"])
        assert unchanged.status_code == 304
        kept = await numbers(client)
        assert (kept["hits_total"], kept["misses_total"], kept["answers"]) == (2, 1, 1)
        assert kept["bytes"] > len(first.content)

        await make_user(writer, username="bob")
        await feed.caught_up()
        changed = await client.get("/graphql", params={"query": PEOPLE}, headers=seen)

        assert changed.status_code == 200
        assert changed.json()["data"] == {"users": {"nodes": [{"username": "bob"}]}}
        assert (await numbers(client))["dropped_total"] == 1


async def test_a_text_that_comes_with_its_hash_is_registered_whatever_was_kept_of_it(
    dsn: str,
) -> None:
    def named(text: str) -> dict[str, str]:
        asked = {"persistedQuery": {"version": 1, "sha256Hash": sha256_of(text)}}
        return {"extensions": json.dumps(asked)}

    async with served(dsn, answer_cache_bytes=1_000_000, registered_documents=1) as (client, feed):
        await feed.caught_up()
        for text in (PEOPLE, f"{PEOPLE} # which drives the first one out"):
            told = await client.get("/graphql", params={"query": text, **named(text)})
            assert "data" in told.json()
        forgotten = await client.get("/graphql", params=named(PEOPLE))
        told = await client.get("/graphql", params={"query": PEOPLE, **named(PEOPLE)})
        answers = [await client.get("/graphql", params=named(PEOPLE)) for _ in range(2)]

        assert forgotten.json()["errors"][0]["message"] == "PersistedQueryNotFound"
        assert [answer.json() for answer in answers] == [told.json()] * 2
        assert (await numbers(client))["hits_total"] == 1


async def test_without_the_setting_nothing_is_kept(dsn: str) -> None:
    async with served(dsn) as (client, _):
        for _ in range(2):
            answer = await client.get("/graphql", params={"query": PEOPLE})
            assert answer.headers["etag"]

        assert set((await numbers(client)).values()) == {0}


@pytest.mark.parametrize(
    "headers", [{"authorization": "Bearer abc"}, {"x-broadsheet-explain": "statements"}]
)
async def test_whoever_is_known_or_watches_is_answered_anew(
    dsn: str, headers: dict[str, str]
) -> None:
    async with served(dsn, answer_cache_bytes=1_000_000) as (client, _):
        for _ in range(2):
            await client.get("/graphql", params={"query": PEOPLE}, headers=headers)

        assert set((await numbers(client)).values()) == {0}


async def test_what_is_posted_or_goes_wrong_is_not_kept(dsn: str) -> None:
    async with served(dsn, answer_cache_bytes=1_000_000) as (client, _):
        await client.post("/graphql", json={"query": PEOPLE})
        for query in ("{", "{ users(first: 1000) { totalCount } }"):
            answer = await client.get("/graphql", params={"query": query})
            assert answer.headers["cache-control"] == "no-store"

        assert (await numbers(client))["answers"] == 0


async def test_a_lost_connection_drops_everything(site: Site, writer: asyncpg.Connection) -> None:
    await site.ask(PEOPLE)
    assert site.keeps(PEOPLE)

    await writer.execute(KILL_LISTENERS)
    await site.feed.caught_up()
    assert not site.feed.is_live
    assert not site.keeps(PEOPLE)
    await site.ask(PEOPLE)
    assert not site.keeps(PEOPLE)
    assert site.cache.counts.bytes == 0

    await until_live(site.feed)
    await site.ask(PEOPLE)
    assert site.keeps(PEOPLE)


class Between(Recording):
    """Reads, and lets something happen after every read."""

    def __init__(self, reads: Executor, then: Callable[[], Awaitable[Any]]) -> None:
        super().__init__(reads, Dependencies())
        self._then = then

    async def fetch(self, query: str, *args: object) -> Sequence[Record]:
        rows = await self.reads.fetch(query, *args)
        await self._then()
        return rows


async def test_what_changes_while_it_is_read_is_not_kept(
    site: Site, writer: asyncpg.Connection
) -> None:
    member = await make_user(writer)
    await site.feed.caught_up()

    async def rename() -> None:
        statement = "UPDATE users SET name = 'New' WHERE id = $1"
        await writer.execute(statement, member.user_id)
        await site.feed.caught_up()

    answer = SharedAnswer.of(b"{}", operation=None, cost=None)
    position = site.cache.position()
    assert position is not None
    made_of = Dependencies()
    between = Between(writer, rename)
    await users_by_id(Recording(between, made_of), [member.user_id])
    assert made_of.are_known

    assert not site.cache.keep(b"key", answer, made_of, read_since=position)
    assert site.cache.keep(b"key", answer, made_of, read_since=site.feed.position)


async def test_of_too_much_those_asked_for_longest_ago_go(dsn: str) -> None:
    async with open_site(dsn, most_bytes=20_000) as site:
        asked = [f"{{ a{number}: __typename }}" for number in range(40)]
        for query in asked:
            await site.ask(query)
            await site.ask(asked[0])
        assert site.cache.counts.bytes <= 20_000
        kept = [query for query in asked if site.keeps(query)]

    assert kept[0] == asked[0]
    assert kept[1:] == asked[-len(kept) + 1 :]
    assert 10 < len(kept) < 40


async def test_an_answer_too_large_for_its_share_is_not_kept(dsn: str) -> None:
    async with open_site(dsn, most_bytes=20_000) as site:
        large = f"{{ {'a' * 2000}: __typename }}"
        await site.ask(large)

        assert not site.keeps(large)


async def test_everything_the_api_reads_says_what_it_depends_on(
    site: Site, writer: asyncpg.Connection
) -> None:
    world = World(writer, Random(7))  # noqa: S311 - the same every time
    await world.begin()
    await site.feed.caught_up()
    random = Random(8)  # noqa: S311 - the same every time
    for request in [await any_operation(random, world) for _ in range(200)]:
        await site.outcome(request)
        made_of = await site.dependencies(request)
        assert made_of.undeclared == [], request.operation_name
        assert made_of.are_known, request.operation_name


def test_every_list_says_what_it_depends_on() -> None:
    kinds = {listing for listing, _ in LISTS} | {Posts, ThreadOf}

    assert set(SCOPES) == kinds


async def test_what_nobody_declared_makes_an_answer_unfit(database: Any) -> None:
    made_of = Dependencies()
    reader = UserReader(Recording(database, made_of))
    await reader.by_username("nobody")
    assert made_of.are_known
    assert made_of.names == {"users.listed"}

    await Recording(database, made_of).fetchval("SELECT count(*) FROM users")
    assert not made_of.are_known


def test_requests_are_told_apart_by_all_there_is_in_them() -> None:
    same = [
        OperationRequest(query="{ a }", variables={"a": 1, "b": [None]}),
        OperationRequest(query="{ a }", variables={"b": [None], "a": 1}),
    ]
    others = [
        OperationRequest(query="{ a }"),
        OperationRequest(query="{ a }", operation_name="a"),
        OperationRequest(query="{ a }", operation_name=""),
        OperationRequest(query="{ b }"),
        OperationRequest(query="{ a }", variables={"a": "1", "b": [None]}),
        OperationRequest(query="{ a }", variables={"a": True, "b": [None]}),
    ]

    keys = {key_of(request) for request in [*same, *others]}
    assert None not in keys
    assert len(keys) == 1 + len(others)
    assert key_of(OperationRequest(query="{ a }", variables={"a": 2**70})) is None
