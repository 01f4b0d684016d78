"""What happens when the database is slow, gone or full, and when callers do not wait."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import pytest
import pytest_asyncio
import uvicorn
from anyio import sleep_forever

from broadsheet.server import listen
from tests.http.workshop import LEGACY, STANDARD, Workshop, codes, open_workshop
from tests.waiting import until

_RUNNING = """
    SELECT count(*) FROM pg_stat_activity
     WHERE application_name = 'broadsheet' AND state = 'active'
"""

_TERMINATE = """
    SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity
     WHERE application_name = 'broadsheet'
"""

QUERIES = ["{ sleep }", "{ items { waits } }", "{ one items { waits } again: one sleep }"]


@pytest_asyncio.fixture
async def operator(server: str) -> AsyncIterator[asyncpg.Connection]:
    """A connection that watches from outside."""
    connection = await asyncpg.connect(server)
    yield connection
    await connection.close()


async def running(operator: asyncpg.Connection, count: int) -> None:
    """Wait until so many statements of ours run, for two seconds at most."""

    async def are_so_many() -> bool:
        return bool(await operator.fetchval(_RUNNING) == count)

    await until(are_so_many, seconds=2)


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("accept", [STANDARD, LEGACY])
async def test_after_its_deadline_an_operation_and_its_sql_are_cancelled(
    server: str, operator: asyncpg.Connection, query: str, accept: str
) -> None:
    async with open_workshop(server, deadline_seconds=0.1, answer_seconds=5) as workshop:
        answer = await workshop.post(query, accept=accept)

        assert (answer.status_code, codes(answer)) == (503, ["DEADLINE_EXCEEDED"])
        assert answer.headers["retry-after"] == "1"
        await running(operator, 0)
        assert (await workshop.post("{ one }")).status_code == 200


async def test_postgresql_itself_ends_a_statement_that_takes_too_long(server: str) -> None:
    async with open_workshop(server, statement_seconds=0.1) as workshop:
        answer = await workshop.post("{ one sleep }")

    assert (answer.status_code, codes(answer)) == (503, ["UNAVAILABLE"])
    assert "data" not in answer.json()


async def test_every_connection_has_its_time_limits(workshop: Workshop) -> None:
    names = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")

    shown = [await workshop.pool.fetchval(f"SHOW {name}") for name in names]

    assert shown == ["8s", "2s", "10s"]


@asynccontextmanager
async def served(workshop: Workshop) -> AsyncIterator[int]:
    """Serve the workshop on a port of its own."""
    listener = listen("127.0.0.1", 0)
    config = uvicorn.Config(workshop.app, log_config=None, lifespan="off", server_header=False)
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        await serving
        listener.close()


@pytest.mark.parametrize("query", QUERIES)
async def test_when_a_caller_hangs_up_its_sql_is_cancelled(
    server: str, operator: asyncpg.Connection, query: str
) -> None:
    body = f'{{"query": "{query}"}}'.encode()
    head = (
        "POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n"
        f"content-length: {len(body)}\r\n\r\n"
    )
    async with open_workshop(server) as workshop, served(workshop) as port:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(head.encode() + body)
        await running(operator, 1)

        writer.close()

        await running(operator, 0)
    assert workshop.places.taken == 0
    assert workshop.metrics.answers == {499: 1}


async def never_ending() -> AsyncIterator[bytes]:
    yield b"{"
    await sleep_forever()


async def test_no_more_than_so_many_operations_run_at_once(
    server: str, operator: asyncpg.Connection
) -> None:
    async with open_workshop(server, operations_at_once=1) as workshop:
        first = asyncio.create_task(workshop.post("{ sleep }"))
        await running(operator, 1)

        answer = await workshop.client.post("/graphql", content=never_ending())

        assert (answer.status_code, codes(answer)) == (503, ["OVERLOADED"])
        assert answer.headers["retry-after"] == "1"
        first.cancel()
        await asyncio.wait({first})
        await running(operator, 0)
        assert (await workshop.post("{ one }")).status_code == 200


async def test_who_cannot_have_a_connection_in_time_is_told_to_come_back(
    server: str, operator: asyncpg.Connection
) -> None:
    async with open_workshop(server, connections=1, acquire_seconds=0.05) as workshop:
        first = asyncio.create_task(workshop.post("{ sleep }"))
        await running(operator, 1)

        answer = await workshop.post("{ one }")

        assert (answer.status_code, codes(answer)) == (503, ["UNAVAILABLE"])
        assert answer.headers["retry-after"] == "1"
        assert workshop.pool.waits.refused == 1
        first.cancel()
        await asyncio.wait({first})


async def test_a_database_that_is_not_there_is_a_503_and_not_a_500() -> None:
    async with open_workshop("postgresql://nobody@127.0.0.1:1/nothing") as workshop:
        answer = await workshop.post("{ one }")
        without = await workshop.post('{ echo(text: "a") }')

    assert (answer.status_code, codes(answer)) == (503, ["UNAVAILABLE"])
    assert without.status_code == 200


async def test_a_read_is_asked_again_when_its_connection_broke(
    server: str, operator: asyncpg.Connection
) -> None:
    async with open_workshop(server) as workshop:
        await workshop.post("{ one }")
        await operator.fetch(_TERMINATE)

        answer = await workshop.post("{ one }")

    assert (answer.status_code, answer.json()["data"]) == (200, {"one": 1})


async def test_after_a_shutdown_every_connection_is_replaced(
    server: str, operator: asyncpg.Connection
) -> None:
    async with open_workshop(server) as workshop:
        async with workshop.pool.acquire() as first, workshop.pool.acquire() as second:
            pids = {await held.fetchval("SELECT pg_backend_pid()") for held in (first, second)}
        reading = asyncio.create_task(workshop.post("{ sleep }"))
        await running(operator, 1)
        await operator.fetch(_TERMINATE + " AND state = 'active'")
        await running(operator, 1)  # the read, asked again
        async with workshop.pool.acquire() as third:
            assert await third.fetchval("SELECT pg_backend_pid()") not in pids
        reading.cancel()
        await asyncio.wait({reading})
