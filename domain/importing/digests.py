"""How a second run sees that an item is what it was."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from hashlib import sha256
from typing import Any

from domain.importing.models import ImportedItem
from domain.importing.refusals import unstorable
from domain.refusals import Refused

_HALF_A_PAIR = re.compile("[\ud800-\udfff]")


def digest_of(item: ImportedItem) -> bytes:
    """Return what differs whenever the item does. Refuses with NotStorable text nobody can keep."""
    content = asdict(item)
    for name, text in _texts(content, ""):
        if "\0" in text:
            raise Refused(unstorable(name, "a NUL character"))
        if _HALF_A_PAIR.search(text):
            raise Refused(unstorable(name, "half of a surrogate pair"))
    return sha256(json.dumps(content, sort_keys=True, default=_text_of).encode()).digest()


def _text_of(value: date) -> str:
    return value.isoformat()


def _texts(value: Any, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield name, key
            yield from _texts(inner, name or key)
    elif isinstance(value, Sequence):
        for inner in value:
            yield from _texts(inner, name)
