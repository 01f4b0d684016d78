"""Which pages of other origins may read answers."""

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.types import Message, Send

_NO_ORIGIN = Headers()


class ListedOrigins(CORSMiddleware):
    """Starlette's, but that origins which are not listed are told nothing at all."""

    async def send(self, message: Message, send: Send, request_headers: Headers) -> None:
        origin = request_headers.get("origin")
        is_told = origin is not None and self.is_allowed_origin(origin)
        await super().send(message, send, request_headers if is_told else _NO_ORIGIN)
