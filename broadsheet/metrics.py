"""What an operator watches: a few numbers, in the text format that Prometheus reads."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from broadsheet.answer_cache import AnswerCounts
from broadsheet.mail.sender import MailCounts
from broadsheet.operations import Outcome
from broadsheet.store import Store
from broadsheet.stored_texts import TextStore
from db.change_feed import ChangeFeed
from db.pool import PoolWaits
from execution.codes import Code
from execution.documents import Documents
from execution.gate import AdmittedOperation
from execution.known import KnownRequests
from execution.registry import Registry

_SECONDS_BETWEEN_LOOKS = 0.5


@dataclass(slots=True)
class Metrics:
    """Numbers of this process since it started."""

    answers: Counter[int] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    items_asked_for: int = 0
    items_shown: int = 0
    items_refused: int = 0
    underestimates: int = 0
    rows: int = 0
    statements: int = 0
    loop_lag_seconds: float = 0.0
    pool: PoolWaits = field(default_factory=PoolWaits)
    feed: ChangeFeed | None = None
    stores: Sequence[Store[Any, Any] | TextStore] = ()
    kept_answers: AnswerCounts = field(default_factory=AnswerCounts)
    documents: Documents | None = None
    registry: Registry | None = None
    mail: MailCounts | None = None
    known: KnownRequests[AdmittedOperation] | None = None

    def count(self, outcome: Outcome, status: int) -> None:
        """Count an answer, and what it has cost."""
        self.answers[status] += 1
        if outcome.codes:
            self.refusals.update(outcome.codes)
        self.seconds += outcome.seconds
        self._count_cost(outcome)

    def _count_cost(self, outcome: Outcome) -> None:
        """Add up what an operation has cost. One that did not run has cost nothing."""
        if outcome.cost is None:
            return
        if outcome.refused_with == Code.COST_EXCEEDED:
            self.items_refused += outcome.cost
        if outcome.items is not None:
            self.items_asked_for += outcome.cost
            self.items_shown += outcome.items
            self.underestimates += outcome.items > outcome.cost
            self.rows += outcome.rows
            self.statements += outcome.statements

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
        yield from self._costs()
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
        if self.documents is not None:
            yield from _of_documents(self.documents)
        if self.known is not None:
            yield from _of_known_requests(self.known)
        if self.feed is not None:
            yield from _of_feed(self.feed)
        yield from _of_stores(self.stores)
        yield from self._kept_answers()
        if self.registry is not None:
            yield from _of_registry(self.registry)
        if self.mail is not None:
            yield from _of_mail(self.mail)

    def _kept_answers(self) -> Iterator[str]:
        kept = self.kept_answers
        for name, kind, description, value in (
            ("hits_total", "counter", "Reads by GET answered with a kept answer.", kept.hits),
            ("misses_total", "counter", "Reads by GET that were looked for in vain.", kept.misses),
            ("dropped_total", "counter", "Kept answers of which something changed.", kept.dropped),
            ("answers", "gauge", "Answers that are kept now.", kept.answers),
            ("bytes", "gauge", "What they take, about.", kept.bytes),
        ):
            yield from _number(f"answer_cache_{name}", kind, description, value)

    def _costs(self) -> Iterator[str]:
        for name, description, value in (
            ("cost_requested_total", "Items that operations asked for.", self.items_asked_for),
            ("cost_actual_total", "Items that their answers showed.", self.items_shown),
            ("cost_refused_total", "Items asked for by those too dear.", self.items_refused),
            ("cost_underestimates_total", "Answers dearer than expected.", self.underestimates),
            ("rows_total", "Rows that PostgreSQL answered with.", self.rows),
            ("statements_total", "SQL statements sent.", self.statements),
        ):
            yield from _number(name, "counter", description, value)


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


def _of_documents(documents: Documents) -> Iterator[str]:
    kept, size = len(documents), documents.bytes
    yield from _number("kept_operations", "gauge", "Prepared operations kept.", kept)
    yield from _number("kept_bytes", "gauge", "The memory they take, about.", size)


def _of_known_requests(known: KnownRequests[AdmittedOperation]) -> Iterator[str]:
    yield from _number("known_requests", "gauge", "Requests known by their bytes.", len(known))
    yield from _number("known_requests_bytes", "gauge", "What they take, about.", known.bytes)


def _of_feed(feed: ChangeFeed) -> Iterator[str]:
    yield from _number("changes_live", "gauge", "Whether changes are heard.", int(feed.is_live))
    yield from _number("changes_heard_total", "counter", "Changes heard.", feed.position)
    yield from _number(
        "changes_lost_total", "counter", "How often the connection was lost.", feed.losses
    )


def _of_stores(stores: Sequence[Store[Any, Any] | TextStore]) -> Iterator[str]:
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
        "named_documents_found_total",
        "counter",
        "Requests that named a document which was known, if their answer was not kept.",
        registry.found,
    )
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


def _of_mail(mail: MailCounts) -> Iterator[str]:
    for name, kind, description, value in (
        ("sent_total", "counter", "Letters that this process has sent.", mail.sent),
        ("failed_total", "counter", "Attempts to send one that failed.", mail.failed),
        ("given_up_total", "counter", "Letters that are not tried again.", mail.given_up),
        ("waiting", "gauge", "Letters that wait, whoever sends them.", mail.waiting),
        ("oldest_seconds", "gauge", "How long the oldest has waited.", mail.oldest_seconds),
    ):
        yield from _number(f"mail_{name}", kind, description, value)


def _number(name: str, kind: str, description: str, value: float) -> Iterator[str]:
    yield from _family(name, kind, description)
    yield f"broadsheet_{name} {value}"


def _family(name: str, kind: str, description: str) -> Iterator[str]:
    yield f"# HELP broadsheet_{name} {description}"
    yield f"# TYPE broadsheet_{name} {kind}"
