"""How many statements each mutation of accounts takes, and how many hashes of passwords."""

from dataclasses import replace
from typing import NamedTuple

import pytest

from domain.actor import SiteRole
from domain.ids import SESSION, USER
from domain.mail.models import LetterKind
from tests.api.client import Api
from tests.api.letters import Waiting, last_link, send
from tests.api.passwords import plain_hash
from tests.api.test_signing_in import passwords
from tests.factories import make_account, make_session
from tests.pinned import PinnedDatabase

EMAIL, PASSWORD, OTHER = "ada@example.org", "a horse, a staple", "a battery, a horse"


class Work(NamedTuple):
    statements: int
    hashes: int = 0


@pytest.mark.parametrize(
    ("field", "work"),
    [
        ('signUp(input: {email: "b@example.org", username: "bob", name: "Bob"})', Work(5)),
        ('sendVerification(input: {email: "b@example.org"})', Work(3)),
        (f'verifyEmail(input: {{token: "VERIFY", password: "{OTHER}"}})', Work(11, 1)),
        ('inviteToSignUp(input: {email: "b@example.org"})', Work(2)),
        (f'signIn(input: {{email: "{EMAIL}", password: "{PASSWORD}"}})', Work(5, 1)),
        ("signOut(input: {})", Work(1)),
        ('endSession(input: {sessionId: "SESSION"})', Work(1)),
        ("endOtherSessions(input: {})", Work(1)),
        (
            f'changePassword(input: {{oldPassword: "{PASSWORD}", newPassword: "{OTHER}"}})',
            Work(8, 2),
        ),
        (f'requestPasswordReset(input: {{email: "{EMAIL}"}})', Work(2)),
        (f'resetPassword(input: {{token: "RESET", newPassword: "{OTHER}"}})', Work(9, 1)),
        (
            f'requestEmailChange(input: {{password: "{PASSWORD}", email: "b@example.org"}})',
            Work(6, 1),
        ),
        ('confirmEmailChange(input: {token: "CHANGE"})', Work(9)),
        ('setRole(input: {userId: "USER", role: MODERATOR})', Work(5)),
    ],
    ids=lambda value: value.partition("(")[0] if isinstance(value, str) else "",
)
async def test_a_mutation_takes_so_much_work(
    database: PinnedDatabase, api: Api, field: str, work: Work
) -> None:
    ada = await make_account(
        database, role=SiteRole.ADMIN, email=EMAIL, password_hash=plain_hash(PASSWORD)
    )
    here, _ = await make_session(database, ada)
    bob = await make_account(database)
    await api(
        """
        mutation {
          signUp(input: {email: "eve@example.org", username: "eve", name: "Eve"}) { __typename }
        }
        """
    )
    reset = Waiting(LetterKind.RESET_PASSWORD, EMAIL, ada.user_id, None, {})
    change = Waiting(LetterKind.CHANGE_EMAIL, "new@example.org", ada.user_id, None, {})
    names = {
        "VERIFY": await last_link(database),
        "RESET": await send(database, reset),
        "CHANGE": await send(database, change),
        "SESSION": SESSION.text_of(here),
        "USER": USER.text_of(bob.user_id),
    }
    for name, text in names.items():
        field = field.replace(f'"{name}"', f'"{text}"')
    database.statements.clear()
    passwords().calls.clear()

    answer = await api(
        f"mutation {{ {field} {{ __typename }} }}", actor=replace(ada, session_id=here)
    )

    [came] = answer.values()
    assert came["__typename"].endswith("Success"), came
    assert Work(len(database.statements), len(passwords().calls)) == work
