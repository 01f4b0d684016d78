"""Names in addresses, made of names for people."""

import re
from datetime import date, datetime
from math import isfinite
from typing import Any
from unicodedata import normalize

from slugify import slugify

_LONGEST_USERNAME = 60
_LONGEST_SLUG = 200
_LONGEST_NAME = 200

# What every reader of JSON takes for the number that it is.
_LARGEST_IN_JSON = 2**53 - 1


def slug_of(text: str, *, instead: str = "untitled") -> str:
    return slugify(text, max_length=_LONGEST_SLUG) or instead


def username_of(name: str) -> str:
    slug: str = slugify(name, max_length=_LONGEST_USERNAME, regex_pattern=r"[^-a-z0-9_]+")
    return re.sub("^[^a-z0-9]+", "", slug) or "someone"


def name_of(text: str) -> str:
    """Return a name for people, no longer than one may be."""
    return " ".join(text.split())[:_LONGEST_NAME]


def same_name(name: str) -> str:
    """Return what all spellings of a name have in common, whatever their case and spaces."""
    return " ".join(normalize("NFKC", name).casefold().split())


def fit_for_json(value: Any) -> Any:
    """Return what front matter holds as JSON can keep it: what JSON has no form for is text."""
    if isinstance(value, dict):
        return {str(key): fit_for_json(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set):
        found = [fit_for_json(inner) for inner in value]
        # In another order each time, a text that nobody touched would count as changed.
        return sorted(found, key=str) if isinstance(value, set) else found
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, float):
        return value if isfinite(value) else str(value)
    if isinstance(value, int) and abs(value) > _LARGEST_IN_JSON:
        return str(value)
    return value if value is None or isinstance(value, str | int) else str(value)
