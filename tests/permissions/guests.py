"""Who comments without an account, and takes it along."""

from collections.abc import Mapping

from domain.ids import POST, USER
from domain.mail.models import LetterKind
from tests.api.letters import Waiting, send
from tests.factories import make_user
from tests.permissions.rules import SIGN_IN, YES, Maker, Rule
from tests.permissions.world import World

_EMAIL = "guest@example.org"


async def _guest_link(world: World, _: str) -> str:
    """Make the link of a letter to somebody who has commented."""
    post_id = POST.parse(await world.thing("published"))
    waiting = await world.database.fetchval(
        """
        INSERT INTO guest_comments
               (id, post_id, email, name, markdown, created_at, expires_at)
        VALUES (gen_random_uuid(), $1, $2, 'Guest', 'Hello.', '2026-01-02', '2027-01-02')
        RETURNING id
        """,
        post_id,
        _EMAIL,
    )
    return await send(world.database, Waiting(LetterKind.GUEST_COMMENT, _EMAIL, None, waiting, {}))


async def _own_guest(world: World, actor: str) -> str:
    """Make somebody who has commented with the actor's address."""
    guest = await make_user(world.database)
    await world.database.execute("UPDATE users SET claimed_at = NULL WHERE id = $1", guest.user_id)
    await world.database.execute(
        """
        INSERT INTO guests (user_id, email, created_at)
        SELECT $1, email, created_at FROM accounts WHERE user_id = $2
        """,
        guest.user_id,
        world.member(actor).user_id,
    )
    return USER.text_of(guest.user_id)


MAKERS: Mapping[str, Maker] = {"guest_link": _guest_link, "own_guest": _own_guest}

_SAID = {"markdown": "Hello.", "name": "Guest", "email": _EMAIL}


def _claiming(state: str, user_id: str | None, outcome: str) -> Rule:
    people = {
        outcome: "members -reader -lent",
        "SESSION_NEEDED": "reader lent",
        SIGN_IN: "anonymous",
    }
    return Rule("claimGuestComments", state, {"userId": user_id}, people)


RULES = [
    Rule("addGuestComment", "", {"postId": "{published}", **_SAID}, {YES: "everyone"}),
    Rule(
        "addGuestComment",
        "on a draft",
        {"postId": "{draft}", **_SAID},
        {"POST_NOT_FOUND": "everyone"},
    ),
    Rule(
        "confirmGuestComment",
        "by the link of a letter",
        {"token": "{guest_link}"},
        {YES: "everyone"},
    ),
    Rule(
        "confirmGuestComment",
        "by a link that is not good",
        {"token": "bsl_" + "0" * 49},
        {"LINK_INVALID": "everyone"},
    ),
    _claiming("by whoever has the address", "{own_guest}", YES),
    _claiming("by somebody else", None, "NO_GUEST_COMMENTS"),
]
