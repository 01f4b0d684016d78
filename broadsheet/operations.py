"""Answers operations, whichever transport brings them: let in, run in time, written down."""

import asyncio
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

import strawberry
from graphql import OperationType

from broadsheet.answer_cache import SharedAnswer
from db.executor import Database, Executor
from db.operation import OperationReads, reading
from db.recording import Dependencies, Recording
from domain.actor import Actor
from execution.answers import written, written_refusal
from execution.documents import PreparedOperation
from execution.gate import EVERY_TYPE, AdmittedOperation, Gate, OperationRequest
from execution.refusals import OperationRefused
from execution.run import run
from schema.presentation import UNAVAILABLE, Presenter

OVERLOADED = "OVERLOADED"
DEADLINE_EXCEEDED = "DEADLINE_EXCEEDED"

TOO_MANY = "Too many operations are running. Try again in a moment."


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who asks, and under which id the log speaks of it."""

    actor: Actor
    request_id: str
    has_credentials: bool = False
    """Whether the request says who sends it, rightly or not."""
    wants_statements: bool = False
    """Whether the answer should tell how many statements it took."""


@dataclass(slots=True, kw_only=True)
class Outcome:
    """An answer, ready for JSON, and what there is to say about it."""

    payload: Mapping[str, Any] = field(default_factory=dict)
    refused_with: str | None = None
    """The code of the one reason why there is no data. None for an operation that ran."""

    shared: SharedAnswer | None = None
    """The answer in bytes, where it is the same for everyone."""

    prepared: PreparedOperation | None = None
    """What ran. None for what was refused, or kept from before."""

    operation: str | None = None
    cost: int | None = None
    statements: int = 0
    seconds: float = 0.0

    @property
    def codes(self) -> frozenset[str]:
        errors = self.payload.get("errors", ())
        return frozenset(error["extensions"]["code"] for error in errors)


class Places:
    """How many operations run at the same time, at most."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self.taken = 0

    @property
    def are_all_taken(self) -> bool:
        return self.taken >= self._limit

    @contextmanager
    def take(self) -> Iterator[None]:
        self.taken += 1
        try:
            yield
        finally:
            self.taken -= 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Operations:
    """Everything it takes to answer one."""

    schema: strawberry.Schema
    gate: Gate
    database: Database
    build_context: Callable[[Executor, Actor], Any]
    places: Places
    deadline_seconds: float

    async def answer(
        self,
        request: OperationRequest,
        caller: Caller,
        *,
        allowed: Collection[OperationType] = EVERY_TYPE,
        made_of: Dependencies | None = None,
    ) -> Outcome:
        """Answer one operation. Raises nothing that a caller could provoke.

        What the answer is made of is noted in `made_of`, for whoever wants to keep it.
        """
        outcome = Outcome()
        started = perf_counter()
        if self.places.are_all_taken:
            _refuse(outcome, OVERLOADED, TOO_MANY)
            return outcome
        with self.places.take():
            try:
                admitted = self.gate.admit(request, allowed=allowed)
                await self._run(admitted, caller, outcome, made_of)
            except OperationRefused as refused:
                outcome.refused_with = refused.code
                outcome.payload = written_refusal(refused, self.gate.limits)
        outcome.seconds = perf_counter() - started
        return outcome

    async def _run(
        self,
        admitted: AdmittedOperation,
        caller: Caller,
        outcome: Outcome,
        made_of: Dependencies | None,
    ) -> None:
        outcome.operation, outcome.cost = admitted.prepared.name, admitted.cost.requested
        outcome.prepared = admitted.prepared
        present = Presenter(caller.request_id)
        try:
            async with asyncio.timeout(self.deadline_seconds), reading(self.database) as reads:
                through = reads if made_of is None else Recording(reads, made_of)
                context = self.build_context(through, caller.actor)
                answer = await run(self.schema, admitted, context, present=present)
        except TimeoutError:
            message = f"The operation took more than {self.deadline_seconds:g} seconds."
            _refuse(outcome, DEADLINE_EXCEEDED, message)
            return
        outcome.statements = len(reads.statements)
        extensions = _extensions(admitted, caller, reads)
        outcome.payload = written(answer, self.gate.limits, extensions)
        if UNAVAILABLE in outcome.codes:
            # Half an answer, because the database went away in the middle, helps nobody.
            _refuse(outcome, UNAVAILABLE, "The service cannot answer now. Try again in a moment.")


def _extensions(
    admitted: AdmittedOperation, caller: Caller, reads: OperationReads
) -> Mapping[str, Any]:
    extensions: dict[str, Any] = {"cost": admitted.cost.extension}
    if caller.wants_statements:
        extensions["statements"] = {
            "count": len(reads.statements),
            "milliseconds": round(reads.seconds * 1000, 3),
        }
    return extensions


def _refuse(outcome: Outcome, code: str, message: str) -> None:
    outcome.refused_with = code
    outcome.payload = {"errors": [{"message": message, "extensions": {"code": code}}]}
