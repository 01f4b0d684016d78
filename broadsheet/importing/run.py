"""Importing whatever a source yields, one item after another."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

import asyncpg

from broadsheet.adapters.rendering import RenderingError
from broadsheet.importing.errors import BrokenItemError
from broadsheet.importing.found import Findings, Found, Skipped, Step
from broadsheet.importing.receipts import Receipt
from domain.importing.models import (
    ImportedPage,
    ImportedPerson,
    ImportedPost,
    ImportedPublication,
    ImportedRedirect,
    ImportedThread,
)
from domain.importing.outcomes import Outcome, Result
from domain.importing.service import ImportService, PreparedText
from domain.refusals import Refused

# What is wrong with one item alone. Anything else ends the import.
_ITEM_ERRORS = (
    Refused,
    BrokenItemError,
    RenderingError,
    RecursionError,
    asyncpg.DataError,
    asyncpg.IntegrityConstraintViolationError,
)

# So many texts are being rendered, or rendered and not yet stored.
_AHEAD = 4

Tell = Callable[[str], None]


@dataclass(slots=True)
class ImportRun:
    service: ImportService
    receipt: Receipt
    tell: Tell
    """Shows how far it has come."""
    _waiting: deque[tuple[Found, asyncio.Task[PreparedText]]] = field(default_factory=deque)
    _number: int = 0

    async def run(self, findings: Findings) -> None:
        """Import everything, in order. Texts are rendered ahead, several at once."""
        try:
            for found in findings:
                await self._take(found)
                await asyncio.sleep(0)
            await self._drain()
        finally:
            for _, task in self._waiting:
                task.cancel()
            await asyncio.gather(*(task for _, task in self._waiting), return_exceptions=True)

    async def _take(self, found: Found | Skipped | Step) -> None:
        if isinstance(found, Step):
            self.tell(found.text)
        elif isinstance(found, Skipped):
            self._add(_skipped(found.kind, found.external_id, found.reason))
        elif isinstance(found.item, ImportedPost | ImportedPage):
            task = asyncio.create_task(self.service.prepare(found.item))
            self._waiting.append((found, task))
            await self._drain(leave=_AHEAD)
        else:
            # Whatever it belongs to must be there first.
            await self._drain()
            await self._import(found)

    async def _drain(self, *, leave: int = 0) -> None:
        while len(self._waiting) > leave:
            found, task = self._waiting.popleft()
            await self._one(found, self._stored(task))

    async def _stored(self, task: asyncio.Task[PreparedText]) -> list[Outcome]:
        return [await self.service.store(await task)]

    async def _import(self, found: Found) -> None:
        match found.item:
            case ImportedPerson():
                await self._one(found, _listed(self.service.person(found.item)))
            case ImportedPublication():
                await self._one(found, _listed(self.service.publication(found.item)))
            case ImportedRedirect():
                await self._one(found, _listed(self.service.redirect(found.item)))
            case ImportedThread():
                await self._one(found, self.service.thread(found.item))

    async def _one(self, found: Found, outcomes: Awaitable[list[Outcome]]) -> None:
        try:
            for outcome in await outcomes:
                self._add(replace(outcome, notes=outcome.notes + found.notes))
        except _ITEM_ERRORS as error:
            kind, external_id = _name(found)
            self._add(_skipped(kind, external_id, _reason(error)))

    def _add(self, outcome: Outcome) -> None:
        self.receipt.add(outcome)
        self._number += 1
        self.tell(f"{self._number} items imported")


async def _listed(outcome: Awaitable[Outcome]) -> list[Outcome]:
    return [await outcome]


def _name(found: Found) -> tuple[str, str]:
    if isinstance(found.item, ImportedThread):
        return "thread", found.item.post
    return found.item.kind, found.item.external_id


def _skipped(kind: str, external_id: str, reason: str) -> Outcome:
    return Outcome(kind=kind, external_id=external_id, result=Result.SKIPPED, reason=reason)


def _reason(error: BaseException) -> str:
    if isinstance(error, RenderingError):
        return "It could not be rendered, which is our mistake."
    if isinstance(error, RecursionError):
        return "It nests too deep."
    if isinstance(error, asyncpg.PostgresError):
        return f"The database does not take it: {error}."
    return str(error)
