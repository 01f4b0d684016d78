"""Answers written down: status, headers and JSON."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from starlette.types import Send

from broadsheet.encoding import encoded
from broadsheet.http import codes
from broadsheet.http.headers import REQUEST_ID, STANDARD_HEADERS
from broadsheet.http.negotiation import MediaType

_Headers = Sequence[tuple[bytes, bytes]]


class WrittenAnswer:
    """An answer to one caller, with all its headers.

    Of a `Response` of Starlette's they are encoded anew for each answer. Here they are the same for
    all with one status and media type, but for the length and the id of the request.
    """

    __slots__ = ("_body", "_headers", "status_code")

    def __init__(
        self, payload: Mapping[str, Any], refused_with: str | None, form: MediaType
    ) -> None:
        self.status_code, self._headers = _head(refused_with, form)
        self._body = encoded(payload)

    async def send(self, send: Send, number: str) -> None:
        headers = [
            *self._headers,
            (b"content-length", b"%d" % len(self._body)),
            (REQUEST_ID, number.encode()),
        ]
        await send({"type": "http.response.start", "status": self.status_code, "headers": headers})
        await send({"type": "http.response.body", "body": self._body})


@lru_cache  # there are two media types, and as many codes as docs/errors.md has
def _head(refused_with: str | None, form: MediaType) -> tuple[int, _Headers]:
    """Return the status, and the headers that go with it."""
    headers = {
        "content-type": f"{form}; charset=utf-8",
        "vary": "accept",
        **codes.headers_of(refused_with),
    }
    lines = [(name.encode(), value.encode()) for name, value in headers.items()]
    status = codes.status_of(refused_with, is_standard=form is MediaType.STANDARD)
    return status, [*lines, *STANDARD_HEADERS]
