"""Joining: by a letter, and in the same words and with the same work for whoever asks."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain.accounts.models import AccountRules, SignUpMode
from domain.actor import Anonymous, Scope, SiteRole
from domain.ids import PUBLICATION, USER
from domain.mail.models import LetterKind
from domain.tokens import LINK_TOKEN, SESSION_TOKEN
from tests.api import client
from tests.api.client import Api
from tests.api.letters import last_link, letters, send
from tests.api.passwords import plain_hash
from tests.factories import (
    NOON,
    make_access_token,
    make_account,
    make_publication,
    make_session,
    make_user,
)
from tests.pinned import PinnedDatabase

ERRORS = """
    __typename
    ... on Error { code message }
    ... on InvalidInputError { violations { argument message } }
"""

SIGN_UP = f"""
    mutation ($email: String!, $username: String!, $name: String!) {{
      signUp(input: {{email: $email, username: $username, name: $name}}) {{
        ... on SignUpSuccess {{ email }} {ERRORS}
      }}
    }}
"""

SEND = f"""
    mutation ($email: String!) {{
      sendVerification(input: {{email: $email}}) {{
        ... on SendVerificationSuccess {{ email }} {ERRORS}
      }}
    }}
"""

VERIFY = f"""
    mutation ($token: String!, $password: String!, $username: String) {{
      verifyEmail(input: {{token: $token, password: $password, username: $username}}) {{
        ... on VerifyEmailSuccess {{
          token
          session {{ isCurrent expiresAt }}
          viewer {{
            role email emailIsVerified
            user {{
              username name isClaimed
              publications {{ nodes {{ handle name members {{ nodes {{ role }} }} }} }}
            }}
            sessions {{ totalCount nodes {{ isCurrent }} }}
          }}
        }}
        {ERRORS}
      }}
    }}
"""

INVITE = f"""
    mutation ($email: String!) {{
      inviteToSignUp(input: {{email: $email}}) {{
        ... on InviteToSignUpSuccess {{ email }} {ERRORS}
      }}
    }}
"""

ACCEPT = f"""
    mutation ($token: String!, $username: String!, $password: String!) {{
      acceptSignUpInvitation(
        input: {{token: $token, username: $username, name: "Ada", password: $password}}
      ) {{
        ... on AcceptSignUpInvitationSuccess {{ token viewer {{ email user {{ username }} }} }}
        {ERRORS}
      }}
    }}
