"""Pinning and hiding comments."""

import pytest

from tests.api.client import Api
from tests.api.order_keeping import DENIED, NO_SCOPE, NOBODY, change, id_of, look, recorded
from tests.api.post_callers import make_people, public
from tests.factories import delete_comment, hide_comment, hold_comment, make_comment
from tests.pinned import PinnedDatabase

_PINNERS = {
    "nobody": NOBODY,
    "a stranger": DENIED,
    "a contributor": DENIED,
    "a reader's token of the author": NO_SCOPE,
    "a moderator": DENIED,
    "the author": None,
    "a co-author": None,
    "an editor": None,
    "an owner": None,
    "an administrator": None,
}

_MODERATORS = _PINNERS | {"the author": DENIED, "a co-author": DENIED, "a moderator": None}


@pytest.mark.parametrize(("who", "code"), _PINNERS.items())
async def test_those_who_edit_a_post_pin_comments_on_it(
    database: PinnedDatabase, api: Api, who: str, code: str | None
) -> None:
    people = await public(database)
    first, second = [
        id_of(await make_comment(database, people.post_id, people.member("a stranger")))
        for _ in range(2)
    ]

    answer = await change(api, people, who, "pinComment", commentId=second)

    assert answer.get("code") == code
    found = await look(api, people)
    assert found["pinnedComments"] == ([] if code else [{"id": second}])
    assert [(each["id"], each["isPinned"]) for each in found["comments"]["nodes"]] == [
        (first, False),
        (second, not code),
    ]
    if not code:
        assert answer["comment"]["isPinned"]
        assert answer["post"]["pinnedComments"] == [{"id": second}]
    noted = ["comment.pinned"] if who == "an administrator" else []
    assert await recorded(database) == ([] if code else ["comment.pinned"], noted)


@pytest.mark.parametrize(("who", "code"), _PINNERS.items())
async def test_they_unpin_them(
    database: PinnedDatabase, api: Api, who: str, code: str | None
) -> None:
    people = await public(database)
    comment = id_of(await make_comment(database, people.post_id, people.member("a stranger")))
    await change(api, people, "the author", "pinComment", commentId=comment)

    answer = await change(api, people, who, "unpinComment", commentId=comment)

    assert answer.get("code") == code
    assert (await look(api, people))["pinnedComments"] == ([{"id": comment}] if code else [])
    events, _ = await recorded(database)
    assert events == ["comment.pinned", *([] if code else ["comment.unpinned"])]


async def test_what_is_pinned_last_stands_first_and_no_more_are_than_three(
    database: PinnedDatabase, api: Api
) -> None:
    people = await public(database)
    author = people.member("the author")
    ids = [id_of(await make_comment(database, people.post_id, author)) for _ in range(4)]
    for number, comment in enumerate(ids[:3]):
        await change(api, people, "the author", "pinComment", commentId=comment)
        await database.execute(
            "UPDATE pinned_comments SET pinned_at = pinned_at - make_interval(mins => $1)",
            3 - number,
        )

    refused = await change(api, people, "the author", "pinComment", commentId=ids[3])
    again = await change(api, people, "the author", "pinComment", commentId=ids[0])
    shown = await look(api, people)
    await change(api, people, "the author", "unpinComment", commentId=ids[1])
    after = await change(api, people, "the author", "pinComment", commentId=ids[3])

    assert refused["code"] == "TOO_MANY_PINNED_COMMENTS"
    assert again["__typename"] == "PinCommentSuccess"
    assert [each["id"] for each in shown["pinnedComments"]] == ids[2::-1]
    assert [each["id"] for each in after["post"]["pinnedComments"]] == [ids[3], ids[2], ids[0]]
    events, _ = await recorded(database)
    assert events == ["comment.pinned"] * 3 + ["comment.unpinned", "comment.pinned"]


async def test_what_readers_do_not_see_is_not_pinned(database: PinnedDatabase, api: Api) -> None:
    people = await public(database)
    stranger = people.member("a stranger")
    hidden, buried_below, deleted = [
        await make_comment(database, people.post_id, stranger) for _ in range(3)
    ]
    buried = await make_comment(database, people.post_id, stranger, parent_id=buried_below)
    await make_comment(database, people.post_id, stranger, parent_id=deleted)
    await hide_comment(database, hidden)
    await hide_comment(database, buried_below)
    await delete_comment(database, deleted)

    codes = [
        (await change(api, people, "an editor", "pinComment", commentId=id_of(each)))["code"]
        for each in (hidden, buried, deleted)
    ]
    of_author = await change(api, people, "the author", "pinComment", commentId=id_of(hidden))

    assert codes == ["COMMENT_HIDDEN", "COMMENT_HIDDEN", "COMMENT_DELETED"]
    assert of_author["code"] == "COMMENT_NOT_FOUND"
    assert await recorded(database) == ([], [])


