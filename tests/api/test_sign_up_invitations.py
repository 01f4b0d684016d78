"""Who may join, where not everybody may, and who is invited."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from domain.accounts.models import AccountRules, SignUpMode
from domain.actor import Anonymous, Scope, SiteRole
from tests.api import client
from tests.api.client import Api
from tests.api.joining import ACCEPT, ADA, INVITE, PASSWORD, SIGN_UP, people
from tests.api.letters import last_link, letters
from tests.factories import (
    make_account,
    make_user,
)
from tests.pinned import PinnedDatabase


@contextmanager
def signing_up_is(mode: SignUpMode) -> Iterator[None]:
    """Let an operator have decided otherwise."""
    usual = client.WORLD
    client.WORLD = replace(usual, account_rules=AccountRules(sign_up=mode))
    try:
        yield
    finally:
        client.WORLD = usual


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
