"""Who may stop hearing from whom, and who exists for whom then."""

from collections.abc import Mapping

from domain.actor import Member
from domain.ids import COMMENT, POST, USER
from tests.factories import block, make_account, make_comment, make_post, mute
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
    for person in world.everybody():
        await block(world.database, world.member(person), other)
    return USER.text_of(other.user_id)


async def _whom_all_mute(world: World, _: str) -> str:
    other = await make_account(world.database)
    for person in world.everybody():
        await mute(world.database, world.member(person), other)
    return USER.text_of(other.user_id)


async def _who_blocks_all(world: World, _: str) -> str:
    other = await make_account(world.database, username="who-blocks-all")
    for person in world.everybody():
        await block(world.database, other, world.member(person))
    return USER.text_of(other.user_id)


def _post_of(name: str) -> Maker:
    async def make(world: World, actor: str) -> str:
        user_id = USER.parse(await world.thing(name, actor))
        assert user_id is not None
        return POST.text_of(await make_post(world.database, Member(user_id=user_id)))

    return make


def _comment_of(name: str) -> Maker:
    async def make(world: World, actor: str) -> str:
        user_id = USER.parse(await world.thing(name, actor))
        assert user_id is not None
        elsewhere = await make_account(world.database)
        post_id = await make_post(world.database, elsewhere)
        return COMMENT.text_of(await make_comment(world.database, post_id, Member(user_id=user_id)))

    return make


MAKERS: Mapping[str, Maker] = {
    _ONES_SELF: _self,
    "somebody": _somebody,
    "whom_all_block": _whom_all_block,
    "whom_all_mute": _whom_all_mute,
    "who_blocks_all": _who_blocks_all,
    "post_of_whom_all_block": _post_of("whom_all_block"),
    "post_of_whom_all_mute": _post_of("whom_all_mute"),
    "post_of_who_blocks_all": _post_of("who_blocks_all"),
    "comment_of_blocked": _comment_of("whom_all_block"),
    "comment_of_muted": _comment_of("whom_all_mute"),
    "comment_of_blocker": _comment_of("who_blocks_all"),
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

_NODE = "query ($id: ID!) { node(id: $id) { id } }"
_NODES = "query ($id: ID!) { nodes(ids: [$id]) { id } }"

# The reader acts for the owner, and the lent token for the admin, without being of the staff.
_OF_BLOCKED = "anonymous staff"

_FOUND = {
    "somebody": "everyone",
    "whom_all_block": "everyone",
    "whom_all_mute": "everyone",
    "who_blocks_all": _OF_BLOCKED,
}

_FOUND_POST = {
    "post_of_whom_all_mute": "everyone",
    "post_of_whom_all_block": _OF_BLOCKED,
    "post_of_who_blocks_all": _OF_BLOCKED,
}

_LISTED_POST = dict.fromkeys(_FOUND_POST, _OF_BLOCKED)

_PAGE = "totalCount nodes { id }"

READS = [
    *(
        Read("User, blocked and muted", way, document, _FOUND)
        for way, document in {"node": _NODE, "nodes": _NODES}.items()
    ),
    *(
        Read("Post of somebody blocked and muted", way, document, _FOUND_POST)
        for way, document in {"node": _NODE, "nodes": _NODES}.items()
    ),
    Read(
        "Post of somebody blocked and muted",
        "posts",
        "{ posts { totalCount nodes { id } } }",
        _LISTED_POST,
    ),
    Read(
        "Comment of somebody blocked and muted",
        "Post.comments",
        "{ posts { nodes { comments { totalCount nodes { id } } } } }",
        {f"comment_{name}": _OF_BLOCKED for name in ("of_muted", "of_blocked", "of_blocker")},
    ),
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
