"""A provider of OpenID Connect on loopback that says what a test wants it to say."""

import asyncio
import socket
from base64 import b64decode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import uvicorn
from authlib.oauth2.rfc7636 import (  # type: ignore[import-untyped]  # it has none
    create_s256_code_challenge,
)
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "broadsheet", "between us"
CODE = "a-code"


def new_key(name: str = "first") -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": name})


@dataclass
class IdentityProvider:
    issuer: str
    key: RSAKey = field(default_factory=new_key)
    """What it signs with."""
    shown: RSAKey | None = None
    """What it says that it signs with, if that is another one."""
    says: dict[str, Any] = field(default_factory=dict)
    """Claims, in place of the usual ones. None leaves one out."""
    algorithm: str = "RS256"
    facts: dict[str, Any] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)
    """What the browser was sent with."""

    def visited(self, address: str) -> None:
        """Be where a browser was sent to."""
        assert address.startswith(f"{self.issuer}/authorize?")
        query = parse_qs(urlsplit(address).query)
        self.asked = {name: values[0] for name, values in query.items()}

    def routes(self) -> list[Route]:
        return [
            Route("/.well-known/openid-configuration", self._configuration),
            Route("/keys", self._keys),
            Route("/token", self._token, methods=["POST"]),
        ]

    async def _configuration(self, _: Request) -> Response:
        return JSONResponse(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                **self.facts,
            }
        )

    async def _keys(self, _: Request) -> Response:
        return JSONResponse(KeySet([self.shown or self.key]).as_dict(private=False))

    async def _token(self, request: Request) -> Response:
        form = {name: value for name, [value] in parse_qs((await request.body()).decode()).items()}
        kind, _, given = request.headers["authorization"].partition(" ")
        is_client = kind == "Basic" and b64decode(given).decode() == f"{CLIENT}:{SECRET}"
        challenge = create_s256_code_challenge(form["code_verifier"])
        is_same = challenge == self.asked.get("code_challenge")
        if not (is_client and is_same and form["code"] == CODE):
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        return JSONResponse({"access_token": "an-access-token", "id_token": self._id_token()})

    def _id_token(self) -> str:
        now = int(time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "ada-at-work",
            "iat": now,
            "exp": now + 300,
            "nonce": self.asked.get("nonce"),
            "email": "ada@example.org",
            "email_verified": True,
            "name": "Ada Lovelace",
            "preferred_username": "Ada L.",
            **self.says,
        }
        told = {name: value for name, value in claims.items() if value is not None}
        header = {"alg": self.algorithm, "kid": self.key.kid}
        return jwt.encode(header, told, self.key, algorithms=[self.algorithm])


@asynccontextmanager
async def open_provider() -> AsyncIterator[IdentityProvider]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        provider = IdentityProvider(f"http://127.0.0.1:{listener.getsockname()[1]}")
        config = uvicorn.Config(
            Starlette(routes=provider.routes()), lifespan="off", log_config=None
        )
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server._serve([listener]))  # noqa: SLF001 - signals are ours
        try:
            yield provider
        finally:
            server.should_exit = True
            await serving
