"""Who may do what with accounts: their own, and those of others."""

from collections.abc import Mapping

from domain.ids import SESSION, USER
from domain.mail.models import LetterKind
from tests.api.letters import Waiting, send
from tests.factories import make_session
from tests.permissions.rules import DENIED, SCOPE, SIGN_IN, YES, Maker, Read, Rule
from tests.permissions.world import PASSWORD, World

_NEEDED = "SESSION_NEEDED"
"""For what is about the account itself, a token is not enough."""

_TOKENS = "reader lent"
_PEOPLE = "members -reader -lent"

_NEW_PASSWORD = "another horse entirely"


async def _own_session(world: World, actor: str) -> str:
    session_id, _ = await make_session(world.database, world.member(actor))
    return SESSION.text_of(session_id)


async def _session(world: World, _: str) -> str:
    return await _own_session(world, "author")


async def _user(world: World, _: str) -> str:
    return USER.text_of(world.member("stranger").user_id)


def _link(kind: LetterKind, email: str, *, is_of_account: bool) -> Maker:
    async def make(world: World, _: str) -> str:
        user_id = world.member("author").user_id if is_of_account else None
        return await send(world.database, Waiting(kind, email, user_id, None, {}))

    return make


async def _sign_up_link(world: World, _: str) -> str:
    """Make the link of a letter to somebody who has asked to join."""
    email = "newcomer@example.org"
    sign_up_id = await world.database.fetchval(
        """
        INSERT INTO sign_ups (id, email, username, name, created_at, expires_at)
        VALUES (gen_random_uuid(), $1, 'newcomer', 'Newcomer', '2026-01-02', '2027-01-02')
        RETURNING id
        """,
        email,
    )
    return await send(world.database, Waiting(LetterKind.VERIFY_EMAIL, email, None, sign_up_id, {}))


MAKERS: Mapping[str, Maker] = {
    "own_session": _own_session,
    "session": _session,
    "somebody": _user,
    "sign_up_link": _sign_up_link,
    "invitation_link": _link(
        LetterKind.SIGN_UP_INVITATION, "invited@example.org", is_of_account=False
    ),
    "reset_link": _link(LetterKind.RESET_PASSWORD, "author@example.org", is_of_account=True),
    "change_link": _link(LetterKind.CHANGE_EMAIL, "new@example.org", is_of_account=True),
}


def _for_everybody(mutation: str, state: str, **given: str) -> Rule:
    return Rule(mutation, state, given, {YES: "everyone"})


def _by_bad_link(mutation: str, **given: str) -> Rule:
    return Rule(mutation, "by a link that is not good", given, {"LINK_INVALID": "everyone"})


_BAD = "bsl_" + "0" * 49

RULES = [
    _for_everybody(
        "signUp", "", email="newcomer@example.org", username="newcomer", name="Newcomer"
    ),
    _for_everybody("sendVerification", "for any address", email="author@example.org"),
    _for_everybody(
        "verifyEmail", "by the link of a letter", token="{sign_up_link}", password=_NEW_PASSWORD
    ),
    _by_bad_link("verifyEmail", token=_BAD, password=_NEW_PASSWORD),
    Rule(
        "inviteToSignUp",
        "",
        {"email": "invited@example.org"},
        {YES: "admin", SCOPE: "lent"},
        rest=DENIED,
    ),
    _for_everybody(
        "acceptSignUpInvitation",
        "by the link of a letter",
        token="{invitation_link}",
        username="newcomer",
        name="Newcomer",
        password=_NEW_PASSWORD,
    ),
    _by_bad_link(
        "acceptSignUpInvitation",
        token=_BAD,
        username="newcomer",
        name="Newcomer",
        password=_NEW_PASSWORD,
    ),
    _for_everybody("signIn", "with the password", email="author@example.org", password=PASSWORD),
    Rule(
        "signIn",
        "with another password",
        {"email": "author@example.org", "password": _NEW_PASSWORD},
        {"SIGN_IN_REFUSED": "everyone"},
    ),
    Rule("signOut", "", {}, {YES: _PEOPLE, _NEEDED: _TOKENS, SIGN_IN: "anonymous"}),
    Rule(
        "endSession",
        "one's own",
        {"sessionId": "{own_session}"},
        {YES: _PEOPLE, _NEEDED: _TOKENS, SIGN_IN: "anonymous"},
    ),
    Rule(
        "endSession",
        "the author's",
        {"sessionId": "{session}"},
        {YES: "author", _NEEDED: _TOKENS, SIGN_IN: "anonymous"},
        rest="SESSION_NOT_FOUND",
    ),
    Rule(
        "endOtherSessions",
        "but for one",
        {"keep": ["{own_session}"]},
        {YES: _PEOPLE, _NEEDED: _TOKENS, SIGN_IN: "anonymous"},
        changes=False,
    ),
    Rule(
        "changePassword",
        "with the old one",
        {"oldPassword": PASSWORD, "newPassword": _NEW_PASSWORD},
        {YES: _PEOPLE, _NEEDED: _TOKENS, SIGN_IN: "anonymous"},
    ),
    Rule(
        "changePassword",
        "with another one",
        {"oldPassword": _NEW_PASSWORD, "newPassword": _NEW_PASSWORD},
        {"WRONG_PASSWORD": _PEOPLE, _NEEDED: _TOKENS, SIGN_IN: "anonymous"},
    ),
    _for_everybody("requestPasswordReset", "for any address", email="author@example.org"),
    _for_everybody(
        "resetPassword",
        "by the link of a letter",
        token="{reset_link}",
        newPassword=_NEW_PASSWORD,
    ),
    _by_bad_link("resetPassword", token=_BAD, newPassword=_NEW_PASSWORD),
    Rule(
        "requestEmailChange",
        "with the password",
        {"password": PASSWORD, "email": "new@example.org"},
        {YES: _PEOPLE, _NEEDED: _TOKENS, SIGN_IN: "anonymous"},
    ),
    Rule(
        "requestEmailChange",
        "with another password",
        {"password": _NEW_PASSWORD, "email": "new@example.org"},
        {"WRONG_PASSWORD": _PEOPLE, _NEEDED: _TOKENS, SIGN_IN: "anonymous"},
    ),
    _for_everybody("confirmEmailChange", "by the link of a letter", token="{change_link}"),
    _by_bad_link("confirmEmailChange", token=_BAD),
    Rule(
        "setRole",
        "of somebody",
        {"userId": "{somebody}", "role": "MODERATOR"},
        {YES: "admin", SCOPE: "lent"},
        rest=DENIED,
    ),
]

_SESSIONS = "{ viewer { sessions { totalCount nodes { id } } } }"

READS = [
    Read("Session", way, document, {"session": "author"})
    for way, document in {
        "node": "query ($id: ID!) { node(id: $id) { id } }",
        "nodes": "query ($id: ID!) { nodes(ids: [$id]) { id } }",
        "Viewer.sessions": _SESSIONS,
    }.items()
]
