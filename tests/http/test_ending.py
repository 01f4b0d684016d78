"""A server that is told to end: it finishes what it has begun, and begins nothing."""

import asyncio
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg
import httpx2

from tests.waiting import until

_ADDRESS = re.compile(r"http://\S+(?=/graphql)")
_IS_WAITING = "SELECT count(*) > 0 FROM pg_locks WHERE NOT granted"


@contextmanager
def serving(dsn: str, state: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    environment = {
        **os.environ,
        "DATABASE_URL": dsn,
        "BROADSHEET_STATE_FOLDER": str(state),
        "BROADSHEET_LOCK_SECONDS": "8",
    }
    arguments = (sys.executable, "-m", "broadsheet", "serve", "--port", "0")
    with subprocess.Popen(
        arguments, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as program:
        try:
            found = (_ADDRESS.search(line) for line in program.stdout or ())
            yield program, next(match[0] for match in found if match)
        finally:
            program.kill()


async def test_what_is_running_is_finished_and_nothing_new_is_begun(
    migrated_dsn: str, tmp_path: Path
) -> None:
    operator = await asyncpg.connect(migrated_dsn)
    with serving(migrated_dsn, tmp_path) as (program, address):
        async with httpx2.AsyncClient(base_url=address) as client, asyncio.timeout(10):
            async with operator.transaction():
                await operator.execute("LOCK TABLE tags")
                query = {"query": "{ tags { nodes { id } } }"}
                asked = asyncio.create_task(client.post("/graphql", json=query))
                await until(lambda: operator.fetchval(_IS_WAITING))

                program.send_signal(signal.SIGTERM)

                await until(lambda: _is_closed(address))
                assert not asked.done()
            # The lock is gone with the transaction, so the answer can come.
            assert (await asked).json()["data"] == {"tags": {"nodes": []}}
        assert program.wait(10) == 0
    await operator.close()


async def _is_closed(address: str) -> bool:
    """Whether no new request is welcome, as a load balancer sees it."""
    try:
        async with httpx2.AsyncClient(base_url=address) as client:
            return (await client.get("/readyz")).status_code != 200
    except httpx2.TransportError:
        return True
