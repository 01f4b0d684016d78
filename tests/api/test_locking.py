"""Ending discussions: all of them, or what stands below one comment."""

import pytest

from tests.api.client import Api
from tests.api.order_keeping import DENIED, NO_SCOPE, NOBODY, change, id_of, look, recorded
from tests.api.post_callers import public
from tests.factories import delete_comment, make_comment
from tests.pinned import PinnedDatabase

_LOCKERS = [
    ("nobody", NOBODY),
    ("a stranger", DENIED),
    ("a contributor", DENIED),
    ("a reader's token of the author", NO_SCOPE),
    ("the author", None),
    ("a co-author", None),
    ("an editor", None),
    ("an owner", None),
    ("a moderator", None),
    ("an administrator", None),
]

_STAFF = {"a moderator", "an administrator"}

_THREAD = """
    query ($id: ID!) {
      node(id: $id) {
        ... on Post { thread(first: 100) { nodes { id isLocked viewerCanReply } } }
      }
    }
"""


@pytest.mark.parametrize("name", ["lockThread", "unlockThread"])
@pytest.mark.parametrize(("who", "code"), _LOCKERS)
async def test_whose_post_it_is_and_the_staff_end_a_discussion(
    database: PinnedDatabase, api: Api, who: str, code: str | None, name: str
) -> None:
    people = await public(database)
    if name == "unlockThread":
        await change(api, people, "the author", "lockThread", postId=people.id)
        await database.execute("DELETE FROM outbox")
    is_locked = (name == "lockThread") is (code is None)

    answer = await change(api, people, who, name, postId=people.id)

    assert answer.get("code") == code
    found = await look(api, people, "an owner")
    assert found["discussion"]["isLocked"] is is_locked
    assert found["discussion"]["isOpen"] is not is_locked
    assert found["viewerCanComment"] is not is_locked
    if not code:
        assert answer["comment"] is None
    done = "thread.locked" if name == "lockThread" else "thread.unlocked"
    noted = [done] if who in _STAFF else []
    assert await recorded(database) == ([] if code else [done], noted)


@pytest.mark.parametrize(("who", "code"), _LOCKERS)
async def test_nothing_below_a_locked_comment_is_answered(
    database: PinnedDatabase, api: Api, who: str, code: str | None
) -> None:
    people = await public(database)
    stranger = people.member("a stranger")
    above = await make_comment(database, people.post_id, stranger)
    locked = await make_comment(database, people.post_id, stranger, parent_id=above)
    below = await make_comment(database, people.post_id, stranger, parent_id=locked)
    deep = await make_comment(database, people.post_id, stranger, parent_id=below)
    beside = await make_comment(database, people.post_id, stranger, parent_id=above)
    behind = await make_comment(database, people.post_id, stranger)

    answer = await change(api, people, who, "lockThread", commentId=id_of(locked))

    assert answer.get("code") == code
    thread = (await api(_THREAD, actor=stranger, id=people.id))["node"]["thread"]["nodes"]
    ended = set() if code else {id_of(each) for each in (locked, below, deep)}
    assert [each["id"] for each in thread] == [
        id_of(each) for each in (above, locked, below, deep, beside, behind)
    ]
    assert {each["id"] for each in thread if each["isLocked"]} == ended
    assert {each["id"] for each in thread if not each["viewerCanReply"]} == ended
    if not code:
        assert answer["comment"]["isLocked"]
        assert not answer["post"]["discussion"]["isLocked"]
    noted = ["thread.locked"] if who in _STAFF else []
    assert await recorded(database) == ([] if code else ["thread.locked"], noted)


async def test_a_thread_is_answered_once_nothing_above_is_locked(
    database: PinnedDatabase, api: Api
) -> None:
    people = await public(database)
    stranger = people.member("a stranger")
    above = await make_comment(database, people.post_id, stranger)
    below = await make_comment(database, people.post_id, stranger, parent_id=above)
    for each in (above, below, below):
        await change(api, people, "the author", "lockThread", commentId=id_of(each))

    locked = []
    for each in (above, below, below):
        await change(api, people, "the author", "unlockThread", commentId=id_of(each))
        thread = (await api(_THREAD, actor=stranger, id=people.id))["node"]["thread"]["nodes"]
        locked.append([node["isLocked"] for node in thread])

    assert locked == [[False, True], [False, False], [False, False]]
    assert (await recorded(database))[0] == ["thread.locked"] * 2 + ["thread.unlocked"] * 2


async def test_a_deleted_comment_is_not_locked_but_unlocked(
    database: PinnedDatabase, api: Api
) -> None:
    people = await public(database)
    stranger = people.member("a stranger")
    comment = await make_comment(database, people.post_id, stranger)
    await make_comment(database, people.post_id, stranger, parent_id=comment)
    await change(api, people, "the author", "lockThread", commentId=id_of(comment))
    await delete_comment(database, comment)

    unlocked = await change(api, people, "the author", "unlockThread", commentId=id_of(comment))
    locked = await change(api, people, "the author", "lockThread", commentId=id_of(comment))

    assert unlocked["__typename"] == "UnlockThreadSuccess"
    assert locked["code"] == "COMMENT_DELETED"


async def test_threads_are_locked_as_often_as_may_be(database: PinnedDatabase, api: Api) -> None:
    people = await public(database)
    stranger = people.member("a stranger")
    for _ in range(20):
        await make_comment(database, people.post_id, stranger)
    await database.execute("INSERT INTO comment_locks SELECT id, post_id, created_at FROM comments")
    comment = await make_comment(database, people.post_id, stranger)

    answer = await change(api, people, "the author", "lockThread", commentId=id_of(comment))

    assert answer["code"] == "TOO_MANY_LOCKED_THREADS"
    assert await recorded(database) == ([], [])


@pytest.mark.parametrize("name", ["lockThread", "unlockThread"])
async def test_one_of_the_two_is_named(database: PinnedDatabase, api: Api, name: str) -> None:
    people = await public(database)
    comment = id_of(await make_comment(database, people.post_id, people.member("a stranger")))

    neither = await change(api, people, "the author", name)
    both = await change(api, people, "the author", name, postId=people.id, commentId=comment)

    assert neither["violations"] == both["violations"] == [{"argument": "postId"}]


@pytest.mark.parametrize("who", ["a stranger", "the author", "an editor", "a moderator"])
async def test_where_it_is_locked_nobody_writes(
    database: PinnedDatabase, api: Api, who: str
) -> None:
    people = await public(database)
    stranger = people.member("a stranger")
    locked = await make_comment(database, people.post_id, stranger)
    below = await make_comment(database, people.post_id, stranger, parent_id=locked)
    given = {"postId": people.id, "markdown": "Hello."}

    await change(api, people, "the author", "lockThread", commentId=id_of(locked))
    answering = await change(api, people, who, "addComment", parentId=id_of(below), **given)
    beside = await change(api, people, who, "addComment", **given)
    await change(api, people, "the author", "lockThread", postId=people.id)
    anywhere = await change(api, people, who, "addComment", **given)

    assert answering["code"] == anywhere["code"] == "THREAD_LOCKED"
    assert beside["__typename"] == "AddCommentSuccess"
    assert await database.fetchval("SELECT count(*) FROM comments") == 3
