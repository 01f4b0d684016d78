"""Answers written down: status, headers and JSON."""

from collections.abc import Sequence
from functools import lru_cache

from starlette.types import Scope, Send

from broadsheet.encoding import encoded
from broadsheet.http import codes
from broadsheet.http.headers import STANDARD_HEADERS, headers_of_this
from broadsheet.http.idempotency import REPLAYED_HEADER
from broadsheet.http.negotiation import MediaType
from broadsheet.operations import Outcome

_Headers = Sequence[tuple[bytes, bytes]]


class WrittenAnswer:
    """An answer to one caller, with all its headers.

    Of a `Response` of Starlette's they are encoded anew for each answer. Here most are the same for
    all with one status and media type.
    """

    __slots__ = ("_body", "_headers", "_set_cookie", "status_code")

    def __init__(self, outcome: Outcome, form: MediaType, set_cookie: str | None = None) -> None:
        self.status_code, self._headers = _head(
            outcome.refused_with, form, is_replayed=outcome.is_replayed
        )
        self._set_cookie = set_cookie
        self._body = encoded(outcome.payload) if outcome.body is None else outcome.body

    async def send(self, scope: Scope, send: Send) -> None:
        headers = [
            *self._headers,
            (b"content-length", b"%d" % len(self._body)),
            *headers_of_this(scope),
        ]
        if self._set_cookie is not None:
            headers.append((b"set-cookie", self._set_cookie.encode()))
        await send({"type": "http.response.start", "status": self.status_code, "headers": headers})
        await send({"type": "http.response.body", "body": self._body})


@lru_cache  # there are two media types, and as many codes as docs/errors.md has
def _head(refused_with: str | None, form: MediaType, *, is_replayed: bool) -> tuple[int, _Headers]:
    """Return the status, and the headers that go with it."""
    headers = {
        "content-type": f"{form}; charset=utf-8",
        "vary": "accept",
        **({REPLAYED_HEADER: "true"} if is_replayed else {}),
        **codes.headers_of(refused_with),
    }
    lines = [(name.encode(), value.encode()) for name, value in headers.items()]
    status = codes.status_of(refused_with, is_standard=form is MediaType.STANDARD)
    return status, [*lines, *STANDARD_HEADERS]
