"""Letters that make whoever has them somebody who was imported."""

from dataclasses import replace
from typing import Any

from domain.actor import Anonymous, Member, Scope, SiteRole
from domain.ids import USER
from domain.mail.models import LetterKind
from tests.announced import announced
from tests.api.claims import signed_in
from tests.api.client import Api
from tests.api.letters import last_link, letters
from tests.factories import NOON, make_account, make_post, make_user
from tests.pinned import PinnedDatabase

INVITE = """
    mutation ($id: ID!, $email: String!) {
      inviteToClaim(input: {userId: $id, email: $email}) {
        __typename
        ... on InviteToClaimSuccess { email }
        ... on Error { code }
      }
    }
"""

ACCEPT = """
    mutation ($token: String!) {
      claimUser(input: {token: $token}) {
        __typename
        ... on ClaimUserSuccess { user { username } }
        ... on Error { code }
      }
    }
"""


async def invite(api: Api, actor: Any, user: Member, email: str = "ada@example.org") -> Any:
    answer = await api(INVITE, actor=actor, id=USER.text_of(user.user_id), email=email)
    return answer["inviteToClaim"]


async def accept(api: Api, actor: Any, token: str) -> Any:
    return (await api(ACCEPT, actor=actor, token=token))["claimUser"]


async def test_whoever_has_the_letter_is_the_person(database: PinnedDatabase, api: Api) -> None:
    imported = await make_user(database, username="dev-ada")
    post = await make_post(database, imported)
    admin = await signed_in(database, role=SiteRole.ADMIN)
    ada = await signed_in(database, username="ada")

    invited = await invite(api, admin, imported)
    [letter] = await letters(database)
    token = await last_link(database)
    claimed = await accept(api, ada, token)
    again = await accept(api, ada, token)

    assert invited["email"] == "ada@example.org"
    assert (letter.kind, letter.to) == (LetterKind.CLAIM_USER, "ada@example.org")
    assert letter.facts == {"username": "dev-ada"}
    assert claimed["user"] == {"username": "ada"}
    assert again["code"] == "LINK_INVALID"
    assert await database.fetchval("SELECT author_id FROM posts WHERE id = $1", post) == ada.user_id
    assert await announced(database) == ["user.merged"]


async def test_of_several_letters_the_last_one_works(database: PinnedDatabase, api: Api) -> None:
    imported = await make_user(database)
    admin = await signed_in(database, role=SiteRole.ADMIN)
    await invite(api, admin, imported, "wrong@example.org")
    first = await last_link(database)
    await invite(api, admin, imported)
    second = await last_link(database)
    ada = await signed_in(database)

    assert (await accept(api, ada, first))["code"] == "LINK_INVALID"
    assert (await accept(api, ada, second))["__typename"] == "ClaimUserSuccess"


async def test_only_administrators_invite_and_only_people_accept(
    database: PinnedDatabase, api: Api
) -> None:
    imported = await make_user(database)
    admin = await signed_in(database, role=SiteRole.ADMIN)
    moderator = await signed_in(database, role=SiteRole.MODERATOR)
    lent = replace(admin, scopes=(Scope.READ,))

    assert (await invite(api, Anonymous(), imported))["code"] == "UNAUTHENTICATED"
    assert (await invite(api, moderator, imported))["code"] == "PERMISSION_DENIED"
    assert (await invite(api, lent, imported))["code"] == "SCOPE_MISSING"
    assert (await invite(api, admin, imported, "ada"))["code"] == "INVALID_INPUT"
    assert (await invite(api, admin, moderator))["code"] == "USER_CLAIMED"
    unknown = Member(user_id=USER.new_id(at=NOON))
    assert (await invite(api, admin, unknown))["code"] == "NOBODY_TO_CLAIM"
    assert await letters(database) == []

    await invite(api, admin, imported)
    token = await last_link(database)
    assert (await accept(api, Anonymous(), token))["code"] == "UNAUTHENTICATED"
    assert (await accept(api, await make_account(database), token))["code"] == "SESSION_NEEDED"
    assert (await accept(api, moderator, "bsl_nonsense"))["code"] == "LINK_INVALID"
    assert await announced(database) == []
