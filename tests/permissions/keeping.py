"""What people keep for themselves: bookmarks, and what they have read."""

from collections.abc import Mapping

from domain.actor import Member
from domain.ids import BOOKMARK_LIST, POST
from tests.factories import make_bookmark, make_bookmark_list, make_post, make_reading
from tests.permissions.rules import NO_ONE, SCOPE, SIGN_IN, YES, Maker, Read, Rule, Viewed
from tests.permissions.world import World


async def _own_list(world: World, actor: str) -> str:
    return await _list(world, world.member(actor))


async def _list_of_contributor(world: World, _: str) -> str:
    return await _list(world, world.member("contributor"))


async def _list(world: World, member: Member) -> str:
    post_id = await make_post(
        world.database, world.member("author"), publication_id=world.publication_id
    )
    list_id = await make_bookmark_list(world.database, member)
    await make_bookmark(world.database, list_id, member, post_id)
    await make_reading(world.database, member, post_id)
    world.made.setdefault("kept", POST.text_of(post_id))
    return BOOKMARK_LIST.text_of(list_id)


async def _kept(world: World, _: str) -> str:
    """Make a post that the contributor has bookmarked, and read."""
    await world.thing("list_of_contributor")
    return world.made["kept"]


MAKERS: Mapping[str, Maker] = {
    "kept": _kept,
    "list_of_contributor": _list_of_contributor,
    "own_list": _own_list,
}

_OUTCOMES = {YES: "members -reader", SCOPE: "reader", SIGN_IN: "anonymous"}
_OF_OTHERS = "BOOKMARK_LIST_NOT_FOUND"


def _of_list(mutation: str, **given: object) -> list[Rule]:
    """Tell who changes a list of their own, and one of somebody else's."""
    outcomes = {YES: "contributor"}
    return [
        Rule(mutation, "of one's own", {"listId": "{own_list}", **given}, _OUTCOMES),
        Rule(
            mutation,
            "of the contributor's",
            {"listId": "{list_of_contributor}", **given},
            outcomes,
            rest=_OF_OTHERS,
        ),
    ]


RULES = [
    Rule("createBookmarkList", "", {"name": "New"}, _OUTCOMES),
    *_of_list("updateBookmarkList", name="Renamed"),
    *_of_list("deleteBookmarkList"),
    *_of_list("addBookmark", postId="{published}"),
    Rule("addBookmark", "of a draft", {"postId": "{draft}"}, {}, rest="POST_NOT_FOUND"),
    Rule("removeBookmark", "not there", {"postId": "{published}"}, _OUTCOMES, changes=False),
    Rule(
        "removeBookmark",
        "of the contributor's list",
        {"postId": "{kept}", "listId": "{list_of_contributor}"},
        {YES: "contributor"},
        rest=_OF_OTHERS,
    ),
    Rule("recordReading", "", {"postId": "{published}", "progress": 10}, _OUTCOMES),
    Rule(
        "recordReading",
        "of a draft",
        {"postId": "{draft}", "progress": 10},
        {},
        rest="POST_NOT_FOUND",
    ),
    Rule(
        "removeFromReadingHistory", "not there", {"postId": "{published}"}, _OUTCOMES, changes=False
    ),
    Rule("clearReadingHistory", "empty", {}, _OUTCOMES, changes=False),
    Rule("setReadingHistory", "to be kept no more", {"isKept": False}, _OUTCOMES),
]

_PAGE = "totalCount nodes { id }"
_FOUND_BY = {"list_of_contributor": "contributor"}
_KEPT_BY = {"kept": "contributor"}

READS = [
    Read("BookmarkList", "node", "query ($id: ID!) { node(id: $id) { id } }", _FOUND_BY),
    Read("BookmarkList", "nodes", "query ($id: ID!) { nodes(ids: [$id]) { id } }", _FOUND_BY),
    Read(
        "BookmarkList",
        "Viewer.bookmarkLists",
        f"{{ viewer {{ bookmarkLists {{ {_PAGE} }} }} }}",
        _FOUND_BY,
    ),
    Read(
        "Post in a list",
        "BookmarkList.posts",
        f"{{ viewer {{ bookmarkLists {{ nodes {{ postCount posts {{ {_PAGE} }} }} }} }} }}",
        _KEPT_BY,
    ),
    Read(
        "Post that was read",
        "Viewer.readingHistory",
        "{ viewer { readingHistory { totalCount nodes { post { id } } } } }",
        _KEPT_BY,
    ),
]

VIEWED: list[Viewed] = [
    Viewed("Post.viewerHasBookmarked", {"kept": ("contributor", NO_ONE)}),
]
