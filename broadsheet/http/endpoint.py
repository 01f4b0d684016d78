"""The GraphQL endpoint: GraphQL over HTTP, by POST and GET, and a page for people."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from broadsheet.allowances import Allowances
from broadsheet.authentication import NOBODY, Authenticate
from broadsheet.guarded import Guarded
from broadsheet.http import codes
from broadsheet.http.conditional import Freshness, conditional_response
from broadsheet.http.hanging_up import HungUp, WhileWaitedFor
from broadsheet.http.headers import Told, numbered, with_standard_headers
from broadsheet.http.idempotency import idempotency_key
from broadsheet.http.limits import allowance_for
from broadsheet.http.negotiation import MediaType, prefers_page, wanted
from broadsheet.http.reading import read_get, read_post
from broadsheet.http.refusals import RequestRefused
from broadsheet.http.visits import HttpVisit, Visits
from broadsheet.http.written import WrittenAnswer
from broadsheet.logs import operations as log
from broadsheet.logs import request_ids
from broadsheet.metrics import Metrics
from broadsheet.operations import OVERLOADED, TOO_MANY, Caller, Operations, Outcome
from broadsheet.sharing import SharedAnswers
from schema.presentation import INTERNAL, OUR_FAULT

logger = logging.getLogger(__name__)

EXPLAIN_HEADER = "x-broadsheet-explain"
"""A caller who sends `statements` in it is told how many SQL statements the answer took. One who
sends `plan` sees the plan and what each of its functions took, where a setting allows it.
"""

DRY_RUN_HEADER = "x-broadsheet-dry-run"
"""A caller who sends `cost` in it is told what the operation may cost. Nothing is run."""

_EXPLAIN, _DRY_RUN = EXPLAIN_HEADER.encode(), DRY_RUN_HEADER.encode()
_READING = frozenset({"GET", "HEAD"})
_HUNG_UP = 499
_LONGEST_NAME = 100


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """An ASGI application for one address."""

    authenticate: Authenticate
    operations: Operations
    reads: SharedAnswers
    freshness: Freshness
    metrics: Metrics
    visits: Visits
    allowances: Allowances
    most_bytes: int
    body_seconds: float
    page: Callable[[Request], Response] | None
    """Answers browsers. None where there is no page."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        told = Told(scope)
        number = numbered(scope, told)
        token = request_ids.set(number)
        try:
            response = await self._response(Request(scope, receive), told, number)
            if isinstance(response, WrittenAnswer):
                await response.send(scope, send)
            else:
                await response(scope, receive, with_standard_headers(scope, send))
        finally:
            request_ids.reset(token)

    async def _response(
        self, request: Request, told: Told, number: str
    ) -> WrittenAnswer | Response:
        accept = told.get(b"accept")
        form, visit = wanted(accept), self.visits.of(request.scope, told)
        try:
            if self.page and request.method in _READING and prefers_page(accept):
                return self.page(request)
            outcome = await (self._answer(request, told, visit) if form else _not_acceptable())
            return self._written(told, visit, outcome, form or MediaType.LEGACY)
        except RequestRefused as refused:
            outcome = _outcome(refused.code, refused.message)
        except (HungUp, ClientDisconnect):
            self._report(Outcome(), _HUNG_UP)
            return Response(status_code=_HUNG_UP)
        except Exception:
            # Whatever happened, the caller gets an answer.
            logger.exception("Request %s failed", number)
            outcome = _outcome(INTERNAL, OUR_FAULT, requestId=number)
        return self._written(told, visit, outcome, form or MediaType.LEGACY)

    async def _answer(self, request: Request, told: Told, visit: HttpVisit) -> Outcome:
        if request.method in _READING:
            return await self._read(request, told, visit)
        if self.operations.places.are_all_taken:
            # Said before the body is read, so that it is said at once.
            return _outcome(OVERLOADED, TOO_MANY)
        if request.method != "POST":
            raise RequestRefused(codes.METHOD_NOT_ALLOWED, "Send operations by POST or GET.")
        caller = await self._caller(request, told, visit)
        known = self.operations.gate.known
        asked = await read_post(
            request, told, known, most_bytes=self.most_bytes, seconds=self.body_seconds
        )
        return await Guarded(self.operations.answer(asked, caller), WhileWaitedFor(request))

    async def _read(self, request: Request, told: Told, visit: HttpVisit) -> Outcome:
        """Answer what was asked by GET, with what was kept if that is still right."""
        caller, asked = await self._caller(request, told, visit), read_get(request, told)
        kept = self.reads.kept(asked, caller)
        if kept is not None:
            return kept
        return await Guarded(self.reads.answer(asked, caller), WhileWaitedFor(request))

    async def _caller(self, request: Request, told: Told, visit: HttpVisit) -> Caller:
        explained = told.get(_EXPLAIN)
        try:
            actor = await self.authenticate(told, visit)
        except RequestRefused:
            # Trying tokens is no way around the limits.
            allowance_for(request.scope, self.allowances.of(NOBODY, visit))
            raise
        return Caller(
            actor=actor,
            request_id=request.scope["state"]["request_id"],
            visit=visit,
            allowance=allowance_for(request.scope, self.allowances.of(actor, visit)),
            idempotency_key=idempotency_key(told) if request.method == "POST" else None,
            has_credentials=b"authorization" in told,
            wants_statements=explained == "statements",
            wants_plan=explained == "plan",
            is_dry_run=_is_dry_run(told),
        )

    def _written(
        self, told: Told, visit: HttpVisit, outcome: Outcome, form: MediaType
    ) -> WrittenAnswer | Response:
        response: WrittenAnswer | Response
        if outcome.shared is not None:
            response = conditional_response(told, outcome.shared, form, self.freshness)
        else:
            response = WrittenAnswer(outcome, form, visit.set_cookie)
        self._report(outcome, response.status_code)
        return response

    def _report(self, outcome: Outcome, status: int) -> None:
        self.metrics.count(outcome, status)
        name = outcome.operation
        log.answered(
            name=name and name[:_LONGEST_NAME],
            cost=outcome.cost,
            items=outcome.items,
            rows=outcome.rows,
            statements=outcome.statements,
            milliseconds=round(outcome.seconds * 1000, 1),
            status=status,
            codes=sorted(outcome.codes),
        )


def _is_dry_run(told: Told) -> bool:
    """Tell whether nothing may be run. Whoever wishes that in other words is refused."""
    wished = told.get(_DRY_RUN)
    if wished not in {None, "cost"}:
        raise RequestRefused(codes.BAD_REQUEST, f'{DRY_RUN_HEADER} must be "cost".')
    return wished is not None


async def _not_acceptable() -> Outcome:
    raise RequestRefused(
        codes.NOT_ACCEPTABLE,
        f"Answers are {MediaType.STANDARD} or {MediaType.LEGACY}; accept one of them.",
    )


def _outcome(code: str, message: str, **facts: Any) -> Outcome:
    error = {"message": message, "extensions": {"code": code, **facts}}
    return Outcome(payload={"errors": [error]}, refused_with=code)
