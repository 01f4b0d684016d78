"""Who may award badges, and add lines to a profile."""

from collections.abc import Mapping

from domain.ids import BADGE, USER
from tests.factories import make_badge
from tests.permissions.rules import DENIED, SCOPE, SIGN_IN, YES, Maker, Read, Rule
from tests.permissions.world import World


async def _badge(world: World, _: str) -> str:
    return BADGE.text_of(await make_badge(world.database, "helpful"))


async def _awarded_badge(world: World, _: str) -> str:
    holder = world.member("stranger")
    return BADGE.text_of(await make_badge(world.database, "awarded", holder))


async def _honoured(world: World, _: str) -> str:
    return USER.text_of(world.member("stranger").user_id)


MAKERS: Mapping[str, Maker] = {
    "badge": _badge,
    "awarded_badge": _awarded_badge,
    "honoured": _honoured,
}

_KEEPERS = {YES: "staff", SCOPE: "lent"}

RULES = [
    Rule("createBadge", "", {"name": "A new badge"}, _KEEPERS, rest=DENIED),
    Rule("updateBadge", "", {"badgeId": "{badge}", "name": "Renamed"}, _KEEPERS, rest=DENIED),
    Rule("deleteBadge", "", {"badgeId": "{badge}"}, _KEEPERS, rest=DENIED),
    Rule("awardBadge", "", {"badgeId": "{badge}", "userId": "{honoured}"}, _KEEPERS, rest=DENIED),
    Rule(
        "revokeBadge",
        "",
        {"badgeId": "{awarded_badge}", "userId": "{honoured}"},
        _KEEPERS,
        rest=DENIED,
    ),
    Rule(
        "setProfileFields",
        "one's own",
        {"fields": [{"name": "Pronouns", "value": "they/them"}]},
        {YES: "members -reader", SCOPE: "reader", SIGN_IN: "anonymous"},
    ),
]

READS = [
    Read("Badge", way, document, {"badge": "everyone"})
    for way, document in {
        "node": "query ($id: ID!) { node(id: $id) { id } }",
        "nodes": "query ($id: ID!) { nodes(ids: [$id]) { id } }",
        "badges": "{ badges { nodes { id } } }",
    }.items()
]
