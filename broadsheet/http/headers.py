"""What every answer carries, whoever made it, and what a request says in its headers."""

from collections.abc import Collection

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from broadsheet.allowances import Header
from broadsheet.http.limits import limit_headers
from broadsheet.http.request_ids import HEADER, request_id
from broadsheet.logs import request_ids

STANDARD_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"cache-control", b"no-store"),
)
REQUEST_ID = HEADER.encode()


class Told:
    """The headers of a request.

    Starlette's walk through all of them for each that is asked for. Here they are read once.
    """

    __slots__ = ("_values",)

    def __init__(self, scope: Scope) -> None:
        lines: list[tuple[bytes, bytes]] = scope["headers"]
        self._values = dict(lines)
        if len(self._values) < len(lines):
            self._values = _joined(lines)

    def get(self, name: bytes) -> str | None:
        """Return a header by its name in small letters. One that was sent twice is one list."""
        value = self._values.get(name)
        return None if value is None else value.decode("latin-1")

    def __contains__(self, name: bytes) -> bool:
        return name in self._values


def _joined(lines: list[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    """Join the values of each name, as RFC 9110, 5.3 has it."""
    values: dict[bytes, bytes] = {}
    for name, value in lines:
        values[name] = b"%b, %b" % (values[name], value) if name in values else value
    return values


def numbered(scope: Scope, told: Told) -> str:
    """Return the id of a request, which is given to it if it has none yet."""
    state: dict[str, str] = scope.setdefault("state", {})
    number = state.get("request_id")
    if number is None:
        number = state["request_id"] = request_id(told.get(REQUEST_ID))
    return number


class StandardHeaders:
    """Numbers requests, and adds the headers that any answer lacks.

    Plain ASGI: Starlette's BaseHTTPMiddleware would keep us from learning that a caller hung up.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        token = request_ids.set(numbered(scope, Told(scope)))
        try:
            await self._app(scope, receive, with_standard_headers(scope, send))
        finally:
            request_ids.reset(token)


def with_standard_headers(scope: Scope, send: Send) -> Send:
    """Return what sends the answer to a request, and adds the headers that it lacks."""

    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = list(message.get("headers", ()))
            names = dict(headers)
            wanted = (*STANDARD_HEADERS, *headers_of_this(scope, names))
            message["headers"] = headers + [line for line in wanted if line[0] not in names]
        await send(message)

    return send_with_headers


def headers_of_this(scope: Scope, names: Collection[bytes] = ()) -> list[Header]:
    """Return what is different for each answer: the id of its request, and what limits tell."""
    number = (REQUEST_ID, scope["state"]["request_id"].encode())
    return [number, *limit_headers(scope, names)]
