"""How people are named in texts: `@username`."""

import re
from collections.abc import Iterator

from domain.handles import LONGEST_HANDLE

MOST_LOOKED_UP = 200
"""So many different names of one text are looked up. Code has signs that look like names."""

MOST_MENTIONED = 20
"""So many different people one text can mention. What else it names stays text."""

# Letters that are not allowed in names end one no more than others do: `@andr` is not in `@andré`.
# An `@` in an address, a path or a package is no mention, nor is a name on another server.
_LETTER = "A-Za-z0-9_\u00c0-\u024f"
_NAME = re.compile(
    rf"(?<![{_LETTER}@/.+-])@([A-Za-z0-9][A-Za-z0-9_-]{{0,{LONGEST_HANDLE - 1}}})"
    rf"(?![{_LETTER}-])(?![@/.:][A-Za-z0-9])"
)


def names_in(markdown: str) -> list[str]:
    """Return what may be the names of people, in lower case, in the order of the text."""
    found: dict[str, None] = {}
    for name, _, _ in named_in(markdown):
        found.update(dict.fromkeys(spellings(name)))
        if len(found) >= MOST_LOOKED_UP:
            break
    return list(found)[:MOST_LOOKED_UP]


def named_in(text: str) -> Iterator[tuple[str, int, int]]:
    """Find what looks like a name, and where its sign begins and it ends."""
    for found in _NAME.finditer(text):
        yield found[1], found.start(), found.end()


def spellings(name: str) -> tuple[str, ...]:
    """Return the names that are meant: with the hyphens at the end, or else without them."""
    whole = name.lower()
    short = whole.rstrip("_-")
    return (whole,) if short == whole else (whole, short)
