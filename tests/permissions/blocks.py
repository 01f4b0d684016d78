"""Who may stop hearing from whom, and who exists for whom then."""

from collections.abc import Mapping

from domain.ids import USER
from tests.factories import block, make_account, mute
from tests.permissions.rules import NO_ONE, SCOPE, SIGN_IN, YES, Maker, Read, Rule, Viewed
from tests.permissions.world import World

_WRITERS = "members -reader"
_NOT_FOUND = "PERSON_NOT_FOUND"
_ONES_SELF = "own_self"


async def _self(world: World, actor: str) -> str:
    return USER.text_of(world.member(actor).user_id)


async def _somebody(world: World, _: str) -> str:
    return USER.text_of((await make_account(world.database)).user_id)


async def _whom_all_block(world: World, _: str) -> str:
    other = await make_account(world.database)
    for person in _everybody(world):
        await block(world.database, world.member(person), other)
    return USER.text_of(other.user_id)


async def _whom_all_mute(world: World, _: str) -> str:
    other = await make_account(world.database)
    for person in _everybody(world):
        await mute(world.database, world.member(person), other)
    return USER.text_of(other.user_id)


async def _who_blocks_all(world: World, _: str) -> str:
    other = await make_account(world.database, username="who-blocks-all")
    for person in _everybody(world):
        await block(world.database, other, world.member(person))
    return USER.text_of(other.user_id)


def _everybody(world: World) -> list[str]:
    """Return whoever is signed in, those whose tokens act for somebody else not counted twice."""
    return [name for name in world.actors if name not in ("anonymous", "reader", "lent")]


MAKERS: Mapping[str, Maker] = {
    _ONES_SELF: _self,
    "somebody": _somebody,
    "whom_all_block": _whom_all_block,
    "whom_all_mute": _whom_all_mute,
    "who_blocks_all": _who_blocks_all,
}


def _of_all(mutation: str, state: str, thing: str, outcome: str, *, changes: bool = True) -> Rule:
    outcomes = {outcome: _WRITERS, SCOPE: "reader", SIGN_IN: "anonymous"}
    return Rule(mutation, state, {"userId": f"{{{thing}}}"}, outcomes, changes=changes)


def _of_blocker(mutation: str, *, changes: bool) -> Rule:
    """Whoever blocks somebody is not there for them. From the staff nobody hides."""
    outcomes = {YES: "staff", SCOPE: "reader", SIGN_IN: "anonymous"}
    return Rule(
        mutation,
        "who blocks one",
        {"userId": "{who_blocks_all}"},
        outcomes,
        rest=_NOT_FOUND,
        changes=changes,
    )


_OWN = "INVALID_INPUT: [{'argument': 'userId', 'message': 'Must be somebody else.'}]"

RULES = [
    _of_all("blockUser", "somebody", "somebody", YES),
    _of_all("blockUser", "whom one blocks", "whom_all_block", YES, changes=False),
    _of_all("blockUser", "whom one mutes", "whom_all_mute", YES),
    _of_blocker("blockUser", changes=True),
    _of_all("blockUser", "oneself", _ONES_SELF, _OWN),
    _of_all("muteUser", "somebody", "somebody", YES),
    _of_all("muteUser", "whom one mutes", "whom_all_mute", YES, changes=False),
    _of_all("muteUser", "whom one blocks", "whom_all_block", YES),
    _of_blocker("muteUser", changes=True),
    _of_all("muteUser", "oneself", _ONES_SELF, _OWN),
    _of_all("unblockUser", "whom one blocks", "whom_all_block", YES),
    _of_all("unblockUser", "somebody", "somebody", YES, changes=False),
    _of_blocker("unblockUser", changes=False),
    _of_all("unmuteUser", "whom one mutes", "whom_all_mute", YES),
    _of_all("unmuteUser", "somebody", "somebody", YES, changes=False),
    _of_blocker("unmuteUser", changes=False),
]

_PAGE = "totalCount nodes { id }"

READS = [
    Read(
        "User",
        "Viewer.blockedUsers",
        f"{{ viewer {{ blockedUsers {{ {_PAGE} }} }} }}",
        {"whom_all_block": "members", "whom_all_mute": NO_ONE, "who_blocks_all": NO_ONE},
    ),
    Read(
        "User",
        "Viewer.mutedUsers",
        f"{{ viewer {{ mutedUsers {{ {_PAGE} }} }} }}",
        {"whom_all_block": NO_ONE, "whom_all_mute": "members", "who_blocks_all": NO_ONE},
    ),
]

VIEWED = [
    Viewed(
        "User.viewerIsBlocking",
        {
            "somebody": (NO_ONE, NO_ONE),
            "whom_all_block": ("members", NO_ONE),
            "whom_all_mute": (NO_ONE, NO_ONE),
        },
    ),
    Viewed(
        "User.viewerIsMuting",
        {
            "somebody": (NO_ONE, NO_ONE),
            "whom_all_block": (NO_ONE, NO_ONE),
            "whom_all_mute": ("members", NO_ONE),
        },
    ),
]
