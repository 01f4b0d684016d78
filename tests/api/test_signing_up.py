"""Joining: by a letter, and in the same words and with the same work for whoever asks."""

import json
from datetime import timedelta
from typing import Any

from domain.ids import PUBLICATION, USER
from domain.mail.models import LetterKind
from domain.tokens import LINK_TOKEN, SESSION_TOKEN
from tests.announced import announced
from tests.api.client import Api
from tests.api.joining import ADA, PASSWORD, SEND, SIGN_UP, VERIFY, people
from tests.api.letters import last_link, letters, send
from tests.api.passwords import plain_hash
from tests.factories import (
    NOON,
    make_access_token,
    make_account,
    make_session,
)
from tests.pinned import PinnedDatabase


async def test_asking_makes_nobody_and_sends_a_letter(database: PinnedDatabase, api: Api) -> None:
    answer = await api(SIGN_UP, **{**ADA, "email": " Ada@EXAMPLE.org ", "username": "ADA"})

    assert answer["signUp"] == {"__typename": "SignUpSuccess", "email": "Ada@example.org"}
    [letter] = await letters(database)
    assert (letter.kind, letter.to) == (LetterKind.VERIFY_EMAIL, "Ada@example.org")
    assert letter.user_id is None
    assert await people(database) == 0
    assert await announced(database) == []


async def test_the_proof_makes_a_person_with_a_publication_and_signs_them_in(
    database: PinnedDatabase, api: Api
) -> None:
    await api(SIGN_UP, **ADA)

    answer = await api(VERIFY, token=await last_link(database), password=PASSWORD)

    shown = answer["verifyEmail"]
    assert shown["__typename"] == "VerifyEmailSuccess"
    assert SESSION_TOKEN.parse(shown["token"])
    assert shown["session"] == {"isCurrent": True, "expiresAt": "2026-02-01T12:00:00+00:00"}
    own = {"handle": "ada", "name": "Ada Lovelace", "members": {"nodes": [{"role": "OWNER"}]}}
    assert shown["viewer"] == {
        "role": "MEMBER",
        "email": "ada@example.org",
        "emailIsVerified": True,
        "user": {
            "username": "ada",
            "name": "Ada Lovelace",
            "isClaimed": True,
            "publications": {"nodes": [own]},
        },
        "sessions": {"totalCount": 1, "nodes": [{"isCurrent": True}]},
    }
    account = await database.fetchrow("SELECT * FROM accounts")
    assert account is not None
    assert account["password_hash"] == plain_hash(PASSWORD)
    assert account["email_verified_at"] == account["password_changed_at"] == NOON
    event = await database.fetchrow("SELECT name, payload FROM outbox")
    assert event is not None
    assert event["name"] == "user.signed_up"
    publication_id = await database.fetchval("SELECT id FROM publications")
    assert json.loads(event["payload"]) == {
        "occurred_at": "2026-01-02T12:00:00+00:00",
        "user_id": USER.text_of(account["user_id"]),
        "publication_id": PUBLICATION.text_of(publication_id),
    }


async def test_a_link_works_once_in_time_and_for_what_it_is(
    database: PinnedDatabase, api: Api
) -> None:
    await api(SIGN_UP, **ADA)
    [letter] = await letters(database)
    reset = letter._replace(kind=LetterKind.RESET_PASSWORD)
    good = await send(database, letter)
    bad = [
        await send(database, letter, expires_at=NOON),
        await send(database, reset),
        await send(database, letter._replace(to="eve@example.org")),
        await send(database, letter._replace(subject_id=None)),
        LINK_TOKEN.new().text,
        SESSION_TOKEN.new().text,
        good[:-1],
        "",
    ]
    for token in bad:
        refused = await api(VERIFY, token=token, password=PASSWORD)
        assert refused["verifyEmail"]["code"] == "LINK_INVALID"
    assert await people(database) == 0

    assert (await api(VERIFY, token=good, password=PASSWORD))["verifyEmail"]["token"]
    again = await api(VERIFY, token=good, password="another horse")

    assert again["verifyEmail"]["__typename"] == "NotFoundError"
    assert await people(database) == 1
    assert await announced(database) == ["user.signed_up"]


