"""Bookmarks: lists of one's own, what is in them, and that nobody else sees them."""

from typing import Any
from uuid import uuid4

import pytest

from domain.actor import Member
from domain.bookmarks import service
from domain.ids import BOOKMARK_LIST, POST, BookmarkListId, PostId
from tests.announced import announced
from tests.api.callers import EVERYONE, SIGNED_OUT, ask, code_of, make_caller, make_staff, mutation
from tests.api.client import Api
from tests.api.to_read import make_posts
from tests.factories import block, make_post, make_publication, make_user, mute
from tests.pinned import PinnedDatabase

_LIST = "bookmarkList { id name isDefault postCount posts { nodes { id } } }"
CREATE = mutation("createBookmarkList", _LIST)
UPDATE = mutation("updateBookmarkList", _LIST)
DELETE = mutation("deleteBookmarkList", "deletedBookmarkListId")
ADD = mutation("addBookmark", f"{_LIST} post {{ id viewerHasBookmarked }}")
REMOVE = mutation("removeBookmark", f"{_LIST} removedPostId post {{ id viewerHasBookmarked }}")

OWN = """
    {
      viewer { bookmarkLists { totalCount nodes {
        id name isDefault postCount posts { totalCount nodes { id viewerHasBookmarked } }
      } } }
    }
"""
NODE = "query ($id: ID!) { node(id: $id) { id ... on BookmarkList { name } } }"

UNKNOWN = BOOKMARK_LIST.text_of(BookmarkListId(uuid4()))


async def own(api: Api, actor: Member) -> Any:
    return (await api(OWN, actor=actor))["viewer"]["bookmarkLists"]["nodes"]


async def make_list(api: Api, actor: Member, name: str = "Later") -> str:
    made = await ask(api, CREATE, actor, name=name)
    id: str = made["bookmarkList"]["id"]
    return id


@pytest.mark.parametrize("who", EVERYONE)
async def test_whoever_is_signed_in_keeps_bookmarks(
    database: PinnedDatabase, api: Api, who: str
) -> None:
    caller = await make_caller(database, who, await make_publication(database))
    [post] = await make_posts(database)

    made = await ask(api, CREATE, caller, name="Later")
    list_id = UNKNOWN if who in SIGNED_OUT else made["bookmarkList"]["id"]
    results = [
        made,
        await ask(api, UPDATE, caller, listId=list_id, name="Soon"),
        await ask(api, ADD, caller, postId=post, listId=list_id),
        await ask(api, REMOVE, caller, postId=post, listId=list_id),
        await ask(api, DELETE, caller, listId=list_id),
    ]

    assert [code_of(result) for result in results] == [SIGNED_OUT.get(who)] * 5
    told = [
        "bookmark_list.created",
        "bookmark_list.updated",
        "bookmark.added",
        "bookmark.removed",
        "bookmark_list.deleted",
    ]
    assert await announced(database) == ([] if who in SIGNED_OUT else told)


