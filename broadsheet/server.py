"""Listening: one socket, one server on it, and an orderly end."""

import gc
import socket
from collections.abc import Callable
from types import FrameType

import uvicorn
from starlette.applications import Starlette

_WAITING_CONNECTIONS = 2048


class PortTakenError(Exception):
    """Nobody can listen on the address. The message says what to do."""


def listen(host: str, port: int) -> socket.socket:
    """Take the port before anything else is begun, so that a second start changes nothing."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(_WAITING_CONNECTIONS)
    except OSError as error:
        raise PortTakenError(
            f"Cannot listen on {host} port {port} ({error.strerror}). Is Broadsheet running "
            "already? Stop what is there, or choose another port with --port."
        ) from None
    return listener


def address_of(listener: socket.socket) -> str:
    host, port, *_ = listener.getsockname()
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


_OBJECTS_BETWEEN_LOOKS = 20_000


def _look_for_garbage_less_often() -> None:
    """Spare the garbage collector what is here to stay, and most of its visits.

    An answer is made of thousands of objects that are gone without it by the time it is sent. The
    few cycles there are, of tasks and exceptions, can wait for some tens of requests.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_LOOKS)


class _Server(uvicorn.Server):
    """A server that says when it is ready, and when it has been told to end."""

    def __init__(
        self,
        config: uvicorn.Config,
        announce: Callable[[], None],
        end: Callable[[], None],
    ) -> None:
        super().__init__(config)
        self._announce = announce
        self._end = end

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._end()
        super().handle_exit(sig, frame)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._announce()


class ServerFailedError(Exception):
    """The application did not come up; its log says why."""


def serve(
    application: Starlette,
    listener: socket.socket,
    *,
    shutdown_seconds: int,
    announce: Callable[[], None],
) -> None:
    """Serve until a signal says otherwise, then let requests finish."""
    config = uvicorn.Config(
        application,
        timeout_graceful_shutdown=shutdown_seconds,
        backlog=_WAITING_CONNECTIONS,
        lifespan="on",
        access_log=False,
        log_config=None,
        server_header=False,
        # Whom to believe about who a caller is, `http/visits.py` knows.
        proxy_headers=False,
        date_header=True,
    )
    server = _Server(config, announce, application.state.readiness.end)
    _look_for_garbage_less_often()
    server.run(sockets=[listener])
    if not server.started:
        raise ServerFailedError("The server did not come up. The lines above say why.")
