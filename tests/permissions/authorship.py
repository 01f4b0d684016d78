"""Who writes posts together: who is asked, who answers, who is removed."""

from collections.abc import Mapping

from domain.actor import Member
from domain.ids import CO_AUTHOR_INVITATION, USER
from tests.factories import make_co_author_invitation
from tests.permissions.drafts import (
    EDITORS_SEE,
    JUDGED,
    NO_POST,
    ON_DRAFT,
    PAGE,
    draft_id,
    of_post,
    ways,
)
from tests.permissions.rules import DENIED, YES, Maker, Read, Rule
from tests.permissions.world import World

_STRANGER = "stranger"


async def _invite(world: World, person: Member) -> str:
    return CO_AUTHOR_INVITATION.text_of(
        await make_co_author_invitation(
            world.database, await draft_id(world), person, world.member("author")
        )
    )


async def _invitation_to_stranger(world: World, _: str) -> str:
    """Ask the stranger to write a draft together with its author."""
    return await _invite(world, world.member(_STRANGER))


async def _draft_with_invitation(world: World, _: str) -> str:
    await _invitation_to_stranger(world, "")
    return await world.thing("draft")


def _id_of(name: str) -> Maker:
    async def make(world: World, _: str) -> str:
        return USER.text_of(world.member(name).user_id)

    return make


MAKERS: Mapping[str, Maker] = {
    "invitation_to_stranger": _invitation_to_stranger,
    "draft_with_invitation": _draft_with_invitation,
    "the_stranger": _id_of(_STRANGER),
    "the_co_author": _id_of("co_author"),
    "the_contributor": _id_of("contributor"),
}

_CHOSEN_BY = {YES: "author editors admin", DENIED: "co_author moderator"}
_NO_INVITATION = "CO_AUTHOR_INVITATION_NOT_FOUND"

RULES = [
    Rule(
        "inviteCoAuthor",
        "to a draft",
        {**ON_DRAFT, "userId": "{the_stranger}"},
        _CHOSEN_BY,
        rest=NO_POST,
    ),
    Rule(
        "inviteCoAuthor",
        "to a public post",
        {"postId": "{published}", "userId": "{the_stranger}"},
        {YES: "author editors admin"},
        rest=DENIED,
    ),
    Rule(
        "acceptCoAuthorship",
        "the stranger was asked",
        {"invitationId": "{invitation_to_stranger}"},
        {YES: _STRANGER},
        rest=_NO_INVITATION,
    ),
    Rule(
        "declineCoAuthorship",
        "the stranger was asked",
        {"invitationId": "{invitation_to_stranger}"},
        {YES: _STRANGER},
        rest=_NO_INVITATION,
    ),
    Rule(
        "removeCoAuthor",
        "the co-author",
        {**ON_DRAFT, "userId": "{the_co_author}"},
        {YES: "writers editors admin", DENIED: "moderator"},
        rest=NO_POST,
    ),
    Rule(
        "removeCoAuthor",
        "the stranger, who was asked",
        {"postId": "{draft_with_invitation}", "userId": "{the_stranger}"},
        {YES: "author editors admin stranger", DENIED: "co_author moderator"},
        rest=NO_POST,
    ),
    Rule(
        "changePostAuthor",
        "to a contributor",
        {**ON_DRAFT, "userId": "{the_contributor}"},
        JUDGED,
        rest=NO_POST,
    ),
    Rule(
        "changePostAuthor",
        "to a stranger",
        {**ON_DRAFT, "userId": "{the_stranger}"},
        {"AUTHOR_NOT_MEMBER": "editors admin", DENIED: "writers moderator"},
        rest=NO_POST,
    ),
]

READS = [
    *ways("CoAuthorInvitation", {"invitation_to_stranger": f"{EDITORS_SEE} stranger"}),
    Read(
        "CoAuthorInvitation",
        "Post.coAuthorInvitations",
        of_post(f"coAuthorInvitations {{ {PAGE} }}"),
        {"invitation_to_stranger": EDITORS_SEE},
    ),
    Read(
        "CoAuthorInvitation",
        "Viewer.coAuthorInvitations",
        f"{{ viewer {{ coAuthorInvitations {{ {PAGE} }} }} }}",
        {"invitation_to_stranger": _STRANGER},
    ),
    Read(
        "Post",
        "node, for whoever is asked to write it",
        "query ($id: ID!) { node(id: $id) { id } }",
        {"draft_with_invitation": "writers editors staff reader stranger"},
    ),
]
