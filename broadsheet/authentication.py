"""Who is asking: from the token that a request brings to the member it stands for."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from broadsheet.http import codes
from broadsheet.http.cookies import SessionCookie
from broadsheet.http.headers import Told
from broadsheet.http.refusals import RequestRefused
from broadsheet.http.visits import HttpVisit
from db.authentication import Found, by_access_token, by_session, note_use
from db.executor import Executor
from domain.accounts.models import AccountRules
from domain.actor import Actor, Anonymous
from domain.clock import Clock
from domain.tokens import ACCESS_TOKEN, SESSION_TOKEN
from domain.unavailable import Unavailable
from schema.presentation import UNAVAILABLE

logger = logging.getLogger(__name__)

NOBODY = Anonymous()

Authenticate = Callable[[Told, HttpVisit], Awaitable[Actor]]
"""Tells who sent a request. May refuse the request with RequestRefused."""

_BEARER = "bearer "


@dataclass(frozen=True, slots=True, kw_only=True)
class Authentication:
    """Knows members by their tokens. A request without one costs nothing."""

    database: Executor
    cookie: SessionCookie
    rules: AccountRules
    clock: Clock

    async def __call__(self, told: Told, visit: HttpVisit) -> Actor:
        """Tell who sent a request: by its header, or else by its cookie if that may be believed.

        A bearer token that is good for nothing is refused, because its bearer needs to know. A
        cookie that is good for nothing is taken away, and the request is nobody's.
        """
        header = told.get(b"authorization")
        if header is not None:
            # What is not a bearer token is meant for a proxy in front of us.
            is_ours = header[: len(_BEARER)].lower() == _BEARER
            return await self._bearer(header[len(_BEARER) :].strip()) if is_ours else NOBODY
        token = visit.cookie if b"cookie" in told else None
        if token is None:
            return NOBODY
        found = await self._found(token)
        if found is None or found.member.session_id is None:
            visit.forget()
            return NOBODY
        return await self._noted(found)

    async def _bearer(self, token: str) -> Actor:
        found = await self._found(token)
        if found is None:
            raise RequestRefused(
                codes.UNAUTHENTICATED, "The token is not known, was revoked, or has expired."
            )
        return await self._noted(found)

    async def _found(self, token: str) -> Found | None:
        """Find whom a token belongs to. What cannot be one costs no statement."""
        at = self.clock()
        try:
            if session := SESSION_TOKEN.parse(token):
                return await by_session(self.database, session, at=at)
            if access := ACCESS_TOKEN.parse(token):
                return await by_access_token(self.database, access, at=at)
        except Unavailable as error:
            raise RequestRefused(UNAVAILABLE, codes.CANNOT_ANSWER) from error
        return None

    async def _noted(self, found: Found) -> Actor:
        """Note the use of a token now and then. Whoever cannot write still lets people read."""
        at = self.clock()
        if found.is_to_be_noted(at=at):
            try:
                await note_use(self.database, found.member, self.rules, at=at)
            except Unavailable as error:
                logger.warning("The use of a token was not noted: %s", error)
        return found.member
