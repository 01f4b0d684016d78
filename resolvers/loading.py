"""Loading in batches: many small questions from the graph, one statement to the database."""

from asyncio import Event
from collections.abc import Awaitable, Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any, Generic, Protocol, TypeVar, cast

from aiodataloader import DataLoader

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
Key_contra = TypeVar("Key_contra", bound=Hashable, contravariant=True)
Value_co = TypeVar("Value_co", covariant=True)

Fetch = Callable[[Sequence[Key]], Awaitable[Mapping[Key, Value]]]
"""Answers a batch of distinct keys. Keys it leaves out have no value the actor may see."""


class FetchParts(Protocol[Key_contra, Value_co]):
    """Answers as Fetch does, with values that have the named attributes, or all for None."""

    async def __call__(
        self, keys: Sequence[Key_contra], /, *, parts: frozenset[str] | None
    ) -> Mapping[Any, Value_co]: ...


FetchInOrder = Callable[[list[Key]], Awaitable[list[Value]]]
"""Answers a batch of distinct keys one for one: for what every key has, such as a page."""


@dataclass(frozen=True, slots=True, eq=False)
class _Batch(Generic[Key]):
    """Keys that somebody has asked for."""

    keys: dict[Key, None]
    answered: Event


class BatchLoader(Generic[Key, Value]):
    """Reads values by key, each once, however many fields ask.

    `load` collects keys until the next turn of the event loop. `load_many`, for a whole level, asks
    at once for what is neither known nor on its way, and makes no future for each key. The price:
    fields side by side whose keys differ are a call each, of no more than the keys they add.
    """

    __slots__ = ("_batches", "_collector", "_known")

    def __init__(self) -> None:
        # Most loaders of a request are never asked for a single key, and making this one is dear.
        self._collector: DataLoader[Key, Value] | None = None
        self._known: dict[Key, Value] = {}
        self._batches: list[_Batch[Key]] = []

    async def load(self, key: Key) -> Value:
        if self._collector is None:
            self._collector = DataLoader(self.load_many, cache=False)
        return await self._collector.load(key)

    async def load_many(self, keys: Iterable[Key]) -> list[Value]:
        wanted, known = list(keys), self._known
        missing = dict.fromkeys(wanted)
        if known:
            missing = {key: None for key in missing if key not in known}
        others = [batch for batch in self._batches if not batch.keys.keys().isdisjoint(missing)]
        for batch in others:
            missing = {key: None for key in missing if key not in batch.keys}
        if missing:
            values = await self._ask(missing)
            if len(values) == len(wanted):
                return values
        for batch in others:
            await batch.answered.wait()
        # What others failed to read is not known, and now asked for again.
        return await self.load_many(wanted) if others else [known[key] for key in wanted]

    async def load_groups(self, groups: Sequence[Sequence[Key]]) -> list[list[Value]]:
        """Read several groups of keys at once: one call for all of them."""
        keys = list(dict.fromkeys(chain.from_iterable(groups)))
        values = dict(zip(keys, await self.load_many(keys), strict=True))
        return [[values[key] for key in group] for group in groups]

    async def _ask(self, keys: dict[Key, None]) -> list[Value]:
        known, batches, batch = self._known, self._batches, _Batch(keys, Event())
        batches.append(batch)
        try:
            values = await self._answers(list(keys))
            known.update(zip(keys, values, strict=True))
        finally:
            batch.answered.set()
            batches.remove(batch)
        return values

    async def _answers(self, keys: list[Key]) -> list[Value]:
        """Read values for distinct keys, one for one."""
        raise NotImplementedError

    def remember(self, key: Key, value: Value) -> Value:
        """Keep a value that was read in another way, so that nobody reads it again."""
        return self._known.setdefault(key, value)

    def clear_all(self) -> None:
        """Forget everything. Answers still on their way reach only those who wait for them."""
        self._known = {}
        self._batches = []


class LoaderInOrder(BatchLoader[Key, Value]):
    """Loads what every key has, such as a page: even an empty list has one."""

    __slots__ = ("_fetch",)

    def __init__(self, fetch: FetchInOrder[Key, Value]) -> None:
        super().__init__()
        self._fetch = fetch

    async def _answers(self, keys: list[Key]) -> list[Value]:
        return await self._fetch(keys)


class LoaderByKey(BatchLoader[Key, Value]):
    """Loads what not every key has. A key without a value loads the default."""

    __slots__ = ("_default", "_fetch")

    def __init__(self, fetch: Fetch[Key, Any], *, default: Value) -> None:
        super().__init__()
        self._fetch = fetch
        self._default = default

    async def _answers(self, keys: list[Key]) -> list[Value]:
        found, default = await self._fetch(keys), self._default
        return [found.get(key, default) for key in keys]


class LoaderOfParts(Generic[Key, Value]):
    """Loads values of which some parts are dear to read: those that are asked for, by key."""

    __slots__ = ("_fetch", "_loaders")

    def __init__(self, fetch: FetchParts[Key, Value]) -> None:
        self._fetch = fetch
        self._loaders: dict[frozenset[str] | None, LoaderByKey[Key, Value | None]] = {}

    def of(self, parts: frozenset[str] | None) -> BatchLoader[Key, Value | None]:
        """Return what loads these attributes, or all of them for None.

        Whoever asks for less than others before shares what they have read.
        """
        for known, found in self._loaders.items():
            if known is None or (parts is not None and parts <= known):
                return found
        fetch = partial(self._fetch, parts=parts)
        made = self._loaders[parts] = LoaderByKey(fetch, default=None)
        return made

    def clear_all(self) -> None:
        self._loaders = {}


async def of_some(
    loader: BatchLoader[Key, Value | None], keys: Sequence[Key | None]
) -> Sequence[Value | None]:
    """Load the values of the keys that are there. Those of the others are None."""
    if None not in keys:
        return await loader.load_many(cast(Sequence[Key], keys))
    there = [key for key in keys if key is not None]
    found = dict(zip(there, await loader.load_many(there), strict=True))
    return [None if key is None else found[key] for key in keys]


def existing(values: Sequence[Value | None]) -> Sequence[Value]:
    """Promise that nothing is missing, for keys that the database guarantees."""
    if None in values:
        raise LookupError("A foreign key led nowhere.")
    return cast(Sequence[Value], values)
