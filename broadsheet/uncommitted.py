"""What a request with a key reaches: nothing of it is told to anybody before it is committed."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from time import monotonic

from broadsheet.found_at import addresses_of
from broadsheet.keyed import KeyedMutations, Lines
from broadsheet.operations import Caller
from broadsheet.settings import Settings
from broadsheet.wiring import build_context
from broadsheet.world import World
from db.change_feed import ChangeFeed
from db.executor import Connections, Database, Executor
from domain.addresses import Addresses
from domain.limits.buckets import Buckets
from domain.media.ports import MediaStorage
from resolvers.context import RequestContext

_PLACES = 1 << 14


@dataclass(slots=True)
class HeldStorage:
    """Removes files only when it is told that this will not be undone."""

    storage: MediaStorage
    keys: list[str] = field(default_factory=list)

    async def put(self, key: str, content: bytes, content_type: str) -> None:
        await self.storage.put(key, content, content_type)

    async def remove(self, keys: Collection[str]) -> None:
        self.keys.extend(keys)

    async def let_go(self) -> None:
        if self.keys:
            await self.storage.remove(self.keys)


@dataclass(slots=True, kw_only=True)
class Uncommitted:
    """One request that is not committed yet. Nothing that it reads is kept for others."""

    world: World
    addresses: Addresses
    feed: ChangeFeed | None
    has_letters: bool = False
    storage: HeldStorage = field(init=False)

    def __post_init__(self) -> None:
        self.storage = HeldStorage(self.world.media_storage)

    def build_context(self, reads: Executor, writes: Connections, caller: Caller) -> RequestContext:
        world = replace(self.world, letters_written=self._note_letters, media_storage=self.storage)
        return build_context(
            reads,
            writes,
            actor=caller.actor,
            visit=caller.visit,
            allowance=caller.allowance,
            world=world,
            addresses=self.addresses,
        )

    async def committed(self) -> None:
        """Do what waited for the commit. By the end, whatever is kept shows the change."""
        await self.storage.let_go()
        if self.has_letters:
            self.world.letters_written()
        if self.feed is not None:
            await self.feed.caught_up()

    def _note_letters(self) -> None:
        self.has_letters = True


def keyed_mutations(
    settings: Settings, database: Database, feed: ChangeFeed | None, world: World
) -> KeyedMutations:
    addresses = addresses_of(settings)
    return KeyedMutations(
        database=database,
        begin=lambda: Uncommitted(world=world, addresses=addresses, feed=feed),
        clock=world.clock,
        lines=Lines(settings.lock_seconds),
        most_bytes=settings.idempotency_answer_bytes,
        room=Buckets(settings.idempotency_rate, monotonic, places=_PLACES),
    )
