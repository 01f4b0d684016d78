"""Guessing passwords and filling mailboxes is counted, the same for known and unknown addresses."""

from dataclasses import replace
from typing import Any, NamedTuple

import pytest

from domain.actor import Member, SiteRole
from domain.limits.models import AttemptKind
from domain.refusals import RateLimited, Refused
from tests.api import client
from tests.api.client import Api
from tests.api.passwords import plain_hash
from tests.api.test_signing_in import SIGN_IN, passwords
from tests.factories import make_account, make_session
from tests.pinned import PinnedDatabase

EMAIL, PASSWORD = "ada@example.org", "a horse, a staple"

REFUSED = "{ __typename ... on RateLimitedError { code retryAfterSeconds } }"


class Attempt(NamedTuple):
    kind: AttemptKind
    account: str | None
    address: str | None


class NoMoreAttempts:
    """Refuses every attempt, and remembers it."""

    def __init__(self) -> None:
        self.made: list[Attempt] = []

    async def spend(
        self, kind: AttemptKind, *, account: str | None = None, address: str | None = None
    ) -> None:
        self.made.append(Attempt(kind, account, address))
        raise Refused(RateLimited(retry_after_seconds=90))


@pytest.fixture
def attempts(monkeypatch: pytest.MonkeyPatch) -> NoMoreAttempts:
    attempts = NoMoreAttempts()
    monkeypatch.setattr(client, "WORLD", replace(client.WORLD, attempts=attempts))
    return attempts


async def make_admin(database: PinnedDatabase) -> Member:
    admin = await make_account(
        database, role=SiteRole.ADMIN, email=EMAIL, password_hash=plain_hash(PASSWORD)
    )
    session_id, _ = await make_session(database, admin)
    return replace(admin, session_id=session_id)


class Case(NamedTuple):
    mutation: str
    given: dict[str, Any]
    kind: AttemptKind
    account: str | None
    """Whose attempts are counted, besides those of the network address."""


_LETTER = {"token": "bsl_any"}

CASES = [
    Case("signIn", {"password": PASSWORD}, AttemptKind.SIGN_IN, "address"),
    Case("signUp", {"username": "ada", "name": "Ada"}, AttemptKind.SIGN_UP, "address"),
    Case("sendVerification", {}, AttemptKind.SEND_LETTER, "address"),
    Case("requestPasswordReset", {}, AttemptKind.RESET_PASSWORD, "address"),
    Case("inviteToSignUp", {}, AttemptKind.SEND_LETTER, "address"),
    Case("requestEmailChange", {"password": PASSWORD}, AttemptKind.CONFIRM_PASSWORD, "person"),
    Case(
        "changePassword",
        {"oldPassword": PASSWORD, "newPassword": "a battery, a horse"},
        AttemptKind.CONFIRM_PASSWORD,
        "person",
    ),
    Case("verifyEmail", {**_LETTER, "password": PASSWORD}, AttemptKind.CONFIRM_PASSWORD, None),
    Case("resetPassword", {**_LETTER, "newPassword": PASSWORD}, AttemptKind.CONFIRM_PASSWORD, None),
    Case(
        "acceptSignUpInvitation",
        {**_LETTER, "password": PASSWORD, "username": "ada", "name": "Ada"},
        AttemptKind.CONFIRM_PASSWORD,
        None,
    ),
]


@pytest.mark.parametrize("email", [EMAIL, "nobody@example.org"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.mutation)
async def test_an_attempt_too_many_does_nothing(
    database: PinnedDatabase, api: Api, attempts: NoMoreAttempts, case: Case, email: str
) -> None:
    admin = await make_admin(database)
    mutation = case.mutation
    input_type = f"{mutation[0].upper()}{mutation[1:]}Input"
    query = f"mutation ($input: {input_type}!) {{ {mutation}(input: $input) {REFUSED} }}"
    takes_email = case.given.keys().isdisjoint({"token", "oldPassword"})
    given = {**case.given, "email": email} if takes_email else case.given
    database.statements.clear()
    passwords().calls.clear()

    answer = await api(query, actor=admin, input=given)

    assert answer[mutation] == {
        "__typename": "RateLimitedError",
        "code": "RATE_LIMITED",
        "retryAfterSeconds": 90,
    }
    accounts = {"address": email, "person": admin.user_id.hex, None: None}
    assert attempts.made == [Attempt(case.kind, accounts[case.account], None)]
    assert database.statements == []
    assert passwords().calls == []


@pytest.mark.parametrize(
    "email", ["ada@\uff45xample.org", " ADA@Example.ORG", "ada@example\u3002org"]
)
async def test_passwords_are_tried_for_one_account_however_its_address_is_written(
    api: Api, attempts: NoMoreAttempts, email: str
) -> None:
    await api(SIGN_IN, email=email, password=PASSWORD)

    assert [attempt.account and attempt.account.lower() for attempt in attempts.made] == [EMAIL]
