"""What an operator watches: a few numbers, in the text format that Prometheus reads."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from broadsheet.stores import Store
from db.change_feed import ChangeFeed
from db.pool import PoolWaits
from execution.registry import Registry

_SECONDS_BETWEEN_LOOKS = 0.5


@dataclass(slots=True)
class Metrics:
    """Numbers of this process since it started."""

    answers: Counter[int] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    loop_lag_seconds: float = 0.0
    pool: PoolWaits = field(default_factory=PoolWaits)
    feed: ChangeFeed | None = None
    stores: Sequence[Store[Any, Any]] = ()
    registry: Registry | None = None

    def count(self, *, status: int, codes: frozenset[str], seconds: float) -> None:
        self.answers[status] += 1
        self.refusals.update(codes)
        self.seconds += seconds

    def text(self) -> str:
        return "".join(f"{line}\n" for line in self._lines())

    def _lines(self) -> Iterator[str]:
        yield from _family("answers_total", "counter", "Operations answered, by HTTP status.")
        for status, count in sorted(self.answers.items()):
            yield f'broadsheet_answers_total{{status="{status}"}} {count}'
        yield from _family("errors_total", "counter", "Answers with an error, by its code.")
        for code, count in sorted(self.refusals.items()):
            yield f'broadsheet_errors_total{{code="{code}"}} {count}'
        yield from _number("operation_seconds_total", "counter", "Time spent.", self.seconds)
        yield from _number(
            "loop_lag_seconds",
            "gauge",
            "How late the event loop ran at last.",
            self.loop_lag_seconds,
        )
        yield from _number(
            "pool_acquired_total", "counter", "Connections handed out.", self.pool.acquired
        )
        yield from _number(
            "pool_refused_total", "counter", "Connections not to be had.", self.pool.refused
        )
        yield from _number(
            "pool_wait_seconds_total", "counter", "Time spent waiting for one.", self.pool.seconds
        )
        if self.feed is not None:
            yield from _of_feed(self.feed)
        yield from _of_stores(self.stores)
        if self.registry is not None:
            yield from _of_registry(self.registry)


@asynccontextmanager
async def watching_the_loop(metrics: Metrics) -> AsyncIterator[None]:
    """Measure, for as long as the block lasts, how late the event loop wakes a sleeper."""
    watcher = asyncio.create_task(_watch(metrics))
    try:
        yield
    finally:
        watcher.cancel()


async def _watch(metrics: Metrics) -> None:
    loop = asyncio.get_running_loop()
    while True:
        due = loop.time() + _SECONDS_BETWEEN_LOOKS
        await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
        metrics.loop_lag_seconds = max(0.0, loop.time() - due)


def _of_feed(feed: ChangeFeed) -> Iterator[str]:
    yield from _number("changes_live", "gauge", "Whether changes are heard.", int(feed.is_live))
    yield from _number("changes_heard_total", "counter", "Changes heard.", feed.position)
    yield from _number(
        "changes_lost_total", "counter", "How often the connection was lost.", feed.losses
    )


def _of_stores(stores: Sequence[Store[Any, Any]]) -> Iterator[str]:
    for name, kind, description, number in (
        ("store_hits_total", "counter", "Rows that did not have to be read.", attrgetter("hits")),
        ("store_misses_total", "counter", "Rows that had to be read.", attrgetter("misses")),
        ("store_size", "gauge", "Rows that are kept.", len),
    ):
        if stores:
            yield from _family(name, kind, description)
        for store in stores:
            yield f'broadsheet_{name}{{store="{store.table}"}} {number(store)}'


def _of_registry(registry: Registry) -> Iterator[str]:
    yield from _number(
        "registered_documents", "gauge", "Documents kept by their sha256.", len(registry)
    )
    yield from _number(
        "registered_characters", "gauge", "Characters of them all.", registry.characters
    )
    yield from _number(
        "registrations_kept_total", "counter", "Documents that were kept.", registry.kept
    )
    yield from _number(
        "registrations_refused_total",
        "counter",
        "Documents that were answered and not kept, being too long or too many.",
        registry.not_kept,
    )


def _number(name: str, kind: str, description: str, value: float) -> Iterator[str]:
    yield from _family(name, kind, description)
    yield f"broadsheet_{name} {value}"


def _family(name: str, kind: str, description: str) -> Iterator[str]:
    yield f"# HELP broadsheet_{name} {description}"
    yield f"# TYPE broadsheet_{name} {kind}"