async def test_whoever_signs_up_with_anothers_address_gets_nothing_of_it(
    database: PinnedDatabase, api: Api
) -> None:
    """Eve asks first, with Ada's address. Ada follows the link of her own letter."""
    await api(SIGN_UP, email="ada@example.org", username="eve", name="Eve")
    eves = await last_link(database)
    await api(SIGN_UP, **ADA)

    answer = await api(VERIFY, token=await last_link(database), password=PASSWORD)
    late = await api(VERIFY, token=eves, password="eve was here")

    assert answer["verifyEmail"]["viewer"]["user"]["username"] == "ada"
    assert late["verifyEmail"]["code"] == "LINK_INVALID"
    assert await database.fetchval("SELECT count(*) FROM sessions") == 1
    assert await database.fetchval("SELECT count(*) FROM accounts") == 1


async def test_the_first_proof_puts_out_whoever_was_there_before(
    database: PinnedDatabase, api: Api
) -> None:
    eve = await make_account(
        database, email="ada@example.org", password_hash=plain_hash("eve"), is_verified=False
    )
    await make_session(database, eve)
    await make_access_token(database, eve)
    await api(SEND, email="ada@example.org")

    answer = await api(VERIFY, token=await last_link(database), password=PASSWORD)

    assert answer["verifyEmail"]["viewer"]["sessions"] == {
        "totalCount": 1,
        "nodes": [{"isCurrent": True}],
    }
    assert await database.fetchval("SELECT count(*) FROM access_tokens") == 0
    assert await database.fetchval("SELECT password_hash FROM accounts") == plain_hash(PASSWORD)
    assert await announced(database) == ["user.verified"]


async def test_a_link_of_a_proved_address_is_worth_nothing(
    database: PinnedDatabase, api: Api
) -> None:
    await make_account(database, email="ada@example.org", is_verified=False)
    await api(SEND, email="ada@example.org")
    [letter] = await letters(database)
    links = [await send(database, letter) for _ in range(2)]
    await api(VERIFY, token=links[0], password=PASSWORD)

    again = await api(VERIFY, token=links[1], password="another horse")

    assert again["verifyEmail"]["code"] == "LINK_INVALID"
    assert await database.fetchval("SELECT password_hash FROM accounts") == plain_hash(PASSWORD)


async def test_known_and_unknown_addresses_are_told_the_same_after_the_same_work(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_account(database, email="Ada@example.org")
    told, work = [], []
    for email, username in (("ada@example.org", "one"), ("bob@example.org", "two")):
        for query in (SIGN_UP, SEND):
            database.statements.clear()
            names = {"username": username, "name": "A name"}
            variables: dict[str, Any] = names if query is SIGN_UP else {}
            answer = await api(query, email=email, **variables)
            told.append(json.dumps(answer).replace(email, ""))
            work.append(list(database.statements))

    assert told[:2] == told[2:]
    assert work[:2] == work[2:]
    assert [(letter.kind, letter.to) for letter in await letters(database)] == [
        (LetterKind.ALREADY_REGISTERED, "Ada@example.org"),
        (LetterKind.ALREADY_REGISTERED, "Ada@example.org"),
        (LetterKind.VERIFY_EMAIL, "bob@example.org"),
        (LetterKind.VERIFY_EMAIL, "bob@example.org"),
    ]
    assert (await letters(database))[0].user_id == ada.user_id
    assert await people(database) == 1


async def test_nobody_waits_for_a_letter_who_never_asked(
    database: PinnedDatabase, api: Api
) -> None:
    answer = await api(SEND, email="nobody@example.org")

    assert answer["sendVerification"]["email"] == "nobody@example.org"
    assert [letter.kind for letter in await letters(database)] == [LetterKind.NO_SUCH_ACCOUNT]


async def test_old_sign_ups_are_swept_away(database: PinnedDatabase, api: Api) -> None:
    await database.execute(
        """
        INSERT INTO sign_ups (id, email, username, name, created_at, expires_at)
        SELECT gen_random_uuid(), 'a@b.c', 'ada', 'Ada', $1, $1 FROM generate_series(1, 30)
        """,
        NOON - timedelta(days=1),
    )

    await api(SIGN_UP, **ADA)
    await api(SIGN_UP, **{**ADA, "email": "bob@example.org"})

    assert await database.fetchval("SELECT count(*) FROM sign_ups") == 2
