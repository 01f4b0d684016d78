"""Signing in by a provider of OpenID Connect: there, and back again.

What has to come back unchanged waits in a cookie of the browser: nothing is stored here for people
who may never return. Whoever comes back arrives at one address of the front end, always the same.
"""

import logging
from dataclasses import dataclass
from hmac import compare_digest
from secrets import token_urlsafe
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from broadsheet.adapters.oidc import Provider, ProviderError
from broadsheet.http.headers import Told
from broadsheet.http.problems import problem
from broadsheet.http.visits import Visits
from broadsheet.operations import OVERLOADED
from broadsheet.places import Places
from domain.identities.service import IdentityService
from domain.refusals import Refused
from domain.unavailable import Unavailable
from schema.presentation import UNAVAILABLE

logger = logging.getLogger(__name__)

_SECONDS_AWAY = 600
_LONGEST_CODE = 2_000

FAILED = "IDENTITY_NOT_TOLD"
"""Said to the front end when the provider did not say who somebody is."""


class _Waiting(NamedTuple):
    """What waits in the cookie while somebody is at the provider."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def new(cls) -> "_Waiting":
        return cls(token_urlsafe(32), token_urlsafe(32), token_urlsafe(48))

    @classmethod
    def read(cls, text: str | None) -> "_Waiting | None":
        parts = (text or "").split(".")
        return cls(*parts) if len(parts) == len(cls._fields) and all(parts) else None


@dataclass(frozen=True, kw_only=True)
class Oidc:
    provider: Provider
    identities: IdentityService
    visits: Visits
    landing: str
    """The address where people arrive. Nothing in a request can change it."""
    places: Places

    @property
    def cookie_name(self) -> str:
        return f"{self.visits.cookie.name}-oidc"

    async def start(self, _: Request) -> Response:
        """Send somebody to the provider."""
        waiting = _Waiting.new()
        if self.places.are_all_taken:
            return problem(503, "Try again in a moment.", OVERLOADED, {"retry-after": "1"})
        try:
            with self.places:
                address = await self.provider.address(**waiting._asdict())
        except ProviderError as error:
            logger.warning("Nobody can sign in by the provider: %s", error)
            return self._arrival(error=FAILED)
        response = RedirectResponse(address, status_code=303, headers=_NOT_KEPT)
        self._leave(response, ".".join(waiting), _SECONDS_AWAY)
        return response

    async def callback(self, request: Request) -> Response:
        """Sign somebody in who comes back."""
        waiting = _Waiting.read(request.cookies.get(self.cookie_name))
        state, code = request.query_params.get("state", ""), request.query_params.get("code", "")
        is_ours = waiting is not None and compare_digest(waiting.state.encode(), state.encode())
        if waiting is None or not is_ours or not 1 <= len(code) <= _LONGEST_CODE:
            return self._arrival(error=FAILED)
        if self.places.are_all_taken:
            return problem(503, "Try again in a moment.", OVERLOADED, {"retry-after": "1"})
        try:
            with self.places:
                return await self._signed_in(request, waiting, code)
        except ProviderError as error:
            logger.warning("The provider did not say who somebody is: %s", error)
            return self._arrival(error=FAILED)
        except Refused as refused:
            return self._arrival(error=refused.refusal.code)
        except Unavailable:
            return self._arrival(error=UNAVAILABLE)

    async def _signed_in(self, request: Request, waiting: _Waiting, code: str) -> Response:
        visit = self.visits.of(request.scope, Told(request.scope))
        identity = await self.provider.identity(
            code, nonce=waiting.nonce, verifier=waiting.verifier
        )
        opened = await self.identities.sign_in(identity, device=visit.device)
        response = self._arrival()
        visit.keep(opened.token)
        if visit.set_cookie is not None:
            response.headers.append("set-cookie", visit.set_cookie)
        return response

    def _arrival(self, *, error: str | None = None) -> Response:
        """Lead to the front end. What waited is used up, whatever came of it."""
        address = self.landing if error is None else f"{self.landing}?error={error}"
        response = RedirectResponse(address, status_code=303, headers=_NOT_KEPT)
        self._leave(response, "", 0)
        return response

    def _leave(self, response: Response, value: str, seconds: int) -> None:
        response.set_cookie(
            self.cookie_name,
            value,
            max_age=seconds,
            path="/",
            secure=self.visits.cookie.is_secure,
            httponly=True,
            samesite="lax",
        )


_NOT_KEPT = {"cache-control": "no-store", "referrer-policy": "no-referrer"}
