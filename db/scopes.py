"""What each list depends on: what may bring an item into it, take one out, or move one."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from db.recording import UNKNOWN
from domain.paging import Listing


class Scope(NamedTuple):
    """Of one kind of list."""

    names: Callable[[Any], Iterable[str]]
    """Names what the list depends on. Receives the listing."""
    shows: str | None = None
    """The table whose rows are its items. None where the names tell of changes of items, too."""


FOR_ONE_VIEWER = Scope(lambda _: [UNKNOWN])
"""Of lists that nobody but the viewer sees: no answer that shows one is kept."""

Scopes = Mapping[type[Listing[Any]], Scope]
