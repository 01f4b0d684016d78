"""How the Python peers listen: the fastest set-up uvicorn has, one process, no access log."""

import asyncio
import socket
from collections.abc import Callable

import asyncpg
import uvicorn
import uvloop
from uvicorn._types import ASGIApplication

_POOL_SIZE = 10
"""As many connections as Broadsheet has."""

_WAITING_CONNECTIONS = 2048


def serve(build: Callable[[asyncpg.Pool], ASGIApplication]) -> None:
    """Listen on any free port, say where, and serve until told to end."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(_WAITING_CONNECTIONS)
        print(f"http://127.0.0.1:{listener.getsockname()[1]}/graphql", flush=True)
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(_serve(build, listener))


async def _serve(build: Callable[[asyncpg.Pool], ASGIApplication], listener: socket.socket) -> None:
    # Nobody changes anything about a connection, so none is reset when it comes back.
    async with asyncpg.create_pool(
        min_size=_POOL_SIZE, max_size=_POOL_SIZE, reset=_not_at_all
    ) as pool:
        config = uvicorn.Config(
            build(pool), lifespan="off", access_log=False, log_level="error", server_header=False
        )
        await uvicorn.Server(config).serve(sockets=[listener])


async def _not_at_all(_: object) -> None:
    pass
