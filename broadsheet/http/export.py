"""Everything that the caller made, to take along: GET /export.

POST does the same, for pages that have a cookie: it is believed with no other method.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from broadsheet.authentication import Authenticate
from broadsheet.exporting import exported, name_of_file
from broadsheet.http import codes
from broadsheet.http.headers import Told
from broadsheet.http.problems import problem
from broadsheet.http.refusals import RequestRefused
from broadsheet.http.visits import Visits
from db.executor import Executor
from domain.accounts.foundation import require_session
from domain.addresses import Addresses
from domain.clock import Clock
from domain.ids import UserId
from domain.refusals import Refused, Unauthenticated

logger = logging.getLogger(__name__)

_MOST_AT_ONCE = 4
_LONGEST_SECONDS = 600
_SECONDS_TO_WAIT = "60"

BUSY = "One export of yours is being written, or too many of others. Try again in a minute."


@dataclass(frozen=True, kw_only=True)
class Export:
    """Writes one export of each person at a time, and a few of all people."""

    database: Executor
    authenticate: Authenticate
    visits: Visits
    addresses: Addresses
    clock: Clock
    writing: set[UserId] = field(default_factory=set)

    async def answer(self, request: Request) -> Response:
        try:
            told = Told(request.scope)
            actor = await self.authenticate(told, self.visits.of(request.scope, told))
            user_id = require_session(actor)[0].user_id
        except RequestRefused as refused:
            return problem(codes.STATUSES[refused.code].standard, refused.message, refused.code)
        except Refused as refused:
            refusal = refused.refusal
            status = 401 if isinstance(refusal, Unauthenticated) else 403
            return problem(status, refusal.message, refusal.code)
        if user_id in self.writing or len(self.writing) >= _MOST_AT_ONCE:
            return problem(429, BUSY, "RATE_LIMITED", {"retry-after": _SECONDS_TO_WAIT})
        lines = exported(self.database, user_id, addresses=self.addresses, clock=self.clock)
        return _Lines(lines, user_id, self.writing)


class _Lines(StreamingResponse):
    """Lines that are sent for as long as somebody reads them, but not for ever."""

    def __init__(self, lines: AsyncIterator[bytes], user_id: UserId, writing: set[UserId]) -> None:
        super().__init__(
            lines,
            media_type="application/x-ndjson",
            headers={
                "cache-control": "no-store",
                "content-disposition": f'attachment; filename="{name_of_file(user_id)}"',
            },
        )
        self._user_id = user_id
        self._writing = writing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # Between the look at who is writing and this, nobody else has a turn.
        self._writing.add(self._user_id)
        try:
            async with asyncio.timeout(_LONGEST_SECONDS):
                await super().__call__(scope, receive, send)
        except TimeoutError:
            logger.warning("An export was not read to its end in time")
        finally:
            self._writing.discard(self._user_id)
