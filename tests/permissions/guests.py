"""Who comments without an account, and takes it along."""

from collections.abc import Mapping

from domain.ids import POST
from domain.mail.models import LetterKind
from tests.api.letters import Waiting, send
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


MAKERS: Mapping[str, Maker] = {"guest_link": _guest_link}

_SAID = {"markdown": "Hello.", "name": "Guest", "email": _EMAIL}

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
    Rule(
        "claimGuestComments",
        "of nobody",
        {"userId": None},
        {
            "NO_GUEST_COMMENTS": "members -reader -lent",
            SIGN_IN: "anonymous",
            "SESSION_NEEDED": "reader lent",
        },
    ),
]
