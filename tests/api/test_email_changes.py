"""Changing the address of an account: both addresses are told, and only the new one can confirm."""

import json
from dataclasses import replace

import pytest

from domain.actor import Anonymous, Member
from domain.ids import ACCESS_TOKEN
from domain.mail.models import LetterKind
from tests.api.client import Api
from tests.api.letters import letters, send
from tests.api.passwords import plain_hash
from tests.factories import NOON, make_account, make_session
from tests.pinned import PinnedDatabase

REQUEST = """
    mutation ($password: String!, $email: String!) {
      requestEmailChange(input: {password: $password, email: $email}) {
        __typename
        ... on RequestEmailChangeSuccess { email }
        ... on Error { code message }
        ... on InvalidInputError { violations { argument } }
      }
    }
"""

CONFIRM = """
    mutation ($token: String!) {
      confirmEmailChange(input: {token: $token}) {
        __typename
        ... on ConfirmEmailChangeSuccess { user { name } }
        ... on Error { code message }
      }
    }
"""

PASSWORD = "a horse, a staple"
OLD, NEW = "ada@example.org", "ada@new.example"


async def make_ada(database: PinnedDatabase) -> Member:
    ada = await make_account(database, email=OLD, password_hash=plain_hash(PASSWORD), name="Ada")
    session_id, _ = await make_session(database, ada)
    return replace(ada, session_id=session_id)


async def address_of(database: PinnedDatabase, member: Member) -> object:
    return await database.fetchval("SELECT email FROM accounts WHERE user_id = $1", member.user_id)


async def test_the_new_address_confirms_and_the_old_one_is_told_twice(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_ada(database)

    asked = await api(REQUEST, actor=ada, password=PASSWORD, email=NEW)
    assert asked["requestEmailChange"]["email"] == NEW
    link, warning = await letters(database)
    assert (link.kind, link.to) == (LetterKind.CHANGE_EMAIL, NEW)
    assert (warning.kind, warning.to) == (LetterKind.EMAIL_CHANGE_REQUESTED, OLD)
    assert warning.facts == {"email": NEW}
    assert await address_of(database, ada) == OLD

    token = await send(database, link)
    answer = await api(CONFIRM, token=token)
    again = await api(CONFIRM, token=token)

    assert answer["confirmEmailChange"]["user"] == {"name": "Ada"}
    assert again["confirmEmailChange"]["code"] == "LINK_INVALID"
    assert await address_of(database, ada) == NEW
    told = (await letters(database))[-1]
    assert (told.kind, told.to, told.facts) == (LetterKind.EMAIL_CHANGED, OLD, {"email": NEW})
    event = await database.fetchrow("SELECT name, payload FROM outbox")
    assert event is not None
    assert event["name"] == "user.email_changed"
    assert NEW not in event["payload"]
    assert await database.fetchval("SELECT count(*) FROM sessions") == 1


async def test_a_known_address_is_answered_like_any_other(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_ada(database)
    await make_account(database, email="Bob@example.org")
    told, work = [], []
    for email in ("bob@example.org", NEW):
        database.statements.clear()
        answer = await api(REQUEST, actor=ada, password=PASSWORD, email=email)
        told.append(json.dumps(answer).replace(email, ""))
        work.append(list(database.statements))

    assert told[0] == told[1]
    assert work[0] == work[1]
    first = (await letters(database))[0]
    assert (first.kind, first.to) == (LetterKind.ALREADY_REGISTERED, "Bob@example.org")


async def test_an_address_that_was_taken_meanwhile_is_refused(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_ada(database)
    await api(REQUEST, actor=ada, password=PASSWORD, email=NEW)
    link = await send(database, (await letters(database))[0])
    await make_account(database, email=NEW.upper())

    refused = await api(CONFIRM, token=link)

    assert refused["confirmEmailChange"]["__typename"] == "ConflictError"
    assert refused["confirmEmailChange"]["code"] == "EMAIL_TAKEN"
    assert await address_of(database, ada) == OLD
    assert await database.fetchval("SELECT count(*) FROM outbox") == 0


async def test_a_second_wish_withdraws_the_first(database: PinnedDatabase, api: Api) -> None:
    ada = await make_ada(database)
    await api(REQUEST, actor=ada, password=PASSWORD, email="eve@example.org")
    eves = await send(database, (await letters(database))[0])
    await api(REQUEST, actor=ada, password=PASSWORD, email=NEW)

    refused = await api(CONFIRM, token=eves)

    assert refused["confirmEmailChange"]["code"] == "LINK_INVALID"
    assert await address_of(database, ada) == OLD


async def test_it_takes_the_password_and_a_person(database: PinnedDatabase, api: Api) -> None:
    ada = await make_ada(database)
    program = replace(ada, session_id=None, access_token_id=ACCESS_TOKEN.new_id(at=NOON))

    for actor, password, code in (
        (ada, "a wrong one", "WRONG_PASSWORD"),
        (program, PASSWORD, "SESSION_NEEDED"),
        (Anonymous(), PASSWORD, "UNAUTHENTICATED"),
    ):
        refused = await api(REQUEST, actor=actor, password=password, email=NEW)
        assert refused["requestEmailChange"]["code"] == code
    assert await letters(database) == []


@pytest.mark.parametrize("email", ["", "ada", "ada@example.org\r\nbcc: eve@example.org"])
async def test_what_is_no_address_is_invalid_input(
    database: PinnedDatabase, api: Api, email: str
) -> None:
    ada = await make_ada(database)

    refused = (await api(REQUEST, actor=ada, password=PASSWORD, email=email))["requestEmailChange"]

    assert refused["violations"] == [{"argument": "email"}]
    assert await letters(database) == []
