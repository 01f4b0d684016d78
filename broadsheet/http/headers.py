"""What every answer carries, whoever made it, and what a request says in its headers."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from broadsheet.http.limits import limit_headers
from broadsheet.http.request_ids import HEADER, request_id
from broadsheet.logs import request_ids

_DEFAULTS = (
    (b"x-content-type-options", b"nosniff"),
    (b"cache-control", b"no-store"),
)
_REQUEST_ID = HEADER.encode()


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
        number = request_id(Told(scope).get(_REQUEST_ID))
        scope.setdefault("state", {})["request_id"] = number

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [*message.get("headers", ()), (_REQUEST_ID, number.encode())]
                names = dict(headers)
                headers += [default for default in _DEFAULTS if default[0] not in names]
                headers += limit_headers(scope, names)
                message["headers"] = headers
            await send(message)

        token = request_ids.set(number)
        try:
            await self._app(scope, receive, send_with_headers)
        finally:
            request_ids.reset(token)
