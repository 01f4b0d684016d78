"""Who may lend what they may do, be somebody who was imported, and leave."""

from collections.abc import Mapping

from domain.actor import Scope
from domain.ids import ACCESS_TOKEN, CLAIM, USER
from domain.mail.models import LetterKind
from tests.api.letters import Waiting, send
from tests.factories import make_access_token, make_claim, make_user
from tests.permissions.rules import DENIED, SCOPE, SIGN_IN, YES, Maker, Read, Rule
from tests.permissions.world import PASSWORD, World

_NEEDED = "SESSION_NEEDED"
_TOKENS = "reader lent"
_PEOPLE = "members -reader -lent"
_BY_SESSION = {_NEEDED: _TOKENS, SIGN_IN: "anonymous"}
_BY_ADMIN = {YES: "admin", SCOPE: "lent"}


async def _own_token(world: World, actor: str) -> str:
    await make_access_token(world.database, world.member(actor), (Scope.READ,))
    return ACCESS_TOKEN.text_of(
        await world.database.fetchval("SELECT id FROM access_tokens ORDER BY id DESC LIMIT 1")
    )


async def _token(world: World, _: str) -> str:
    return await _own_token(world, "author")


async def _claim(world: World, _: str) -> str:
    return CLAIM.text_of(await make_claim(world.database, world.member("author")))


async def _imported(world: World, _: str) -> str:
    return USER.text_of((await make_user(world.database, username="imported")).user_id)


async def _claim_link(world: World, _: str) -> str:
    imported = await make_user(world.database, username="imported")
    waiting = Waiting(LetterKind.CLAIM_USER, "old@example.org", imported.user_id, None, {})
    return await send(world.database, waiting)


MAKERS: Mapping[str, Maker] = {
    "own_token": _own_token,
    "token": _token,
    "claim": _claim,
    "imported": _imported,
    "claim_link": _claim_link,
}

RULES = [
    Rule(
        "createAccessToken",
        "to read and write",
        {"name": "A program", "scopes": ["READ", "WRITE_POSTS"]},
        {YES: _PEOPLE, **_BY_SESSION},
    ),
    Rule(
        "createAccessToken",
        "to moderate",
        {"name": "A program", "scopes": ["MODERATE"]},
        {YES: "staff", **_BY_SESSION},
        rest="SCOPE_NOT_YOURS",
    ),
    Rule(
        "createAccessToken",
        "to rule",
        {"name": "A program", "scopes": ["ADMIN"]},
        {YES: "admin", **_BY_SESSION},
        rest="SCOPE_NOT_YOURS",
    ),
    Rule(
        "revokeAccessToken",
        "one's own",
        {"id": "{own_token}"},
        {YES: _PEOPLE, **_BY_SESSION},
    ),
    Rule(
        "revokeAccessToken",
        "the author's",
        {"id": "{token}"},
        {YES: "author", **_BY_SESSION},
        rest="ACCESS_TOKEN_NOT_FOUND",
    ),
    Rule(
        "requestClaim",
        "of somebody imported",
        {"username": "imported", "message": "{imported}"},
        {YES: _PEOPLE, **_BY_SESSION},
    ),
    Rule(
        "requestClaim",
        "of somebody who has an account",
        {"username": "owner"},
        {"USER_CLAIMED": _PEOPLE, **_BY_SESSION},
    ),
    Rule("confirmClaim", "of the author", {"id": "{claim}"}, _BY_ADMIN, rest=DENIED),
    Rule("refuseClaim", "of the author", {"id": "{claim}"}, _BY_ADMIN, rest=DENIED),
    Rule(
        "inviteToClaim",
        "somebody imported",
        {"userId": "{imported}", "email": "old@example.org"},
        _BY_ADMIN,
        rest=DENIED,
    ),
    Rule(
        "claimUser",
        "by the link of a letter",
        {"token": "{claim_link}"},
        {YES: _PEOPLE, **_BY_SESSION},
    ),
    Rule(
        "claimUser",
        "by a link that is not good",
        {"token": "bsl_" + "0" * 49},
        {"LINK_INVALID": _PEOPLE, **_BY_SESSION},
    ),
    Rule(
        "deleteAccount",
        "with the password",
        {"password": PASSWORD, "content": "KEEP_ANONYMOUS"},
        {
            YES: "members -owner -admin -reader -lent",
            "PUBLICATION_NEEDS_OWNER": "owner",
            "LAST_ADMINISTRATOR": "admin",
            **_BY_SESSION,
        },
    ),
    Rule(
        "deleteAccount",
        "with another password",
        {"password": "another horse entirely", "content": "ERASE"},
        {"WRONG_PASSWORD": _PEOPLE, **_BY_SESSION},
    ),
]

_PAGE = "totalCount nodes { id }"


def _ways(kind: str, found_by: Mapping[str, str]) -> list[Read]:
    return [
        Read(kind, "node", "query ($id: ID!) { node(id: $id) { id } }", found_by),
        Read(kind, "nodes", "query ($id: ID!) { nodes(ids: [$id]) { id } }", found_by),
    ]


READS = [
    *_ways("AccessToken", {"token": "author"}),
    Read(
        "AccessToken",
        "Viewer.accessTokens",
        f"{{ viewer {{ accessTokens {{ {_PAGE} }} }} }}",
        {"token": "author"},
    ),
    *_ways("Claim", {"claim": "author admin"}),
    Read("Claim", "claims", f"{{ claims {{ {_PAGE} }} }}", {"claim": "admin"}, refuses=True),
]
