"""A provider of OpenID Connect: where it is, and what it says of somebody.

It is an extra: `broadsheet[oidc]`.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from time import monotonic
from typing import Any
from urllib.parse import urlencode

import httpx2
from authlib.oauth2.rfc7636 import (  # type: ignore[import-untyped]  # it has none
    create_s256_code_challenge,
)
from authlib.oidc.core import CodeIDToken  # type: ignore[import-untyped]  # as above
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from domain.identities.models import Identity

_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""Signatures that need the provider's own key. None that our secret could make."""

_SECONDS_KEPT = 3_600
_SECONDS = 10
_LEEWAY_SECONDS = 60
_MOST_BYTES = 200_000
_LONGEST_TEXT = 255

Open = Callable[[], AbstractAsyncContextManager[httpx2.AsyncClient]]


class ProviderError(Exception):
    """The provider did not say who somebody is. The message says why, and names nobody."""


def open_client() -> httpx2.AsyncClient:
    """Make a client that goes where it is sent, and nowhere else."""
    return httpx2.AsyncClient(timeout=_SECONDS, follow_redirects=False)


@dataclass(frozen=True, slots=True)
class _Known:
    """What a provider says of itself, for a while."""

    facts: Mapping[str, Any]
    keys: KeySet
    until: float


@dataclass(kw_only=True)
class Provider:
    issuer: str
    client_id: str
    client_secret: str
    scopes: str
    redirect_uri: str
    open: Open = open_client
    _known: _Known | None = field(default=None, repr=False)

    async def address(self, *, state: str, nonce: str, verifier: str) -> str:
        """Return where to send somebody. Raises ProviderError."""
        known = await self._look_up()
        asked = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": self.redirect_uri,
            "scope": self.scopes,
            "state": state,
            "nonce": nonce,
            "code_challenge": create_s256_code_challenge(verifier),
            "code_challenge_method": "S256",
        }
        endpoint = str(known.facts["authorization_endpoint"])
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(asked)}"

    async def identity(self, code: str, *, nonce: str, verifier: str) -> Identity:
        """Return who somebody is who has come back with a code. Raises ProviderError."""
        known = await self._look_up()
        async with self.open() as client:
            answer = await _read(
                client.post(
                    str(known.facts["token_endpoint"]),
                    auth=(self.client_id, self.client_secret),
                    data={
                        "grant_type": "authorization_code",
                        "code": code,
                        "redirect_uri": self.redirect_uri,
                        "code_verifier": verifier,
                    },
                )
            )
        claims = await self._believed(answer.get("id_token"), answer.get("access_token"), nonce)
        return _identity(self.issuer, claims)

    async def _believed(self, token: Any, access_token: Any, nonce: str) -> Mapping[str, Any]:
        """Return the claims of an ID token: the provider's, for us, of now, and asked for."""
        if not isinstance(token, str):
            raise ProviderError("There is no ID token.")
        try:
            decoded = self._decoded(token, (await self._look_up()).keys)
        except (JoseError, ValueError):
            # The provider may have a new key. It is asked again once.
            decoded = self._decoded_at_last(token, (await self._look_up(again=True)).keys)
        claims = CodeIDToken(
            decoded.claims,
            decoded.header,
            options={
                "iss": {"essential": True, "value": self.issuer},
                "aud": {"essential": True, "value": self.client_id},
            },
            params={"nonce": nonce, "client_id": self.client_id, "access_token": access_token},
        )
        try:
            claims.validate(leeway=_LEEWAY_SECONDS)
        except (JoseError, ValueError, TypeError) as error:
            raise ProviderError(f"The ID token is not good: {type(error).__name__}.") from error
        return dict(claims)

    def _decoded(self, token: str, keys: KeySet) -> jwt.Token:
        return jwt.decode(token, keys, algorithms=list(_ALGORITHMS))

    def _decoded_at_last(self, token: str, keys: KeySet) -> jwt.Token:
        try:
            return self._decoded(token, keys)
        except (JoseError, ValueError) as error:
            raise ProviderError("The ID token is not signed by the provider.") from error

    async def _look_up(self, *, again: bool = False) -> _Known:
        """Ask the provider about itself, unless that was done lately."""
        if self._known is not None and not again and self._known.until > monotonic():
            return self._known
        async with self.open() as client:
            place = f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"
            facts = await _read(client.get(place))
            if facts.get("issuer") != self.issuer:
                raise ProviderError("The provider calls itself something else.")
            for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
                self._check_place(facts.get(name))
            keys = await _read(client.get(str(facts["jwks_uri"])))
        try:
            key_set = KeySet.import_key_set(keys)  # type: ignore[arg-type]  # it looks itself
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise ProviderError("The provider's keys make no sense.") from error
        self._known = _Known(facts, key_set, monotonic() + _SECONDS_KEPT)
        return self._known

    def _check_place(self, place: Any) -> None:
        """Let no secret travel in the clear, unless the provider itself is reached so."""
        scheme = self.issuer.partition("://")[0]
        if not isinstance(place, str) or not place.startswith(("https://", f"{scheme}://")):
            raise ProviderError("The provider does not say where it is.")


async def _read(asking: Any) -> dict[str, Any]:
    try:
        answer: httpx2.Response = await asking
        if answer.status_code != httpx2.codes.OK or len(answer.content) > _MOST_BYTES:
            raise ProviderError(f"The provider answered {answer.status_code}.")
        said = answer.json()
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
        raise ProviderError(f"The provider was not understood: {type(error).__name__}.") from error
    if not isinstance(said, dict):
        raise ProviderError("The provider was not understood.")
    return said


def _identity(issuer: str, claims: Mapping[str, Any]) -> Identity:
    subject = claims["sub"]
    if not isinstance(subject, str) or not 1 <= len(subject) <= _LONGEST_TEXT or "\0" in subject:
        raise ProviderError("The ID token does not say who it is about.")
    return Identity(
        issuer=issuer,
        subject=subject,
        email=_text(claims.get("email")),
        # Some providers say "true", and mean something else.
        email_is_verified=claims.get("email_verified") is True,
        name=_text(claims.get("name")),
        username=_text(claims.get("preferred_username")),
    )


def _text(value: Any) -> str | None:
    return value[:_LONGEST_TEXT] if isinstance(value, str) and value else None