async def test_a_pinned_comment_goes_while_it_is_hidden_and_when_it_is_deleted(
    database: PinnedDatabase, api: Api
) -> None:
    people = await public(database)
    comment_id = await make_comment(database, people.post_id, people.member("a stranger"))
    comment = id_of(comment_id)
    await make_comment(database, people.post_id, people.member("a stranger"), parent_id=comment_id)
    await change(api, people, "the author", "pinComment", commentId=comment)

    await change(api, people, "an editor", "hideComment", commentId=comment)
    hidden = (await look(api, people))["pinnedComments"]
    await change(api, people, "an editor", "unhideComment", commentId=comment)
    shown = (await look(api, people))["pinnedComments"]
    await delete_comment(database, comment_id)
    deleted = (await look(api, people))["pinnedComments"]

    assert (hidden, shown, deleted) == ([], [{"id": comment}], [])


@pytest.mark.parametrize(("who", "code"), _MODERATORS.items())
async def test_editors_and_the_staff_hide_comments(
    database: PinnedDatabase, api: Api, who: str, code: str | None
) -> None:
    people = await public(database)
    comment_id = await make_comment(database, people.post_id, people.member("a stranger"))
    await make_comment(database, people.post_id, people.member("a stranger"), parent_id=comment_id)

    answer = await change(api, people, who, "hideComment", commentId=id_of(comment_id))

    assert answer.get("code") == code
    found = await look(api, people)
    assert found["commentCount"] == (2 if code else 0)
    assert found["comments"]["totalCount"] == (1 if code else 0)
    if not code:
        assert answer["comment"]["isHidden"]
        assert answer["comment"]["content"]["text"] == "Well said."
        assert answer["post"]["commentCount"] == 0
    done = [] if code else ["comment.hidden"]
    assert await recorded(database) == (done, done)


@pytest.mark.parametrize(
    ("who", "code"),
    [(who, "COMMENT_NOT_FOUND" if code == DENIED else code) for who, code in _MODERATORS.items()],
)
async def test_they_show_them_again(
    database: PinnedDatabase, api: Api, who: str, code: str | None
) -> None:
    people = await public(database)
    comment_id = await make_comment(database, people.post_id, people.member("a stranger"))
    await hide_comment(database, comment_id)

    answer = await change(api, people, who, "unhideComment", commentId=id_of(comment_id))

    assert answer.get("code") == code
    assert (await look(api, people))["commentCount"] == (0 if code else 1)
    done = [] if code else ["comment.unhidden"]
    assert await recorded(database) == (done, done)


async def test_hiding_twice_is_done_once(database: PinnedDatabase, api: Api) -> None:
    people = await public(database)
    comment = id_of(await make_comment(database, people.post_id, people.member("a stranger")))

    for name in ("hideComment", "hideComment", "unhideComment", "unhideComment"):
        answer = await change(api, people, "an editor", name, commentId=comment)
        assert "code" not in answer

    assert (await recorded(database))[0] == ["comment.hidden", "comment.unhidden"]


async def test_what_waits_or_is_deleted_is_not_hidden(database: PinnedDatabase, api: Api) -> None:
    people = await public(database)
    stranger = people.member("a stranger")
    held, deleted = [await make_comment(database, people.post_id, stranger) for _ in range(2)]
    await make_comment(database, people.post_id, stranger, parent_id=deleted)
    await hold_comment(database, held)
    await delete_comment(database, deleted)

    codes = {
        (name, (await change(api, people, "an editor", name, commentId=id_of(each)))["code"])
        for name in ("hideComment", "unhideComment")
        for each in (held, deleted)
    }

    assert codes == {
        (name, code)
        for name in ("hideComment", "unhideComment")
        for code in ("COMMENT_HELD", "COMMENT_DELETED")
    }
    assert await recorded(database) == ([], [])


async def test_comments_on_what_is_not_seen_are_not_found(
    database: PinnedDatabase, api: Api
) -> None:
    people = await make_people(database)
    comment = id_of(await make_comment(database, people.post_id, people.member("the author")))

    for name in ("pinComment", "unpinComment", "hideComment", "unhideComment", "lockThread"):
        answer = await change(api, people, "a stranger", name, commentId=comment)
        assert answer["code"] == "COMMENT_NOT_FOUND"


async def test_viewers_are_told_whether_they_moderate(database: PinnedDatabase, api: Api) -> None:
    people = await public(database)

    told = {who: await look(api, people, who) for who in _MODERATORS}

    found = {who for who, seen in told.items() if seen["viewerCanModerateComments"]}

    assert found == {who for who, code in _MODERATORS.items() if code is None}
