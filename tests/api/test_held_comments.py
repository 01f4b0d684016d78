"""First comments wait until an editor has seen them."""

from typing import Any

import pytest

from domain.ids import PUBLICATION
from domain.posts.models import PostStatus
from tests.api.client import Api
from tests.api.order_keeping import DENIED, NO_SCOPE, NOBODY, SHOWN, change, id_of, look, recorded
from tests.api.post_callers import EVERYBODY, People, make_people
from tests.factories import delete_comment, hold_comment, make_comment
from tests.pinned import PinnedDatabase

_GONE = "COMMENT_NOT_FOUND"

_DECIDERS = [
    ("nobody", NOBODY),
    ("a stranger", _GONE),
    ("a contributor", _GONE),
    ("a reader's token of the author", NO_SCOPE),
    ("the author", _GONE),
    ("a co-author", _GONE),
    ("an editor", None),
    ("an owner", None),
    ("a moderator", None),
    ("an administrator", None),
]

_MODERATORS = {"an editor", "an owner", "a moderator", "an administrator"}

_QUEUES = """
    query ($id: ID!) {
      viewer { heldComments { totalCount nodes { id isHeld content { text } } } }
      node(id: $id) {
        ... on Publication { heldComments { totalCount nodes { id isHeld author { name } } } }
      }
    }
"""


async def waiting(database: PinnedDatabase) -> tuple[People, str]:
    """Return people, and the id of a comment of the stranger's that waits."""
    people = await make_people(database, status=PostStatus.PUBLISHED)
    comment_id = await make_comment(database, people.post_id, people.member("a stranger"))
    await hold_comment(database, comment_id)
    return people, id_of(comment_id)


async def queues(api: Api, people: People, who: str) -> Any:
    id = PUBLICATION.text_of(people.publication_id)
    found = await api(_QUEUES, actor=people.actor(who), id=id)
    own, theirs = found["viewer"], found["node"]["heldComments"]
    return own and own["heldComments"], theirs


@pytest.mark.parametrize("who", EVERYBODY)
async def test_what_waits_is_seen_by_its_author_and_by_those_who_decide(
    database: PinnedDatabase, api: Api, who: str
) -> None:
    people, comment = await waiting(database)

    own, theirs = await queues(api, people, who)

    assert (await look(api, people, who))["comments"]["totalCount"] == 0
    if who == "a stranger":
        node = {"id": comment, "isHeld": True, "content": {"text": "Well said."}}
        assert own == {"totalCount": 1, "nodes": [node]}
    elif own is not None:
        assert own["totalCount"] == 0
    if who in _MODERATORS:
        node = {"id": comment, "isHeld": True, "author": {"name": "a stranger"}}
        assert theirs == {"totalCount": 1, "nodes": [node]}
    else:
        assert theirs is None


@pytest.mark.parametrize(("who", "code"), _DECIDERS)
async def test_what_is_approved_is_there_for_everyone(
    database: PinnedDatabase, api: Api, who: str, code: str | None
) -> None:
    people, comment = await waiting(database)

    answer = await change(api, people, who, "approveComment", commentId=comment)

    assert answer.get("code") == code
    found = await look(api, people)
    assert found["commentCount"] == (0 if code else 1)
    assert [each["id"] for each in found["comments"]["nodes"]] == ([] if code else [comment])
    own, _ = await queues(api, people, "a stranger")
    assert own["totalCount"] == (1 if code else 0)
    trusted = await database.fetchval("SELECT count(*) FROM approved_commenters")
    assert trusted == (0 if code else 1)
    if not code:
        assert not answer["comment"]["isHeld"]
        assert answer["post"]["commentCount"] == 1
    events, noted = await recorded(database)
    assert events == ([] if code else ["comment.approved", "comment.added"])
    assert noted == ([] if code else ["comment.approved"])


@pytest.mark.parametrize(("who", "code"), _DECIDERS)
async def test_what_is_rejected_is_there_for_nobody(
    database: PinnedDatabase, api: Api, who: str, code: str | None
) -> None:
    people, comment = await waiting(database)

    answer = await change(api, people, who, "rejectComment", commentId=comment)

    assert answer.get("code") == code
    assert (await look(api, people))["commentCount"] == 0
    own, _ = await queues(api, people, "a stranger")
    assert own["totalCount"] == (1 if code else 0)
    if not code:
        assert answer["comment"]["isHidden"]
        assert not answer["comment"]["isHeld"]
    assert await database.fetchval("SELECT count(*) FROM approved_commenters") == 0
    done = [] if code else ["comment.rejected"]
    assert await recorded(database) == (done, done)


@pytest.mark.parametrize(
    ("name", "other"),
    [("approveComment", "rejectComment"), ("rejectComment", "approveComment")],
)
async def test_what_is_decided_stays_so(
    database: PinnedDatabase, api: Api, name: str, other: str
) -> None:
    people, comment = await waiting(database)
    await change(api, people, "an editor", name, commentId=comment)

    same = await change(api, people, "an owner", name, commentId=comment)
    against = await change(api, people, "an owner", other, commentId=comment)

    assert "code" not in same
    assert against["code"] == "COMMENT_DECIDED"
    assert len((await recorded(database))[1]) == 1


async def test_a_rejected_comment_can_be_shown_later(database: PinnedDatabase, api: Api) -> None:
    people, comment = await waiting(database)
    await change(api, people, "an editor", "rejectComment", commentId=comment)

    answer = await change(api, people, "an editor", "unhideComment", commentId=comment)

    assert answer["post"]["commentCount"] == 1


