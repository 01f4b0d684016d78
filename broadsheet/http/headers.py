"""What every answer carries, whoever made it."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bound_contextvars

from broadsheet.http.limits import limit_headers
from broadsheet.http.request_ids import HEADER, request_id

_DEFAULTS = (
    (b"x-content-type-options", b"nosniff"),
    (b"cache-control", b"no-store"),
)
_REQUEST_ID = HEADER.encode()


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
        number = request_id(Headers(scope=scope).get(HEADER))
        scope.setdefault("state", {})["request_id"] = number

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [*message.get("headers", ()), (_REQUEST_ID, number.encode())]
                names = {name for name, _ in headers}
                headers += [default for default in _DEFAULTS if default[0] not in names]
                headers += limit_headers(scope, names)
                message["headers"] = headers
            await send(message)

        with bound_contextvars(request_id=number):
            await self._app(scope, receive, send_with_headers)
