"""Requests that carry a key and a password: known again, and dear to guess."""

import json
from hashlib import sha256
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from broadsheet.adapters.passwords import Argon2Passwords
from broadsheet.fingerprints import Fingerprints
from tests.factories import make_account
from tests.http.callers import ask, bearer, begin_session
from tests.http.test_application import application
from tests.http.workshop import codes

_USER = UUID(int=7)
_OLD, _NEW, _OTHER = "correct horse battery", "another horse entirely", "a third one altogether"


@pytest.mark.parametrize(
    "request_",
    [
        json.dumps(["mutation ($p: String!) { signIn(input: {password: $p}) }", {"p": _OLD}]),
        json.dumps(["mutation ($input: SignInInput!) { … }", {"input": {"oldPassword": _OLD}}]),
        json.dumps([f'mutation {{ changeIt(newPassword: "{_OLD}") }}', {}]),
    ],
)
async def test_a_password_cannot_be_tried_by_a_fast_hash(request_: str) -> None:
    fingerprints = Fingerprints()

    found = await fingerprints.of(request_, _USER, "a-key")

    assert found != sha256(request_.encode()).digest()
    assert found == await fingerprints.of(request_, _USER, "a-key")
    assert found != await fingerprints.of(request_, _USER, "another-key")
    assert found != await fingerprints.of(request_, UUID(int=8), "a-key")
    assert found != await fingerprints.of(request_.replace(_OLD, _NEW), _USER, "a-key")


async def test_what_holds_no_password_is_told_apart_at_once() -> None:
    assert await Fingerprints().of("[]", _USER, "a-key") == sha256(b"[]").digest()


def _change(new: str) -> str:
    given = f'{{oldPassword: "{_OLD}", newPassword: "{new}"}}'
    return f"mutation {{ changePassword(input: {given}) {{ __typename }} }}"


async def test_a_password_is_changed_once(migrated_dsn: str) -> None:
    writer = await asyncpg.connect(migrated_dsn)
    passwords = Argon2Passwords()
    ada: Any = await make_account(writer, password_hash=await passwords.hash(_OLD))
    sent = {**bearer(await begin_session(writer, ada)), "idempotency-key": "a-key"}
    async with application(migrated_dsn) as client:
        first, again = [await ask(client, _change(_NEW), **sent) for _ in "12"]
        other = await ask(client, _change(_OTHER), **sent)
    stored = await writer.fetchval(
        "SELECT request_hash FROM idempotency_keys WHERE user_id = $1", ada.user_id
    )
    await writer.close()
    await passwords.aclose()

    assert first.json()["data"]["changePassword"]["__typename"] == "ChangePasswordSuccess"
    assert (again.json(), again.headers["idempotency-replayed"]) == (first.json(), "true")
    assert codes(other) == ["IDEMPOTENCY_KEY_REUSED"]
    assert len(stored) == 32
