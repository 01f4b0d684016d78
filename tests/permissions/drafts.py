"""A draft that several people work on: how it is found, and how far they get with it."""

from collections.abc import Mapping

from domain.ids import POST, PostId
from tests.permissions.rules import DENIED, YES, Read
from tests.permissions.world import World

NO_POST = "POST_NOT_FOUND"
EDITED_BY = "writers editors admin"

ON_DRAFT = {"postId": "{draft}"}
JUDGED = {YES: "editors admin", DENIED: "writers moderator"}
WRITTEN = {YES: EDITED_BY, DENIED: "moderator"}

PAGE = "totalCount nodes { id }"
EDITORS_SEE = f"{EDITED_BY} reader"


async def draft_id(world: World) -> PostId:
    found = POST.parse(await world.thing("draft"))
    assert found is not None
    return found


def ways(kind: str, found_by: Mapping[str, str]) -> list[Read]:
    return [
        Read(kind, "node", "query ($id: ID!) { node(id: $id) { id } }", found_by),
        Read(kind, "nodes", "query ($id: ID!) { nodes(ids: [$id]) { id } }", found_by),
    ]


def of_post(selection: str, *, slug: str = "draft") -> str:
    return f'{{ post(publication: "daily", slug: "{slug}") {{ {selection} }} }}'
