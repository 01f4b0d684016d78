"""Answers that anyone may keep, and ask about again: ETag, Cache-Control and If-None-Match.

An answer is named by its bytes and its media type, so the names are strong. `public` lets caches
between us and the caller keep it, and `must-revalidate` makes them ask before they show it once it
is older than `max-age`, which an operator may set to more than 0 (RFC 9111, 5.2.2).
"""

import re
from dataclasses import dataclass

from starlette.responses import Response

from broadsheet.answer_cache import SharedAnswer
from broadsheet.http.headers import Told
from broadsheet.http.negotiation import MediaType

_VARY = "accept, authorization"

_TAG = re.compile(r'(?:W/)?"([\x21\x23-\x7e\x80-\xff]*)"')
_BETWEEN_TAGS = " \t,"


@dataclass(frozen=True, slots=True)
class Freshness:
    """What caches are told of an answer that everyone may see."""

    max_age: int = 0
    """In seconds."""
    by_origin: bool = False
    """Whether pages of some other origins may read it: each is then told so by its name."""

    @property
    def headers(self) -> dict[str, str]:
        return {
            "cache-control": f"public, max-age={self.max_age}, must-revalidate",
            "vary": f"{_VARY}, origin" if self.by_origin else _VARY,
        }


def conditional_response(
    told: Told, answer: SharedAnswer, form: MediaType, freshness: Freshness
) -> Response:
    """Return the answer, or 304 without it to whoever has it already."""
    name = f"{answer.digest}-{'s' if form is MediaType.STANDARD else 'l'}"
    headers = {"etag": f'"{name}"', **freshness.headers}
    if _names(told.get(b"if-none-match") or "", name):
        return Response(status_code=304, headers=headers)
    headers["content-type"] = f"{form}; charset=utf-8"
    return Response(answer.body, headers=headers)


def _names(condition: str, name: str) -> bool:
    """Whether `If-None-Match` names this answer, or any. What is malformed counts as not sent.

    Names are compared weakly, as RFC 9110, 13.1.2 has it: a proxy that compresses an answer calls
    it `W/"…"`.
    """
    condition = condition.strip(_BETWEEN_TAGS)
    if condition == "*":
        return True
    is_malformed = _TAG.sub("", condition).strip(_BETWEEN_TAGS)
    return not is_malformed and name in _TAG.findall(condition)
