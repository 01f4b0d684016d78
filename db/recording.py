"""What an answer was made of, noted while it is read.

Every function that reads says next to its statements what its answer depends on: names of the kind
that changes are announced by (see db/changes.py). Whoever reads through a `Recording` collects
them. What is read by a function that does not say so makes the answer unfit to be kept.
"""

from collections.abc import Callable, Coroutine, Iterable, Sequence
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeAlias, TypeVar
from uuid import UUID

from asyncpg import Record

from db.changes import row
from db.executor import Executor
from domain.clock import Clock

Asked = ParamSpec("Asked")
Found = TypeVar("Found")
ReaderT = TypeVar("ReaderT", bound="Reader")

Names = Callable[..., Iterable[str]]
"""Names what an answer depends on. Receives the answer, and then what was asked for."""

_Function: TypeAlias = Callable[Concatenate[Executor, Asked], Coroutine[Any, Any, Found]]
_Method: TypeAlias = Callable[Concatenate[ReaderT, Asked], Coroutine[Any, Any, Found]]

UNKNOWN = "?"
"""Named where nobody has said what an answer depends on."""

_MOST_NAMES = 5_000


class Dependencies:
    """Everything that an answer depends on."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.is_on_time = False
        """Whether it looks at the clock, and so changes by itself."""
        self.undeclared: list[str] = []
        """Statements that nobody has said the dependencies of."""

    @property
    def are_known(self) -> bool:
        """Whether dropping the answer when one of the names changes keeps it right."""
        if self.undeclared or self.is_on_time or UNKNOWN in self.names:
            return False
        return len(self.names) <= _MOST_NAMES


class Recording:
    """Reads, and notes what was read."""

    def __init__(self, reads: Executor, dependencies: Dependencies) -> None:
        self.reads = reads
        self.dependencies = dependencies

    async def fetch(self, query: str, *args: object) -> Sequence[Record]:
        self.dependencies.undeclared.append(query)
        return await self.reads.fetch(query, *args)

    async def fetchrow(self, query: str, *args: object) -> Record | None:
        self.dependencies.undeclared.append(query)
        return await self.reads.fetchrow(query, *args)

    async def fetchval(self, query: str, *args: object) -> Any:
        self.dependencies.undeclared.append(query)
        return await self.reads.fetchval(query, *args)

    async def execute(self, query: str, *args: object) -> str:
        self.dependencies.undeclared.append(query)
        return await self.reads.execute(query, *args)


class Reader:
    """Reads through whatever it is given."""

    def __init__(self, database: Executor) -> None:
        self.database = database


def depends(
    names: Names,
) -> Callable[[_Function[Asked, Found]], _Function[Asked, Found]]:
    """Say what the answer of a function depends on, which takes an executor first.

    Without a recording the function is called as it is.
    """

    def declare(read: _Function[Asked, Found]) -> _Function[Asked, Found]:
        async def noted(recording: Recording, *args: Asked.args, **named: Asked.kwargs) -> Found:
            found = await read(recording.reads, *args, **named)
            recording.dependencies.names.update(names(found, *args, **named))
            return found

        @wraps(read)
        def called(
            database: Executor, /, *args: Asked.args, **named: Asked.kwargs
        ) -> Coroutine[Any, Any, Found]:
            if isinstance(database, Recording):
                return noted(database, *args, **named)
            return read(database, *args, **named)

        return called

    return declare


def reader_depends(
    names: Names,
) -> Callable[[_Method[ReaderT, Asked, Found]], _Method[ReaderT, Asked, Found]]:
    """Say what the answer of a method of a `Reader` depends on."""

    def declare(read: _Method[ReaderT, Asked, Found]) -> _Method[ReaderT, Asked, Found]:
        async def noted(reader: ReaderT, *args: Asked.args, **named: Asked.kwargs) -> Found:
            recording = reader.database
            assert isinstance(recording, Recording)  # noqa: S101 - for the type checker
            found = await read(type(reader)(recording.reads), *args, **named)
            recording.dependencies.names.update(names(found, *args, **named))
            return found

        @wraps(read)
        def called(
            reader: ReaderT, /, *args: Asked.args, **named: Asked.kwargs
        ) -> Coroutine[Any, Any, Found]:
            if isinstance(reader.database, Recording):
                return noted(reader, *args, **named)
            return read(reader, *args, **named)

        return called

    return declare


def note(database: Executor, table: str, ids: Iterable[UUID]) -> None:
    """Note rows that are shown without being read, because they are known already."""
    if isinstance(database, Recording):
        database.dependencies.names.update(row_names(table, ids))


def moments(database: Executor, clock: Clock) -> Clock:
    """Return a clock that always tells the moment of now, and whose being read is noted."""
    moment = clock()
    if not isinstance(database, Recording):
        return lambda: moment

    def noted() -> datetime:
        database.dependencies.is_on_time = True
        return moment

    return noted


def row_names(table: str, ids: Iterable[UUID]) -> list[str]:
    """Name rows, be they there or not: one that appears is announced like one that changes."""
    return [row(table, id) for id in ids]
