"""The GraphQL endpoint: GraphQL over HTTP, by POST and GET, and a page for people."""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import OperationType
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from broadsheet.authentication import actor_of
from broadsheet.http import codes
from broadsheet.http.hanging_up import HungUp, unless_hung_up
from broadsheet.http.negotiation import MediaType, prefers_page, wanted
from broadsheet.http.reading import read_get, read_post
from broadsheet.http.refusals import RequestRefused
from broadsheet.logs import operations as log
from broadsheet.metrics import Metrics
from broadsheet.operations import OVERLOADED, TOO_MANY, Caller, Operations, Outcome
from execution.gate import EVERY_TYPE
from schema.presentation import INTERNAL, OUR_FAULT

logger = logging.getLogger(__name__)

EXPLAIN_HEADER = "x-broadsheet-explain"
"""A caller who sends `statements` in it is told how many SQL statements the answer took. One who
sends `plan` sees the plan and what each of its functions took, where a setting allows it.
"""

DRY_RUN_HEADER = "x-broadsheet-dry-run"
"""A caller who sends `cost` in it is told what the operation may cost. Nothing is run."""

_READS_ONLY = frozenset({OperationType.QUERY})
_READING = frozenset({"GET", "HEAD"})
_HUNG_UP = 499
_LONGEST_NAME = 100


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """An ASGI application for one address."""

    operations: Operations
    metrics: Metrics
    most_bytes: int
    body_seconds: float
    page: Callable[[Request], Response] | None
    """Answers browsers. None where there is no page."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        response = await self._respond(request)
        await response(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        accept = ", ".join(request.headers.getlist("accept")) or None
        if request.method in _READING and self.page and prefers_page(accept):
            return self.page(request)
        form = wanted(accept)
        try:
            outcome = await (self._answer(request) if form else _not_acceptable())
        except RequestRefused as refused:
            outcome = _outcome(refused.code, refused.message)
        except (HungUp, ClientDisconnect):
            self._report(Outcome(), _HUNG_UP)
            return Response(status_code=_HUNG_UP)
        except Exception:
            # Whatever happened, the caller gets an answer.
            logger.exception("Request %s failed", request.state.request_id)
            outcome = _outcome(INTERNAL, OUR_FAULT, requestId=request.state.request_id)
        form = form or MediaType.LEGACY
        status = _status(outcome, form)
        self._report(outcome, status)
        return _response(outcome, status, form)

    async def _answer(self, request: Request) -> Outcome:
        if self.operations.places.are_all_taken:
            # Said before the body is read, so that it is said at once.
            return _outcome(OVERLOADED, TOO_MANY)
        allowed = EVERY_TYPE
        match request.method:
            case "POST":
                asked = await read_post(
                    request, most_bytes=self.most_bytes, seconds=self.body_seconds
                )
            case "GET" | "HEAD":
                asked, allowed = read_get(request), _READS_ONLY
            case _:
                raise RequestRefused(codes.METHOD_NOT_ALLOWED, "Send operations by POST or GET.")
        explained = request.headers.get(EXPLAIN_HEADER)
        caller = Caller(
            actor=await actor_of(request),
            request_id=request.state.request_id,
            wants_statements=explained == "statements",
            wants_plan=explained == "plan",
            is_dry_run=_is_dry_run(request),
        )
        answering = self.operations.answer(asked, caller, allowed=allowed)
        return await unless_hung_up(request, answering)

    def _report(self, outcome: Outcome, status: int) -> None:
        self.metrics.count(status=status, codes=outcome.codes, seconds=outcome.seconds)
        self.metrics.count_cost(outcome)
        log.info(
            "operation",
            name=outcome.operation and outcome.operation[:_LONGEST_NAME],
            cost=outcome.cost,
            items=outcome.items,
            rows=outcome.rows,
            statements=outcome.statements,
            milliseconds=round(outcome.seconds * 1000, 1),
            status=status,
            codes=sorted(outcome.codes),
        )


def _is_dry_run(request: Request) -> bool:
    """Tell whether nothing may be run. Whoever wishes that in other words is refused."""
    wished = request.headers.get(DRY_RUN_HEADER)
    if wished not in {None, "cost"}:
        raise RequestRefused(codes.BAD_REQUEST, f'{DRY_RUN_HEADER} must be "cost".')
    return wished is not None


async def _not_acceptable() -> Outcome:
    raise RequestRefused(
        codes.NOT_ACCEPTABLE,
        f"Answers are {MediaType.STANDARD} or {MediaType.LEGACY}; accept one of them.",
    )


def _status(outcome: Outcome, form: MediaType) -> int:
    if outcome.refused_with is None:
        return 200
    statuses = codes.STATUSES[outcome.refused_with]
    return statuses.standard if form is MediaType.STANDARD else statuses.legacy


def _outcome(code: str, message: str, **facts: Any) -> Outcome:
    error = {"message": message, "extensions": {"code": code, **facts}}
    return Outcome(payload={"errors": [error]}, refused_with=code)


def _response(outcome: Outcome, status: int, form: MediaType) -> Response:
    return Response(
        _encoded(outcome.payload),
        status_code=status,
        headers={
            "content-type": f"{form}; charset=utf-8",
            "vary": "accept",
            **codes.headers_of(outcome.refused_with),
        },
    )


def _encoded(payload: Mapping[str, Any]) -> bytes:
    try:
        return orjson.dumps(payload)
    except orjson.JSONEncodeError:
        # What people keep as metadata may hold numbers of more than 64 bits.
        return json.dumps(payload, ensure_ascii=False, allow_nan=False).encode()
