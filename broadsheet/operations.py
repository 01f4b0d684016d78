"""Answers operations, whichever transport brings them: let in, run in time, written down."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any, NamedTuple, Protocol

import strawberry
from graphql import OperationType

from broadsheet.allowances import Allowance
from broadsheet.answer_cache import SharedAnswer
from broadsheet.guarded import Guarded
from broadsheet.places import Places
from broadsheet.time_limit import TimeLimit
from db.executor import Connections, Database, Executor
from db.operation import OperationReads, reading
from db.recorded import RecordedConnections
from db.recording import Dependencies, Recording
from domain.actor import Actor, Member
from execution.answers import written, written_refusal
from execution.documents import PreparedOperation
from execution.gate import EVERY_TYPE, AdmittedOperation, Gate, OperationRequest
from execution.refusals import OperationRefused
from execution.run import Answer, run
from execution.trace import Trace
from resolvers.visits import Visit
from schema.presentation import UNAVAILABLE, Presenter

OVERLOADED = "OVERLOADED"
DEADLINE_EXCEEDED = "DEADLINE_EXCEEDED"

_NO_CODES: frozenset[str] = frozenset()

BuildContext = Callable[[Executor, Connections, "Caller"], Any]
"""Is told what to read through, and where a unit of work takes its connection from."""

TOO_MANY = "Too many operations are running. Try again in a moment."


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who asks, and under which id the log speaks of it."""

    actor: Actor
    request_id: str
    visit: Visit | None = None
    """What else the request tells, and the cookie that its answer leaves."""
    allowance: Allowance | None = None
    """The points that the caller has. None where there is no limit."""
    idempotency_key: str | None = None
    """What the caller calls this request, so as to send it again if need be."""
    has_credentials: bool = False
    """Whether the request says who sends it, rightly or not."""
    wants_statements: bool = False
    """Whether the answer should tell how many statements it took."""
    wants_plan: bool = False
    """Whether the answer should tell how it was made, if callers may know."""
    is_dry_run: bool = False
    """Whether to tell the cost alone, and run nothing."""

    @property
    def looks_inside(self) -> bool:
        """Whether the answer is about this run of the operation, and so for nobody else."""
        return self.wants_statements or self.wants_plan or self.is_dry_run


@dataclass(slots=True, kw_only=True)
class Outcome:
    """An answer, ready for JSON, and what there is to say about it."""

    payload: Mapping[str, Any] = field(default_factory=dict)
    refused_with: str | None = None
    """The code of the one reason why there is no data. None for an operation that ran."""

    body: bytes | None = None
    """The payload in bytes, where somebody has written it already."""
    is_replayed: bool = False
    """Whether it was given before, and nothing has been done now."""

    shared: SharedAnswer | None = None
    """The answer in bytes, where it is the same for everyone."""

    prepared: PreparedOperation | None = None
    """What ran. None for what was refused, or kept from before."""

    operation: str | None = None
    cost: int | None = None
    """The items asked for, at most. None where nobody came to count them."""
    items: int | None = None
    """The items that the lists of the answer show. None for an operation that did not run."""
    rows: int = 0
    """The rows that PostgreSQL answered with."""
    statements: int = 0
    seconds: float = 0.0

    @property
    def codes(self) -> frozenset[str]:
        errors = self.payload.get("errors")
        if not errors:
            return _NO_CODES
        return frozenset(error["extensions"]["code"] for error in errors)


class Run(Protocol):
    async def __call__(
        self,
        admitted: AdmittedOperation,
        caller: Caller,
        outcome: Outcome,
        *,
        within: "Within | None" = None,
    ) -> None:
        """Run an operation, and write down what came of it."""


Within = tuple[Connections, BuildContext]
"""Where to run an operation, if not where all are run."""

