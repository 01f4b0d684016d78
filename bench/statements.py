"""How many SQL statements a request takes, as PostgreSQL counts them."""

import asyncio
from collections.abc import Mapping, Sequence
from itertools import cycle, islice

import asyncpg
import httpx2

from bench.effects import put_back
from bench.operations import Operation
from bench.requests import request
from bench.servers import Server
from bench.usage import parent_of

_REQUESTS = 20

_COUNT = """
    SELECT coalesce(sum(calls), 0)::integer
      FROM pg_stat_statements s
      JOIN pg_database d ON d.oid = s.dbid
     WHERE d.datname = current_database() AND s.query NOT LIKE '%pg_stat_statements%'
"""

Counts = Mapping[tuple[str, str], float]
"""Statements for each request, by names of server and operation."""


def statements_of(dsn: str, servers: Sequence[Server], operations: Sequence[Operation]) -> Counts:
    return asyncio.run(_statements_of(dsn, servers, operations))


def postmaster_of(dsn: str) -> int:
    """Return the process that all of PostgreSQL's others are below."""
    return asyncio.run(_postmaster_of(dsn))


async def _statements_of(
    dsn: str, servers: Sequence[Server], operations: Sequence[Operation]
) -> Counts:
    counts: dict[tuple[str, str], float] = {}
    connection = await asyncpg.connect(dsn)
    await connection.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
    async with httpx2.AsyncClient(timeout=30) as client:
        for operation in operations:
            for server in servers:
                if not operation.is_for(server.dialect):
                    continue
                if operation.tokens:
                    await put_back(connection)
                await connection.execute("SELECT pg_stat_statements_reset()")
                for message in islice(cycle(operation.messages(server.dialect)), _REQUESTS):
                    await client.send(request(server, message))
                counts[server.name, operation.name] = await connection.fetchval(_COUNT) / _REQUESTS
    await connection.close()
    return counts


async def _postmaster_of(dsn: str) -> int:
    connection = await asyncpg.connect(dsn)
    backend = await connection.fetchval("SELECT pg_backend_pid()")
    postmaster = parent_of(backend)
    await connection.close()
    return postmaster
