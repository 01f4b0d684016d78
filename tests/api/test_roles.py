"""Roles on this server: who gives them, and that somebody always can."""

import json
from dataclasses import replace

import pytest

from domain.actor import Anonymous, Member, Scope, SiteRole
from domain.ids import POST, USER
from tests.api.client import Api
from tests.factories import NOON, make_account, make_user
from tests.pinned import PinnedDatabase

SET = """
    mutation ($id: ID!, $role: SiteRole!) {
      setRole(input: {userId: $id, role: $role}) {
        __typename
        ... on SetRoleSuccess { role user { id } }
        ... on Error { code message }
      }
    }
"""


async def role_of(database: PinnedDatabase, member: Member) -> object:
    return await database.fetchval("SELECT role FROM accounts WHERE user_id = $1", member.user_id)


async def test_an_administrator_makes_a_moderator_and_answers_for_it(
    database: PinnedDatabase, api: Api
) -> None:
    admin = await make_account(database, role=SiteRole.ADMIN)
    ada = await make_account(database)
    id = USER.text_of(ada.user_id)

    answer = await api(SET, actor=admin, id=id, role="MODERATOR")
    same = await api(SET, actor=admin, id=id, role="MODERATOR")

    assert answer["setRole"] == {
        "__typename": "SetRoleSuccess",
        "role": "MODERATOR",
        "user": {"id": id},
    }
    assert same == answer
    assert await role_of(database, ada) == "moderator"
    entries = await database.fetch("SELECT actor_id, action, subject, details FROM audit_entries")
    assert [(row[0], row[1], row[2], json.loads(row[3])) for row in entries] == [
        (admin.user_id, "user.role_changed", id, {"from": "member", "to": "moderator"})
    ]
    assert await database.fetchval("SELECT name FROM outbox") == "user.role_changed"


@pytest.mark.parametrize(
    ("caller", "kind", "code"),
    [
        ("anonymous", "UnauthenticatedError", "UNAUTHENTICATED"),
        ("member", "PermissionDeniedError", "PERMISSION_DENIED"),
        ("moderator", "PermissionDeniedError", "PERMISSION_DENIED"),
        ("admin without the scope", "PermissionDeniedError", "SCOPE_MISSING"),
        ("admin no more", "PermissionDeniedError", "PERMISSION_DENIED"),
    ],
)
async def test_nobody_else_gives_roles(
    database: PinnedDatabase, api: Api, caller: str, kind: str, code: str
) -> None:
    admin = await make_account(database, role=SiteRole.ADMIN)
    member = await make_account(database)
    callers: dict[str, Member | Anonymous] = {
        "anonymous": Anonymous(),
        "member": member,
        "moderator": await make_account(database, role=SiteRole.MODERATOR),
        "admin without the scope": replace(admin, scopes=(Scope.READ, Scope.MODERATE)),
        "admin no more": replace(member, role=SiteRole.ADMIN),
    }

    refused = await api(SET, actor=callers[caller], id=USER.text_of(member.user_id), role="ADMIN")

    assert refused["setRole"]["__typename"] == kind
    assert refused["setRole"]["code"] == code
    assert await role_of(database, member) == "member"
    assert await database.fetchval("SELECT count(*) FROM audit_entries") == 0
    assert await database.fetchval("SELECT count(*) FROM outbox") == 0


async def test_the_last_administrator_stays_one(database: PinnedDatabase, api: Api) -> None:
    admin = await make_account(database, role=SiteRole.ADMIN)
    id = USER.text_of(admin.user_id)

    refused = await api(SET, actor=admin, id=id, role="MEMBER")
    assert refused["setRole"]["__typename"] == "ConflictError"
    assert refused["setRole"]["code"] == "LAST_ADMINISTRATOR"
    assert await role_of(database, admin) == "admin"

    await make_account(database, role=SiteRole.ADMIN)
    assert (await api(SET, actor=admin, id=id, role="MEMBER"))["setRole"]["role"] == "MEMBER"


async def test_who_has_no_account_has_no_role(database: PinnedDatabase, api: Api) -> None:
    admin = await make_account(database, role=SiteRole.ADMIN)
    imported = await make_user(database)

    for id, code in (
        (USER.text_of(imported.user_id), "ACCOUNT_NOT_FOUND"),
        (USER.text_of(USER.new_id(at=NOON)), "ACCOUNT_NOT_FOUND"),
        (POST.text_of(POST.new_id(at=NOON)), "INVALID_INPUT"),
    ):
        refused = await api(SET, actor=admin, id=id, role="ADMIN")
        assert refused["setRole"]["code"] == code