async def test_the_default_list_is_made_for_the_first_bookmark(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_user(database)
    first, second = await make_posts(database, 2)
    none = await ask(api, REMOVE, ada, postId=first)
    assert (none["bookmarkList"], none["removedPostId"]) == (None, first)
    assert await own(api, ada) == []

    await ask(api, ADD, ada, postId=first)
    added = await ask(api, ADD, ada, postId=second)

    assert added["post"] == {"id": second, "viewerHasBookmarked": True}
    shown = {key: added["bookmarkList"][key] for key in ("name", "isDefault", "postCount")}
    assert shown == {"name": "Bookmarks", "isDefault": True, "postCount": 2}
    newest_first = added["bookmarkList"]["posts"]["nodes"]
    assert newest_first == [{"id": second}, {"id": first}]
    assert [each["id"] for each in await own(api, ada)] == [added["bookmarkList"]["id"]]

    renamed = await ask(api, UPDATE, ada, listId=added["bookmarkList"]["id"], name="Mine")
    assert renamed["bookmarkList"]["name"] == "Mine"
    await ask(api, DELETE, ada, listId=added["bookmarkList"]["id"])
    assert await own(api, ada) == []
    assert (await ask(api, ADD, ada, postId=first))["bookmarkList"]["name"] == "Bookmarks"


async def test_doing_it_again_changes_nothing(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database)
    [post] = await make_posts(database)
    added = await ask(api, ADD, ada, postId=post)
    assert await ask(api, ADD, ada, postId=post) == added
    removed = await ask(api, REMOVE, ada, postId=post)
    assert await ask(api, REMOVE, ada, postId=post) == removed
    assert removed["post"]["viewerHasBookmarked"] is False
    list_id = added["bookmarkList"]["id"]
    await ask(api, UPDATE, ada, listId=list_id, name="Bookmarks")
    assert await announced(database) == ["bookmark.added", "bookmark.removed"]


async def test_a_post_may_be_in_several_lists(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database)
    [post] = await make_posts(database)
    later = await make_list(api, ada)
    await ask(api, ADD, ada, postId=post)
    await ask(api, ADD, ada, postId=post, listId=later)
    removed = await ask(api, REMOVE, ada, postId=post)
    assert removed["post"]["viewerHasBookmarked"] is True
    counts = {each["name"]: each["postCount"] for each in await own(api, ada)}
    assert counts == {"Later": 1, "Bookmarks": 0}


async def test_what_is_not_public_any_more_is_in_no_list_and_can_be_taken_out(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_user(database)
    post, other = await make_posts(database, 2)
    for each in (post, other):
        await ask(api, ADD, ada, postId=each)
    await database.execute("UPDATE posts SET status = 'withdrawn' WHERE id = $1", POST.parse(post))

    [shown] = await own(api, ada)
    assert shown["postCount"] == 1
    assert shown["posts"] == {
        "totalCount": 1,
        "nodes": [{"id": other, "viewerHasBookmarked": True}],
    }
    assert code_of(await ask(api, ADD, ada, postId=post)) == "POST_NOT_FOUND"
    removed = await ask(api, REMOVE, ada, postId=post)
    assert (removed["post"], removed["removedPostId"]) == (None, post)
    assert await database.fetchval("SELECT count(*) FROM bookmarks") == 1


async def test_people_who_are_out_of_sight_are_in_no_list(
    database: PinnedDatabase, api: Api
) -> None:
    ada, staff = await make_user(database), await make_staff(database)
    author = await make_user(database)
    post = POST.text_of(await make_post(database, author))
    for each in (ada, staff):
        await ask(api, ADD, each, postId=post)
    await mute(database, ada, author)
    assert [each["postCount"] for each in await own(api, ada)] == [0]
    assert code_of(await ask(api, ADD, ada, postId=post)) is None

    await block(database, author, ada)
    await block(database, author, staff)
    assert code_of(await ask(api, ADD, ada, postId=post)) == "POST_NOT_FOUND"
    assert code_of(await ask(api, ADD, staff, postId=post)) is None


async def test_nobody_else_sees_a_list(database: PinnedDatabase, api: Api) -> None:
    ada, bob, staff = (*[await make_user(database) for _ in range(2)], await make_staff(database))
    [post] = await make_posts(database)
    later = await make_list(api, ada)
    assert (await api(NODE, actor=ada, id=later))["node"] == {"id": later, "name": "Later"}
    for other in (None, bob, staff):
        assert (await api(NODE, actor=other, id=later))["node"] is None
    before = await announced(database)
    for other in (bob, staff):
        for result in (
            await ask(api, UPDATE, other, listId=later, name="x"),
            await ask(api, DELETE, other, listId=later),
            await ask(api, ADD, other, postId=post, listId=later),
            await ask(api, REMOVE, other, postId=post, listId=later),
        ):
            assert code_of(result) == "BOOKMARK_LIST_NOT_FOUND"
    assert await announced(database) == before
    assert await own(api, bob) == []


async def test_lists_are_told_apart_by_name(database: PinnedDatabase, api: Api) -> None:
    ada, bob = await make_user(database), await make_user(database)
    await make_list(api, ada)
    await make_list(api, bob)
    other = await make_list(api, ada, "Soon")
    [post] = await make_posts(database)
    await make_list(api, ada, "Bookmarks")
    assert code_of(await ask(api, ADD, ada, postId=post)) is None

    taken = [
        await ask(api, CREATE, ada, name=" LATER "),
        await ask(api, UPDATE, ada, listId=other, name="later"),
    ]
    assert [code_of(result) for result in taken] == ["BOOKMARK_LIST_NAME_TAKEN"] * 2
    assert len(await own(api, ada)) == 4


@pytest.mark.parametrize("name", ["", " ", "x" * 101, "a\x01b"])
async def test_what_a_list_cannot_be_called(database: PinnedDatabase, api: Api, name: str) -> None:
    ada = await make_user(database)
    later = await make_list(api, ada)
    for result in (
        await ask(api, CREATE, ada, name=name),
        await ask(api, UPDATE, ada, listId=later, name=name),
    ):
        assert [violation["argument"] for violation in result["violations"]] == ["name"]


async def test_there_are_so_many_lists_and_bookmarks_and_no_more(
    database: PinnedDatabase, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MOST_LISTS", 2)
    monkeypatch.setattr(service, "MOST_BOOKMARKS", 2)
    ada = await make_user(database)
    posts = await make_posts(database, 3)
    added = [await ask(api, ADD, ada, postId=post) for post in posts]
    assert [code_of(result) for result in added] == [None, None, "TOO_MANY_BOOKMARKS"]
    made = [await ask(api, CREATE, ada, name=name) for name in ("a", "b", "c")]
    assert [code_of(result) for result in made] == [None, None, "TOO_MANY_BOOKMARK_LISTS"]
    counts = {each["name"]: each["postCount"] for each in await own(api, ada)}
    assert counts == {"Bookmarks": 2, "a": 0, "b": 0}


async def test_what_is_no_id_is_refused(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database)
    [post] = await make_posts(database)
    wrong = [
        (await ask(api, ADD, ada, postId=UNKNOWN), "postId"),
        (await ask(api, ADD, ada, postId=post, listId=post), "listId"),
        (await ask(api, REMOVE, ada, postId=post, listId=""), "listId"),
        (await ask(api, DELETE, ada, listId="x"), "listId"),
    ]
    for result, argument in wrong:
        assert [violation["argument"] for violation in result["violations"]] == [argument]
    missing = POST.text_of(PostId(uuid4()))
    assert code_of(await ask(api, ADD, ada, postId=missing)) == "POST_NOT_FOUND"
    unknown = await ask(api, ADD, ada, postId=post, listId=UNKNOWN)
    assert code_of(unknown) == "BOOKMARK_LIST_NOT_FOUND"
    assert await own(api, ada) == []
