"""What a caller sends and what it wants back, by their headers."""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache, wraps
from typing import NamedTuple, TypeVar


class MediaType(StrEnum):
    """What the endpoint can answer with."""

    STANDARD = "application/graphql-response+json"
    LEGACY = "application/json"
    PAGE = "text/html"


_JSON = "application/json"
_UTF_8 = frozenset({"utf-8", "utf8", '"utf-8"', '"utf8"'})
_EXACT = 3


class _Range(NamedTuple):
    """One part of an `Accept` header."""

    type: str
    subtype: str
    quality: float


class _Wish(NamedTuple):
    """How much a caller wants a media type, and how clearly it said so."""

    quality: float
    clarity: int


_HEADERS_KEPT, _LONGEST_KEPT = 256, 256

Said = TypeVar("Said")


def _remembered(read: Callable[[str | None], Said]) -> Callable[[str | None], Said]:
    """Remember what headers say: they are few, and sent again with every request.

    Long ones are read anew, so that nobody can fill the memory with them.
    """
    kept = lru_cache(_HEADERS_KEPT)(read)

    @wraps(read)
    def said(header: str | None) -> Said:
        is_short = header is None or len(header) <= _LONGEST_KEPT
        return kept(header) if is_short else read(header)

    return said


@_remembered
def wanted(accept: str | None) -> MediaType | None:
    """Choose the form of an answer by the `Accept` header. None where neither form fits.

    Whoever does not name the standard form gets plain JSON, as callers of old expect.
    """
    ranges = _ranges(accept)
    standard, legacy = _wish(ranges, MediaType.STANDARD), _wish(ranges, MediaType.LEGACY)
    if standard.clarity == _EXACT and standard.quality >= max(legacy.quality, 0.001):
        return MediaType.STANDARD
    if legacy.quality > 0:
        return MediaType.LEGACY
    return MediaType.STANDARD if standard.quality > 0 else None


@_remembered
def prefers_page(accept: str | None) -> bool:
    """Whether a page is named, and wanted more than any JSON: so ask browsers."""
    ranges = _ranges(accept)
    page = _wish(ranges, MediaType.PAGE)
    forms = [_wish(ranges, form) for form in (MediaType.STANDARD, MediaType.LEGACY)]
    return page.clarity == _EXACT and page.quality > 0 and all(page > form for form in forms)


@_remembered
def is_json(content_type: str | None) -> bool:
    """Whether a `Content-Type` header names JSON, in UTF-8."""
    if content_type is None:
        return False
    essence, *parameters = (piece.strip().lower() for piece in content_type.split(";"))
    values = (parameter.partition("=")[::2] for parameter in parameters)
    charsets = {value.strip() for name, value in values if name.rstrip("* ") == "charset"}
    return essence == _JSON and charsets <= _UTF_8


def _wish(ranges: Sequence[_Range], form: MediaType) -> _Wish:
    """Return the wish of the most specific range that fits."""
    kind, _, subtype = form.partition("/")
    clarity = {(kind, subtype): _EXACT, (kind, "*"): 2, ("*", "*"): 1}
    wishes = [
        _Wish(item.quality, clarity[item.type, item.subtype])
        for item in ranges
        if (item.type, item.subtype) in clarity
    ]
    return max(wishes, key=lambda wish: wish.clarity, default=_Wish(0, 0))


def _ranges(accept: str | None) -> Sequence[_Range]:
    if accept is None or not accept.strip():
        return [_Range("*", "*", 1)]
    return list(_read(accept))


def _read(accept: str) -> Iterator[_Range]:
    for part in accept.split(","):
        essence, *parameters = (piece.strip().lower() for piece in part.split(";"))
        kind, _, subtype = essence.partition("/")
        values = dict(parameter.partition("=")[::2] for parameter in parameters)
        if values.get("charset", "utf-8").strip('"') in {"utf-8", "utf8", "*"}:
            yield _Range(kind, subtype, _quality(values.get("q", "1")))


def _quality(text: str) -> float:
    try:
        quality = float(text)
    except ValueError:
        return 0
    return quality if 0 <= quality <= 1 else 0
