"""Whether a mutation leaves the same behind, whoever has answered it."""

import asyncio
import json
from collections.abc import Sequence
from typing import Any

import asyncpg
import httpx2

from bench.answers import check, data_of
from bench.operations import Operation
from bench.servers import Server

_PUT_BACK = """
    UPDATE publications SET description = NULL WHERE description IS NOT NULL;
    TRUNCATE outbox, audit_entries
"""

# Ids of entries, moments and numbers differ from run to run.
_EFFECTS = {
    "publications": """
        SELECT to_jsonb(b) FROM publications b WHERE description IS NOT NULL
    """,
    "outbox": """
        SELECT to_jsonb(o) - '{id,transaction,occurred_at}'::text[] #- '{payload,occurred_at}'
          FROM outbox o
    """,
    "audit_entries": """
        SELECT to_jsonb(e) - '{id,occurred_at}'::text[] FROM audit_entries e
    """,
}


async def put_back(connection: asyncpg.Connection) -> None:
    """Undo what the mutation does, so that all servers find the same."""
    await connection.execute(_PUT_BACK)


def clear(dsn: str) -> None:
    """Leave the data set as it was made, so that nothing grows from run to run."""
    asyncio.run(_clear(dsn))


async def _clear(dsn: str) -> None:
    connection = await asyncpg.connect(dsn)
    await put_back(connection)
    await connection.execute("VACUUM publications")
    await connection.close()


def compare_effects(dsn: str, servers: Sequence[Server], operation: Operation) -> None:
    """Send all requests to one server after the other. Nothing of it stays.

    Raises AnswersDifferError at the first difference from the first server.
    """
    asyncio.run(compared(dsn, servers, operation))


async def compared(dsn: str, servers: Sequence[Server], operation: Operation) -> None:
    connection = await asyncpg.connect(dsn)
    able = [server for server in servers if operation.is_for(server.dialect)]
    try:
        seen = [(server, await seen_of(connection, server, operation)) for server in able]
        for other in seen[1:]:
            check(operation, seen[0], other)
    finally:
        await put_back(connection)
        await connection.close()


async def seen_of(
    connection: asyncpg.Connection, server: Server, operation: Operation
) -> dict[str, Any]:
    """Return what a server answers, and what is in the tables then."""
    await put_back(connection)
    answers = await asyncio.to_thread(_answers, server, operation)
    effects = {
        table: sorted((json.loads(row[0]) for row in await connection.fetch(rows)), key=json.dumps)
        for table, rows in _EFFECTS.items()
    }
    return {"answers": answers, **effects}


def _answers(server: Server, operation: Operation) -> Sequence[Any]:
    with httpx2.Client(timeout=30) as client:
        return [data_of(client, server, each) for each in operation.messages(server.dialect)]