"""

ADA: dict[str, Any] = {"email": "ada@example.org", "username": "ada", "name": "Ada Lovelace"}
PASSWORD = "a horse, a staple"


@contextmanager
def signing_up_is(mode: SignUpMode) -> Iterator[None]:
    """Let an operator have decided otherwise."""
    usual = client.WORLD
    client.WORLD = replace(usual, account_rules=AccountRules(sign_up=mode))
    try:
        yield
    finally:
        client.WORLD = usual


async def people(database: PinnedDatabase) -> int:
    return int(await database.fetchval("SELECT count(*) FROM users"))


async def announced(database: PinnedDatabase) -> list[str]:
    return [row["name"] for row in await database.fetch("SELECT name FROM outbox")]


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


async def test_a_username_is_one_persons_and_one_publications(
    database: PinnedDatabase, api: Api
) -> None:
    bob = await make_user(database, username="ada")
    publication_id = await make_publication(database, handle="daily")
    await database.execute("INSERT INTO former_usernames VALUES ('eve', $1)", bob.user_id)
    await database.execute(
        "INSERT INTO former_publication_handles VALUES ('weekly', $1)", publication_id
    )

    for username in ("ada", "Ada", "daily", "eve", "weekly"):
        refused = await api(SIGN_UP, **{**ADA, "username": username})
        assert refused["signUp"]["__typename"] == "ConflictError"
        assert refused["signUp"]["code"] == "USERNAME_TAKEN"
    assert await letters(database) == []


@pytest.mark.parametrize("by", ["a person", "a publication", "a person who was called so"])
async def test_a_username_that_was_taken_meanwhile_can_be_chosen_anew(
    database: PinnedDatabase, api: Api, by: str
) -> None:
    await api(SIGN_UP, **ADA)
    if by == "a person":
        await make_user(database, username="ada")
    elif by == "a person who was called so":
        bob = await make_user(database)
        await database.execute("INSERT INTO former_usernames VALUES ('ada', $1)", bob.user_id)
    else:
        await make_publication(database, handle="ada")
    link = await last_link(database)
    before = await people(database)

    refused = await api(VERIFY, token=link, password=PASSWORD)
    assert refused["verifyEmail"]["code"] == "USERNAME_TAKEN"
    assert await people(database) == before
    assert await announced(database) == []

    answer = await api(VERIFY, token=link, password=PASSWORD, username="Ada-2")
    assert answer["verifyEmail"]["viewer"]["user"]["username"] == "ada-2"


@pytest.mark.parametrize(
    ("argument", "text"),
    [
        *(
            ("email", text)
            for text in (
                "", "ada", "ada@", "@example.org", "a@b@c", "ada @example.org", "a" * 65 + "@b.c",
                "ada@example.org\nbcc: eve@example.org", "<ada@example.org>", "a,b@example.org",
                "ada@" + "b" * 251, "ada@exam\u202eple.org", "ada@example.org\u200b",
            )
        ),
        *(("username", text) for text in ("", "-a", "a b", "a" * 61, "ada!", "åda", "a/b", "..")),
        *(("name", text) for text in ("", "  ", "a" * 201, "Ada\u202e", "A\u0007da")),
    ],
)  # fmt: skip
async def test_what_makes_no_sense_is_invalid_input(
    database: PinnedDatabase, api: Api, argument: str, text: str
) -> None:
    refused = (await api(SIGN_UP, **{**ADA, argument: text}))["signUp"]

    assert refused["__typename"] == "InvalidInputError"
    assert [violation["argument"] for violation in refused["violations"]] == [argument]
    assert await database.fetchval("SELECT count(*) FROM sign_ups") == 0
    assert await letters(database) == []


@pytest.mark.parametrize(
    "name", ["Ада Лавлейс", "愛", "O'Neil-Smith, Jr.", "👩\u200d💻 Ada", "  Ada   Lovelace "]
)
async def test_people_are_called_what_they_are_called(
    database: PinnedDatabase, api: Api, name: str
) -> None:
    await api(SIGN_UP, **{**ADA, "name": name})

    assert await database.fetchval("SELECT name FROM sign_ups") == " ".join(name.split())


@pytest.mark.parametrize(
    "password",
    [
        "", "short", "x" * 257, "password1", "PASSWORD1", "aaaaaaaaaaaa", "123456789",
        "ada-lovelace", "ADA-Lovelace@example.org", "cafe\u0301s" + "e\u0301",
    ],
)  # fmt: skip
async def test_a_password_that_protects_nothing_is_refused_and_the_link_stays_good(
    database: PinnedDatabase, api: Api, password: str
) -> None:
    name = "ada-lovelace"
    await api(SIGN_UP, **{**ADA, "email": f"{name}@example.org", "username": name})
    link = await last_link(database)

    refused = (await api(VERIFY, token=link, password=password))["verifyEmail"]

    assert refused["__typename"] == "InvalidInputError"
    assert [violation["argument"] for violation in refused["violations"]] == ["password"]
    assert await people(database) == 0
    assert (await api(VERIFY, token=link, password="x" * 255 + "é"))["verifyEmail"]["token"]


@pytest.mark.parametrize(
    ("mode", "code"),
    [
        (SignUpMode.CLOSED, "SIGN_UP_CLOSED"),
        (SignUpMode.BY_INVITATION, "SIGN_UP_BY_INVITATION"),
    ],
)
async def test_who_may_join_is_for_the_operator_to_say(
    database: PinnedDatabase, api: Api, mode: SignUpMode, code: str
) -> None:
    with signing_up_is(mode):
        refused = (await api(SIGN_UP, **ADA))["signUp"]

    assert (refused["__typename"], refused["code"]) == ("PermissionDeniedError", code)
    assert await letters(database) == []


async def test_who_is_invited_joins_without_another_letter(
    database: PinnedDatabase, api: Api
) -> None:
    admin = await make_account(database, role=SiteRole.ADMIN)
    with signing_up_is(SignUpMode.BY_INVITATION):
        invited = await api(INVITE, actor=admin, email="ada@example.org")
        link = await last_link(database)
        await make_user(database, username="ada")
        refused = await api(ACCEPT, token=link, username="ada", password=PASSWORD)
        answer = await api(ACCEPT, token=link, username="ada-l", password=PASSWORD)
        again = await api(ACCEPT, token=link, username="ada-m", password=PASSWORD)

    assert invited["inviteToSignUp"]["email"] == "ada@example.org"
    assert refused["acceptSignUpInvitation"]["code"] == "USERNAME_TAKEN"
    shown = answer["acceptSignUpInvitation"]
    assert shown["viewer"] == {"email": "ada@example.org", "user": {"username": "ada-l"}}
    assert again["acceptSignUpInvitation"]["code"] == "LINK_INVALID"
    assert len(await letters(database)) == 1


async def test_an_invitation_is_worth_nothing_once_nobody_can_join(
    database: PinnedDatabase, api: Api
) -> None:
    admin = await make_account(database, role=SiteRole.ADMIN)
    await api(INVITE, actor=admin, email="ada@example.org")
    link = await last_link(database)

    with signing_up_is(SignUpMode.CLOSED):
        refused = await api(ACCEPT, token=link, username="ada", password=PASSWORD)
        another = await api(INVITE, actor=admin, email="bob@example.org")

    assert refused["acceptSignUpInvitation"]["code"] == "SIGN_UP_CLOSED"
    assert another["inviteToSignUp"]["code"] == "SIGN_UP_CLOSED"
    assert await people(database) == 1


async def test_who_is_here_already_is_not_invited(database: PinnedDatabase, api: Api) -> None:
    admin = await make_account(database, role=SiteRole.ADMIN, email="admin@example.org")

    refused = (await api(INVITE, actor=admin, email="Admin@example.org"))["inviteToSignUp"]

    assert (refused["__typename"], refused["code"]) == ("ConflictError", "EMAIL_TAKEN")
    assert await letters(database) == []


@pytest.mark.parametrize(
    ("caller", "kind"),
    [
        ("anonymous", "UnauthenticatedError"),
        ("member", "PermissionDeniedError"),
        ("moderator", "PermissionDeniedError"),
        ("admin without the scope", "PermissionDeniedError"),
        ("admin", "InviteToSignUpSuccess"),
    ],
)
async def test_administrators_invite_people(
    database: PinnedDatabase, api: Api, caller: str, kind: str
) -> None:
    admin = await make_account(database, role=SiteRole.ADMIN)
    callers: dict[str, Any] = {
        "anonymous": Anonymous(),
        "member": await make_account(database),
        "moderator": await make_account(database, role=SiteRole.MODERATOR),
        "admin without the scope": replace(admin, scopes=(Scope.READ, Scope.WRITE_POSTS)),
        "admin": admin,
    }

    answer = await api(INVITE, actor=callers[caller], email="ada@example.org")

    assert answer["inviteToSignUp"]["__typename"] == kind
    assert len(await letters(database)) == (kind == "InviteToSignUpSuccess")


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
