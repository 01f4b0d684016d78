"""Changing a password, and choosing a new one by a letter: what ends, and who is told."""

import json
from dataclasses import replace
from typing import Any

import pytest

from domain.actor import Anonymous, Member
from domain.ids import ACCESS_TOKEN
from domain.mail.models import LetterKind
from tests.announced import announced
from tests.api.client import Api
from tests.api.letters import Waiting, last_link, letters, send
from tests.api.passwords import plain_hash
from tests.api.test_signing_in import passwords
from tests.factories import NOON, make_access_token, make_account, make_session
from tests.pinned import PinnedDatabase

ERRORS = """
    __typename
    ... on Error { code message }
    ... on InvalidInputError { violations { argument message } }
"""

CHANGE = f"""
    mutation ($old: String!, $new: String!) {{
      changePassword(input: {{oldPassword: $old, newPassword: $new}}) {{
        ... on ChangePasswordSuccess {{ viewer {{ sessions {{ totalCount }} }} }}
        {ERRORS}
      }}
    }}
"""

REQUEST = f"""
    mutation ($email: String!) {{
      requestPasswordReset(input: {{email: $email}}) {{
        ... on RequestPasswordResetSuccess {{ email }} {ERRORS}
      }}
    }}
"""

RESET = f"""
    mutation ($token: String!, $new: String!) {{
      resetPassword(input: {{token: $token, newPassword: $new}}) {{
        ... on ResetPasswordSuccess {{ email }} {ERRORS}
      }}
    }}
"""

OLD, NEW = "a horse, a staple", "a battery, a horse"


async def make_ada(database: PinnedDatabase, **account: Any) -> Member:
    """Make somebody who is signed in here, and in two other places."""
    given = {"email": "ada@example.org", "password_hash": plain_hash(OLD), **account}
    ada = await make_account(database, username="ada-lovelace", **given)
    here, _ = await make_session(database, ada)
    for _ in range(2):
        await make_session(database, ada)
    return replace(ada, session_id=here)


async def assert_nothing_happened(database: PinnedDatabase) -> None:
    assert await database.fetchval("SELECT password_hash FROM accounts") == plain_hash(OLD)
    assert await database.fetchval("SELECT count(*) FROM sessions") == 3
    assert await database.fetchval("SELECT count(*) FROM outbox") == 0