Once = Callable[[AdmittedOperation, Caller, Outcome, Run], Awaitable[None]]
"""Runs an operation that carries a key, unless it was run before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operations:
    """Everything it takes to answer one."""

    schema: strawberry.Schema
    gate: Gate
    database: Database
    build_context: BuildContext
    places: Places
    deadline_seconds: float
    explains_plans: bool = False
    """Whether callers may see plans and SQL."""
    once: Once | None = None
    """Runs what carries a key. Without it, keys are ignored."""

    async def answer(
        self,
        asked: OperationRequest | AdmittedOperation,
        caller: Caller,
        *,
        allowed: Collection[OperationType] = EVERY_TYPE,
        may_be_shared: bool = False,
        made_of: Dependencies | None = None,
    ) -> Outcome:
        """Answer one operation. Raises nothing that a caller could provoke.

        What is known already has been admitted, for a caller who may run anything. An answer that
        may be shared says nothing of how it was made this time. What it is made of is noted in
        `made_of`, for whoever wants to keep it.
        """
        outcome = Outcome()
        started = perf_counter()
        if self.places.are_all_taken:
            refuse(outcome, OVERLOADED, TOO_MANY)
            return outcome
        with self.places:
            try:
                admitted = self._admitted(asked, caller, outcome, allowed)
                if caller.is_dry_run:
                    outcome.payload = _cost_alone(admitted)
                elif caller.idempotency_key is not None and self.once is not None:
                    await self.once(admitted, caller, outcome, self._run)
                else:
                    effort = not may_be_shared
                    await self._run(admitted, caller, outcome, made_of, tells_effort=effort)
            except OperationRefused as refused:
                outcome.refused_with, outcome.cost = refused.code, refused.cost
                outcome.payload = written_refusal(refused, self.gate.limits)
        outcome.seconds = perf_counter() - started
        return outcome

    def _admitted(
        self,
        asked: OperationRequest | AdmittedOperation,
        caller: Caller,
        outcome: Outcome,
        allowed: Collection[OperationType],
    ) -> AdmittedOperation:
        """Admit what is not known already, and have the caller pay for it. May be refused."""
        if isinstance(asked, AdmittedOperation):
            admitted = asked
        else:
            admitted = self.gate.admit(asked, allowed=allowed)
        outcome.operation = admitted.prepared.name
        outcome.cost = admitted.cost.requested
        if caller.allowance is not None and not caller.is_dry_run:
            caller.allowance.pay_for(admitted)
        return admitted

    async def _run(
        self,
        admitted: AdmittedOperation,
        caller: Caller,
        outcome: Outcome,
        made_of: Dependencies | None = None,
        *,
        tells_effort: bool = True,
        within: Within | None = None,
    ) -> None:
        database, build_context = within or (self.database, self.build_context)
        outcome.prepared = admitted.prepared
        reads = reading(database)
        through = reads if made_of is None else Recording(reads, made_of)
        context = build_context(through, RecordedConnections(database, reads), caller)
        trace = Trace(reads) if caller.wants_plan and self.explains_plans else None
        present = Presenter(caller.request_id)
        running = run(self.schema, admitted, context, present=present, trace=trace)
        try:
            answer = await Guarded(_ended(reads, running), TimeLimit(self.deadline_seconds))
        except TimeoutError:
            message = f"The operation took more than {self.deadline_seconds:g} seconds."
            refuse(outcome, DEADLINE_EXCEEDED, message)
            return
        outcome.statements, outcome.rows = len(reads.statements), reads.rows
        outcome.items = answer.items
        tells_statements = self.explains_plans or not _may_hide_statements(admitted, caller)
        told = _Told(effort=tells_effort, statements=tells_statements)
        extensions = _extensions(admitted, caller, reads, outcome, told)
        if trace is not None:
            extensions["explanation"] = trace.extension
        outcome.payload = written(answer, self.gate.limits, extensions)
        if UNAVAILABLE in outcome.codes:
            # Half an answer, because the database went away in the middle, helps nobody.
            refuse(outcome, UNAVAILABLE, "The service cannot answer now. Try again in a moment.")


async def _ended(reads: OperationReads, running: Awaitable[Answer]) -> Answer:
    """Let nothing be read any more when an operation has ended, in time or not."""
    async with reads:
        return await running


class _Told(NamedTuple):
    """What an answer tells of what it took."""

    effort: bool
    statements: bool


def _cost_alone(admitted: AdmittedOperation) -> dict[str, Any]:
    """Tell what an operation may cost. No field has failed, so nothing is said of errors."""
    return {"data": None, "extensions": {"cost": admitted.cost.extension}}


def _extensions(
    admitted: AdmittedOperation,
    caller: Caller,
    reads: OperationReads,
    outcome: Outcome,
    told: _Told,
) -> dict[str, Any]:
    cost: dict[str, int | None] = {**admitted.cost.extension, "actual": outcome.items}
    if told.effort:
        if not _may_hide_rows(admitted.prepared):
            cost["rows"] = outcome.rows
        if told.statements:
            cost["statements"] = outcome.statements
    extensions: dict[str, Any] = {"cost": cost}
    if caller.wants_statements and told.statements:
        extensions["statements"] = {
            "count": len(reads.statements),
            "milliseconds": round(reads.seconds * 1000, 3),
        }
    return extensions


def _may_hide_rows(prepared: PreparedOperation) -> bool:
    """Whether a row may have been read of which the answer says nothing, such as an account.

    Their number would tell what the answer does not.
    """
    return prepared.type is not OperationType.QUERY or prepared.differs_by_viewer


def _may_hide_statements(admitted: AdmittedOperation, caller: Caller) -> bool:
    """Whether the number of statements may tell what the answer does not.

    What is there but not for this member takes one more than what is not there: whether it is for
    them has to be read. For callers who are nobody there is nothing to read.
    """
    prepared = admitted.prepared
    is_mutation = prepared.type is not OperationType.QUERY
    return is_mutation or (prepared.differs_by_viewer and isinstance(caller.actor, Member))


def refuse(outcome: Outcome, code: str, message: str) -> None:
    outcome.refused_with = code
    outcome.payload = {"errors": [{"message": message, "extensions": {"code": code}}]}
