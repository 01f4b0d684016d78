"""Names in addresses, chosen by people or made of names for people."""

import re
from collections.abc import Iterator
from itertools import count, islice
from unicodedata import normalize

LONGEST_SLUG = 200
LONGEST_PATH = 500
"""PostgreSQL keeps no key of more than 2,704 bytes in an index, and a character may have four."""

_ACCENTS = re.compile("[\u0300-\u036f]")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_SLUG = re.compile(r"\w[\w-]*")
_MOST_NUMBERED = 50


def slug_of(name: str, *, instead: str) -> str:
    """Return a name in lower case, its words with hyphens between, or `instead` if it has none."""
    bare = normalize("NFC", _ACCENTS.sub("", normalize("NFKD", name))).lower()
    return _BETWEEN_WORDS.sub("-", bare).strip("-")[:LONGEST_SLUG].strip("-") or instead


def is_slug(text: str) -> bool:
    """Whether this can be a name in addresses: letters in lower case, digits, - and _."""
    is_plain = text == text.lower() and text == normalize("NFC", text)
    return is_plain and len(text) <= LONGEST_SLUG and _SLUG.fullmatch(text) is not None


def numbered(name: str) -> Iterator[str]:
    """Yield the name, then `name-2`, `name-3` and so on, fifty in all."""
    yield name
    for number in islice(count(2), _MOST_NUMBERED - 1):
        end = f"-{number}"
        yield name[: LONGEST_SLUG - len(end)] + end
