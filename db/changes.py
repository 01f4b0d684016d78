"""What has changed in the database, by name, and when it was heard.

A name is what the trigger `announce_changes` sends: `posts:<hex of the id>` for a row,
`comments.post_id:<hex>` for the rows of a table that have this id in this column, or had it, and
`comments:*` for more rows than are worth naming. To these is added the bare name of the table,
`comments`, for whatever shows something of the whole of it.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

_MOST_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Changes:
    """What one notification says. Everything may have changed after a time of not hearing."""

    names: frozenset[str] = frozenset()
    are_everything: bool = False

    @classmethod
    def read(cls, payload: str) -> "Changes":
        names = payload.split()
        return cls(frozenset([*names, *map(_table, names)]))

    def concern(self, name: str) -> bool:
        """Whether what is called so is among them."""
        return self.are_everything or name in self.names or all_of(name) in self.names

    def concern_all_of(self, table: str) -> bool:
        """Whether any row of the table may be among them."""
        return self.are_everything or f"{table}:*" in self.names


EVERYTHING = Changes(are_everything=True)


def ids_of(table: str, changes: Changes) -> Iterator[UUID]:
    """Return the ids of the rows of a table that are named."""
    beginning = f"{table}:"
    for name in changes.names:
        if name.startswith(beginning):
            yield UUID(name.removeprefix(beginning))


def row(table: str, id: UUID) -> str:
    """Return the name of a row."""
    return f"{table}:{id.hex}"


def rows_of(table: str, column: str, id: UUID) -> str:
    """Return the name of the rows with this id in this column, such as a list of them."""
    return f"{table}.{column}:{id.hex}"


class RecentChanges:
    """When each name was heard last, so that what was read meanwhile is not kept.

    Whoever reads in order to keep looks at `position` before the read begins, and afterwards asks
    whether what was read `has_changed` since. A change that commits while the read is on its way is
    then heard either before the question, which is answered yes, or after it, and drops what was
    kept. Of a time longer ago than is remembered, everything counts as changed.
    """

    def __init__(self, most: int = _MOST_REMEMBERED) -> None:
        self._most = most
        self._heard: OrderedDict[str, int] = OrderedDict()
        self._floor = 0
        self.position = 0
        """How often something was heard or missed. It only grows."""

    def add(self, changes: Changes) -> None:
        self.position += 1
        if changes.are_everything:
            self._floor = self.position
            self._heard.clear()
            return
        for name in changes.names:
            self._heard[name] = self.position
            self._heard.move_to_end(name)
        while len(self._heard) > self._most:
            _, self._floor = self._heard.popitem(last=False)

    def has_changed(self, names: Iterable[str], *, since: int) -> bool:
        """Whether any of what is called so may have changed since that position."""
        if since < self._floor:
            return True
        heard = self._heard
        return any(
            heard.get(name, 0) > since or heard.get(all_of(name), 0) > since for name in names
        )


def _table(name: str) -> str:
    return name.partition(":")[0].partition(".")[0]


def all_of(name: str) -> str:
    """Return the name that stands for this one too, where many rows of its table change."""
    return f"{_table(name)}:*"
