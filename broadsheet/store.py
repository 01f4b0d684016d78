"""Rows that are shown again and again, kept in memory until they change."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Generic, TypeVar, cast
from uuid import UUID

from broadsheet.kept import Kept
from db.change_feed import ChangeFeed
from db.changes import Changes, ids_of, row
from db.executor import Executor
from db.recording import note

Id = TypeVar("Id", bound=UUID)
Value = TypeVar("Value")

ReadById = Callable[[Executor, Sequence[Id]], Awaitable[Mapping[Id, Value]]]
"""Finds values by distinct ids. Ids it leaves out have no value that may be seen."""


class Store(Generic[Id, Value]):
    """The rows of one table by id, read once and dropped when they change. Absence is not kept."""

    def __init__(
        self, table: str, read: ReadById[Id, Value], feed: ChangeFeed, *, most: int
    ) -> None:
        self.table = table
        self.hits = 0
        self.misses = 0
        self._read = read
        self._feed = feed
        self._kept: Kept[Id, Value] = Kept(feed, most)
        feed.listen(self.hear)

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def position(self) -> int:
        """How much the feed has heard: what is kept must have been read after that."""
        return self._feed.position

    def known(self, id: Id) -> Value | None:
        """Return a value that is kept, without reading."""
        value = self._kept.get(id)
        self.hits += value is not None
        return value

    def keep(self, id: Id, value: Value, *, since: int) -> bool:
        """Keep a value that was read, unless it has changed since."""
        return self._kept.put(id, value, read_since=since, shows=(row(self.table, id),))

    async def by_id(self, reads: Executor, ids: Sequence[Id]) -> Mapping[Id, Value]:
        note(reads, self.table, ids)
        found = self._kept.get_all(ids)
        self.hits += len(found)
        if len(found) < len(ids):
            found |= await self._read_and_keep(reads, [id for id in ids if id not in found])
        return found

    async def _read_and_keep(self, reads: Executor, missing: Sequence[Id]) -> Mapping[Id, Value]:
        self.misses += len(missing)
        since = self._feed.position
        read = await self._read(reads, missing)
        for id, value in read.items():
            self.keep(id, value, since=since)
        return read

    def hear(self, changes: Changes) -> None:
        if changes.concern_all_of(self.table):
            self._kept.clear()
        elif self.table in changes.names:
            self._kept.drop(cast(Id, id) for id in ids_of(self.table, changes))