async def test_nobody_decides_about_what_is_deleted(database: PinnedDatabase, api: Api) -> None:
    people = await make_people(database, status=PostStatus.PUBLISHED)
    comment_id = await make_comment(database, people.post_id, people.member("a stranger"))
    await make_comment(database, people.post_id, people.member("a stranger"), parent_id=comment_id)
    await delete_comment(database, comment_id)

    for name in ("approveComment", "rejectComment"):
        answer = await change(api, people, "an editor", name, commentId=id_of(comment_id))
        assert answer["code"] == "COMMENT_DELETED"


async def test_those_who_may_not_decide_are_told_so_where_they_see_it(
    database: PinnedDatabase, api: Api
) -> None:
    people = await make_people(database, status=PostStatus.PUBLISHED)
    comment = id_of(await make_comment(database, people.post_id, people.member("a stranger")))

    for name in ("approveComment", "rejectComment"):
        answer = await change(api, people, "the author", name, commentId=comment)
        assert answer["code"] == DENIED


_SET = """
    mutation ($input: SetPublicationDiscussionInput!) {
      setPublicationDiscussion(input: $input) { __typename }
    }
"""


async def holding(database: PinnedDatabase, api: Api) -> People:
    """Return people whose publication looks at first comments."""
    people = await make_people(database, status=PostStatus.PUBLISHED)
    id = PUBLICATION.text_of(people.publication_id)
    given = {"publicationId": id, "holdsFirstComments": True}
    await api(_SET, actor=people.actor("an owner"), input=given)
    await database.execute("DELETE FROM outbox")
    await database.execute("DELETE FROM audit_entries")
    return people


async def say(api: Api, people: People, who: str, **given: object) -> Any:
    said = {"postId": people.id, "markdown": "Hello."}
    return await change(api, people, who, "addComment", SHOWN, **said, **given)


async def test_a_first_comment_waits(database: PinnedDatabase, api: Api) -> None:
    people = await holding(database, api)

    answer = await say(api, people, "a stranger")

    assert answer["comment"]["isHeld"]
    assert answer["comment"]["content"]["text"] == "Hello."
    assert answer["post"]["commentCount"] == 0
    assert await recorded(database) == (["comment.held"], [])
    own, theirs = await queues(api, people, "a stranger")
    assert [each["id"] for each in own["nodes"]] == [answer["comment"]["id"]]
    assert theirs is None


@pytest.mark.parametrize(
    "who", ["the author", "a co-author", "a contributor", "an editor", "an owner", "a moderator"]
)
async def test_members_and_the_staff_do_not_wait(
    database: PinnedDatabase, api: Api, who: str
) -> None:
    people = await holding(database, api)

    answer = await say(api, people, who)

    assert not answer["comment"]["isHeld"]
    assert answer["post"]["commentCount"] == 1
    assert (await recorded(database))[0] == ["comment.added"]


async def test_after_one_approval_what_somebody_says_is_not_held(
    database: PinnedDatabase, api: Api
) -> None:
    people = await holding(database, api)
    first = (await say(api, people, "a stranger"))["comment"]["id"]
    second = await say(api, people, "a stranger")

    await change(api, people, "an editor", "approveComment", commentId=first)
    third = await say(api, people, "a stranger", parentId=first)
    await change(api, people, "an editor", "hideComment", commentId=third["comment"]["id"])
    await change(api, people, "an editor", "hideComment", commentId=first)
    fourth = await say(api, people, "a stranger")

    held = [each["comment"]["isHeld"] for each in (second, third, fourth)]
    assert held == [True, False, False]
    assert (await queues(api, people, "an editor"))[1]["totalCount"] == 1


async def test_whose_comments_are_there_already_does_not_wait(
    database: PinnedDatabase, api: Api
) -> None:
    people = await holding(database, api)
    stranger = people.member("a stranger")
    comment_id = await make_comment(database, people.post_id, stranger)

    known = await say(api, people, "a stranger")
    await database.execute("DELETE FROM comments WHERE id <> $1", comment_id)
    await delete_comment(database, comment_id)
    new = await say(api, people, "a stranger")

    assert [each["comment"]["isHeld"] for each in (known, new)] == [False, True]


async def test_what_is_rejected_makes_nobody_known(database: PinnedDatabase, api: Api) -> None:
    people = await holding(database, api)
    first = (await say(api, people, "a stranger"))["comment"]["id"]
    await change(api, people, "an editor", "rejectComment", commentId=first)

    assert (await say(api, people, "a stranger"))["comment"]["isHeld"]


async def test_only_so_many_wait(database: PinnedDatabase, api: Api) -> None:
    people = await holding(database, api)
    for _ in range(5):
        await say(api, people, "a stranger")

    answer = await say(api, people, "a stranger")

    assert answer["code"] == "TOO_MANY_HELD_COMMENTS"
    assert await database.fetchval("SELECT count(*) FROM comments") == 5
    assert (await recorded(database))[0] == ["comment.held"] * 5


async def test_what_waits_can_be_neither_answered_nor_changed(
    database: PinnedDatabase, api: Api
) -> None:
    people = await holding(database, api)
    comment = (await say(api, people, "a stranger"))["comment"]["id"]

    answered = await say(api, people, "an editor", parentId=comment)
    changed = await change(
        api, people, "a stranger", "updateComment", commentId=comment, markdown="No."
    )

    assert answered["code"] == changed["code"] == "COMMENT_NOT_FOUND"
