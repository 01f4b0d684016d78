"""Who may bring pictures, and who finds them as media."""

from collections.abc import Mapping

from domain.ids import MEDIA
from tests.factories import make_upload
from tests.permissions.rules import SCOPE, SIGN_IN, YES, Maker, Read, Rule
from tests.permissions.world import World


async def _own_picture(world: World, actor: str) -> str:
    return MEDIA.text_of(await make_upload(world.database, world.member(actor)))


async def _picture(world: World, _: str) -> str:
    return await _own_picture(world, "author")


MAKERS: Mapping[str, Maker] = {"own_picture": _own_picture, "picture": _picture}

RULES = [
    Rule(
        "createUpload",
        "",
        {"byteSize": 1000},
        {YES: "members -reader", SCOPE: "reader", SIGN_IN: "anonymous"},
    ),
    Rule(
        "deleteMedia",
        "one's own",
        {"mediaId": "{own_picture}"},
        {YES: "members -reader", SCOPE: "reader", SIGN_IN: "anonymous"},
    ),
    Rule(
        "deleteMedia",
        "the author's",
        {"mediaId": "{picture}"},
        {
            YES: "author",
            "MEDIA_NOT_FOUND": "members -reader -author",
            SCOPE: "reader",
            SIGN_IN: "anonymous",
        },
    ),
]

_ONLY_ITS_OWNER = {"picture": "author"}

READS = [
    Read("Media", "node", "query ($id: ID!) { node(id: $id) { id } }", _ONLY_ITS_OWNER),
    Read("Media", "nodes", "query ($id: ID!) { nodes(ids: [$id]) { id } }", _ONLY_ITS_OWNER),
    Read(
        "Media",
        "Viewer.media",
        "{ viewer { media { totalCount nodes { id } } } }",
        _ONLY_ITS_OWNER,
    ),
]