async def test_a_changed_password_ends_all_other_sessions_and_is_told(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_ada(database)
    await make_access_token(database, ada)
    reset = Waiting(LetterKind.RESET_PASSWORD, "ada@example.org", ada.user_id, None, {})
    links = [await send(database, reset) for _ in range(2)]

    answer = await api(CHANGE, actor=ada, old=OLD, new=NEW)

    assert answer["changePassword"] == {
        "__typename": "ChangePasswordSuccess",
        "viewer": {"sessions": {"totalCount": 1}},
    }
    assert await database.fetchval("SELECT id FROM sessions") == ada.session_id
    assert await database.fetchval("SELECT password_hash FROM accounts") == plain_hash(NEW)
    assert await database.fetchval("SELECT password_changed_at FROM accounts") == NOON
    assert [(each.kind, each.to) for each in await letters(database)] == [
        (LetterKind.PASSWORD_CHANGED, "ada@example.org")
    ]
    assert await database.fetchval("SELECT name FROM outbox") == "user.password_changed"
    assert await database.fetchval("SELECT count(*) FROM access_tokens") == 1
    for link in links:
        late = await api(RESET, token=link, new="eve was here")
        assert late["resetPassword"]["code"] == "LINK_INVALID"


@pytest.mark.parametrize("old", ["a wrong one", "", NEW])
async def test_a_wrong_password_changes_nothing(
    database: PinnedDatabase, api: Api, old: str
) -> None:
    ada = await make_ada(database)

    refused = (await api(CHANGE, actor=ada, old=old, new=NEW))["changePassword"]

    assert (refused["__typename"], refused["code"]) == ("PermissionDeniedError", "WRONG_PASSWORD")
    await assert_nothing_happened(database)
    assert await letters(database) == []


async def test_who_has_no_password_has_none_to_confirm(database: PinnedDatabase, api: Api) -> None:
    ada = await make_ada(database, password_hash=None)
    passwords().calls.clear()

    refused = (await api(CHANGE, actor=ada, old="", new=NEW))["changePassword"]

    assert refused["code"] == "WRONG_PASSWORD"
    assert passwords().calls == ["matches"]


@pytest.mark.parametrize(
    "new", ["short", "x" * 257, "iloveyou1", "ADA-lovelace", "ada@example.org", "zzzzzzzzzz"]
)
async def test_a_new_password_must_protect_something(
    database: PinnedDatabase, api: Api, new: str
) -> None:
    ada = await make_ada(database)

    refused = (await api(CHANGE, actor=ada, old=OLD, new=new))["changePassword"]

    assert [each["argument"] for each in refused["violations"]] == ["newPassword"]
    await assert_nothing_happened(database)


async def test_only_people_change_passwords(database: PinnedDatabase, api: Api) -> None:
    ada = await make_ada(database)
    program = replace(ada, session_id=None, access_token_id=ACCESS_TOKEN.new_id(at=NOON))

    for actor, code in ((Anonymous(), "UNAUTHENTICATED"), (program, "SESSION_NEEDED")):
        refused = (await api(CHANGE, actor=actor, old=OLD, new=NEW))["changePassword"]
        assert refused["code"] == code
    await assert_nothing_happened(database)


async def test_a_reset_ends_every_session_and_is_told(database: PinnedDatabase, api: Api) -> None:
    await make_ada(database)
    await api(REQUEST, email="ADA@example.org")
    [letter] = await letters(database)
    links = [await send(database, letter) for _ in range(2)]

    answer = await api(RESET, token=links[0], new=NEW)
    again = await api(RESET, token=links[0], new="another horse")
    other = await api(RESET, token=links[1], new="another horse")

    assert (letter.kind, letter.to) == (LetterKind.RESET_PASSWORD, "ada@example.org")
    assert answer["resetPassword"] == {
        "__typename": "ResetPasswordSuccess",
        "email": "ada@example.org",
    }
    for refused in (again, other):
        assert refused["resetPassword"]["__typename"] == "NotFoundError"
        assert refused["resetPassword"]["code"] == "LINK_INVALID"
    assert await database.fetchval("SELECT count(*) FROM sessions") == 0
    assert await database.fetchval("SELECT password_hash FROM accounts") == plain_hash(NEW)
    assert (await letters(database))[-1].kind is LetterKind.PASSWORD_CHANGED
    assert await database.fetchval("SELECT count(*) FROM outbox") == 1


async def test_a_reset_link_is_for_the_address_it_was_sent_to(
    database: PinnedDatabase, api: Api
) -> None:
    await make_ada(database)
    await api(REQUEST, email="ada@example.org")
    link = await last_link(database)
    await database.execute("UPDATE accounts SET email = 'ada@new.example'")

    refused = await api(RESET, token=link, new=NEW)

    assert refused["resetPassword"]["code"] == "LINK_INVALID"
    await assert_nothing_happened(database)


async def test_a_reset_link_stays_good_while_the_new_password_is_refused(
    database: PinnedDatabase, api: Api
) -> None:
    await make_ada(database)
    await api(REQUEST, email="ada@example.org")
    link = await last_link(database)

    for new in ("short", "ada-lovelace"):
        refused = await api(RESET, token=link, new=new)
        assert refused["resetPassword"]["__typename"] == "InvalidInputError"
        await assert_nothing_happened(database)
    assert (await api(RESET, token=link, new=NEW))["resetPassword"]["email"]


async def test_a_reset_proves_the_address_and_puts_out_whoever_was_there_before(
    database: PinnedDatabase, api: Api
) -> None:
    eve = await make_ada(database, is_verified=False)
    await make_access_token(database, eve)
    await api(REQUEST, email="ada@example.org")

    await api(RESET, token=await last_link(database), new=NEW)

    assert await database.fetchval("SELECT email_verified_at FROM accounts") == NOON
    assert await database.fetchval("SELECT count(*) FROM sessions") == 0
    assert await database.fetchval("SELECT count(*) FROM access_tokens") == 0
    names = await announced(database)
    assert names == ["user.verified", "user.password_changed"]


async def test_a_reset_is_asked_for_in_the_same_words_and_with_the_same_work(
    database: PinnedDatabase, api: Api
) -> None:
    await make_ada(database)
    told, work = [], []
    for email in ("ada@example.org", "nobody@example.org"):
        database.statements.clear()
        passwords().calls.clear()
        answer = await api(REQUEST, email=email)
        told.append(json.dumps(answer).replace(email, ""))
        work.append([*database.statements, *passwords().calls])

    assert told[0] == told[1]
    assert work[0] == work[1]
    assert [each.kind for each in await letters(database)] == [
        LetterKind.RESET_PASSWORD,
        LetterKind.NO_SUCH_ACCOUNT,
    ]
