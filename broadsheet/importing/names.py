"""Names in addresses, made of names for people."""

import re
from datetime import date, datetime
from typing import Any
from unicodedata import normalize

from slugify import slugify

_LONGEST_USERNAME = 60
_LONGEST_SLUG = 200
_NUMBERS_ONLY_IN_JSON = (float("inf"), float("-inf"))


def slug_of(text: str, *, instead: str = "untitled") -> str:
    return slugify(text, max_length=_LONGEST_SLUG) or instead


def username_of(name: str) -> str:
    slug: str = slugify(name, max_length=_LONGEST_USERNAME, regex_pattern=r"[^-a-z0-9_]+")
    return re.sub("^[^a-z0-9]+", "", slug) or "someone"


def same_name(name: str) -> str:
    """Return what all spellings of a name have in common, whatever their case and spaces."""
    return " ".join(normalize("NFKC", name).casefold().split())


def fit_for_json(value: Any) -> Any:
    """Return what front matter holds as JSON can keep it: what JSON has no form for is text."""
    if isinstance(value, dict):
        return {str(key): fit_for_json(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set):
        return [fit_for_json(inner) for inner in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, float):
        return str(value) if value != value or value in _NUMBERS_ONLY_IN_JSON else value  # noqa: PLR0124 - only NaN differs from itself
    if value is None or isinstance(value, str | int):
        return value
    return str(value)
