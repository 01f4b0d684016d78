"""What nearly every answer shows, kept in memory: publications, tags, and people's cards.

Only what is equal for every viewer may be kept here. Users and publications are public as they
are, and a tag is visible to everyone or to no one. What differs by viewer has no place here.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar, cast
from uuid import UUID

from broadsheet.kept import Kept
from db.change_feed import ChangeFeed
from db.changes import Changes, row
from db.executor import Executor
from db.publications import publications_by_id
from db.recording import note
from db.tags import tags_by_id
from db.users import users_by_id
from domain.ids import PublicationId, TagId, UserId
from domain.publications.models import Publication
from domain.tags.models import Tag
from domain.users.models import User

Id = TypeVar("Id", bound=UUID)
Value = TypeVar("Value")

ReadById = Callable[[Executor, Sequence[Id]], Awaitable[Mapping[Id, Value]]]
"""Finds values by distinct ids. Ids it leaves out have no value that may be seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ById:
    """How an operation reads what may be kept. By default none of it is."""

    publications: ReadById[PublicationId, Publication] = publications_by_id
    tags: ReadById[TagId, Tag] = tags_by_id
    users: ReadById[UserId, User] = users_by_id


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
        feed.listen(self._hear)

    def __len__(self) -> int:
        return len(self._kept)

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
            self._kept.put(id, value, read_since=since, shows=(row(self.table, id),))
        return read

    def _hear(self, changes: Changes) -> None:
        if changes.are_everything or f"{self.table}:*" in changes.names:
            self._kept.clear()
        elif self.table in changes.names:
            self._kept.drop(self._ids(changes))

    def _ids(self, changes: Changes) -> Iterator[Id]:
        beginning = f"{self.table}:"
        for name in changes.names:
            if name.startswith(beginning):
                yield cast(Id, UUID(name.removeprefix(beginning)))


class Stores:
    """One for each table."""

    def __init__(self, feed: ChangeFeed, *, most: int) -> None:
        self._publications = Store("publications", publications_by_id, feed, most=most)
        self._tags = Store("tags", tags_by_id, feed, most=most)
        self._users = Store("users", users_by_id, feed, most=most)
        self.all = (self._publications, self._tags, self._users)
        self.by_id = ById(
            publications=self._publications.by_id, tags=self._tags.by_id, users=self._users.by_id
        )
