"""Which text no database and no JSON can hold."""

import re
from collections.abc import Mapping

_NUL_OR_SURROGATE = re.compile("[\x00\ud800-\udfff]")


def is_storable(text: str) -> bool:
    """Whether the text is free of NUL, and of surrogates that belong to no pair."""
    return _NUL_OR_SURROGATE.search(text) is None


def is_all_storable(value: object) -> bool:
    """Whether every text in a value as JSON has it, names included, is storable."""
    waiting = [value]
    while waiting:
        match waiting.pop():
            case str() as text:
                if not is_storable(text):
                    return False
            case list() as items:
                waiting.extend(items)
            case Mapping() as members:
                waiting.extend(members.keys())
                waiting.extend(members.values())
    return True
