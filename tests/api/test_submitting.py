"""Review: who submits and takes it back, what can be submitted, and who sees that it waits."""

import pytest

from domain.posts.models import PostStatus
from tests.announced import announced
from tests.api.client import Api
from tests.api.desk import NOT_WRITING, Desk, let, state
from tests.api.post_callers import EVERYBODY, make_people
from tests.pinned import PinnedDatabase


async def test_what_was_submitted_is_taken_back(database: PinnedDatabase, api: Api) -> None:
    desk = Desk(api, await make_people(database))
    await desk.submit()

    answer = await desk.withdraw("a co-author")

    assert answer["review"]["state"] == "WITHDRAWN"
    assert await announced(database) == ["post.submitted", "post.submission_withdrawn"]
    assert "review" in await desk.submit()


@pytest.mark.parametrize("who", EVERYBODY)
async def test_those_who_may_edit_a_post_submit_it(
    database: PinnedDatabase, api: Api, who: str
) -> None:
    people = await make_people(database)
    desk = Desk(api, people)

    offered = await api(
        "query ($id: ID!) { node(id: $id) { ... on Post { viewerCanSubmit } } }",
        actor=people.actor(who),
        id=people.id,
    )
    answer = await desk.submit(who)

    assert answer.get("code") == NOT_WRITING.get(who)
    if who != "a reader's token of the author":
        is_offered = bool(offered["node"] and offered["node"]["viewerCanSubmit"])
        assert is_offered is (who not in NOT_WRITING)
    is_done = who not in NOT_WRITING
    assert await state(database) == ("submitted" if is_done else None)
    assert await announced(database) == (["post.submitted"] if is_done else [])


@pytest.mark.parametrize("who", EVERYBODY)
async def test_those_who_may_edit_a_post_take_it_back(
    database: PinnedDatabase, api: Api, who: str
) -> None:
    desk = Desk(api, await make_people(database))
    await desk.submit()

    answer = await desk.withdraw(who)

    assert answer.get("code") == NOT_WRITING.get(who)
    assert await state(database) == ("submitted" if who in NOT_WRITING else "withdrawn")


@pytest.mark.parametrize("who", EVERYBODY)
async def test_reviews_are_seen_by_those_they_concern(
    database: PinnedDatabase, api: Api, who: str
) -> None:
    people = await make_people(database, status=PostStatus.PUBLISHED)
    desk = Desk(api, people)
    await desk.save("the author", 1, "Better")
    review = (await desk.submit())["review"]
    may_edit = who not in {"nobody", "a stranger", "a contributor", "a moderator"}
    decides = who in {"an editor", "an owner", "an administrator"}

    seen = await desk.seen(who)
    by_id = await api(
        "query ($id: ID!) { node(id: $id) { id } }", actor=people.actor(who), id=review["id"]
    )

    assert (seen["review"] is not None) is may_edit
    assert (by_id["node"] is not None) is may_edit
    waiting = {"totalCount": 1, "nodes": [{"state": "SUBMITTED", "post": {"title": "A draft"}}]}
    assert seen["publication"]["submissions"] == (waiting if decides else None)


async def test_a_post_is_submitted_once(database: PinnedDatabase, api: Api) -> None:
    desk = Desk(api, await make_people(database))
    await desk.submit()

    assert await desk.submit("a co-author") == {"code": "ALREADY_SUBMITTED"}
    assert await announced(database) == ["post.submitted"]


async def test_edits_of_public_posts_are_submitted_too(database: PinnedDatabase, api: Api) -> None:
    people = await make_people(database, status=PostStatus.PUBLISHED)
    desk = Desk(api, people)
    nothing = await desk.submit()
    await desk.save("the author", 1, "Better")
    await desk.submit()
    before = await api("query ($id: ID!) { node(id: $id) { ... on Post { title } } }", id=people.id)

    approved = await desk.approve(version=2, substantial=True, note="A better title.")

    log = await api(
        """query ($id: ID!) {
          node(id: $id) { ... on Post { title changeLog { nodes { note title } } } }
        }""",
        id=people.id,
    )
    assert nothing == {"code": "NO_PENDING_EDIT"}
    assert before["node"] == {"title": "A draft"}
    assert approved["post"]["title"] == "Better"
    assert log["node"] == {
        "title": "Better",
        "changeLog": {"nodes": [{"note": "A better title.", "title": "Better"}]},
    }
    assert await announced(database) == ["post.submitted", "post.edited", "post.approved"]


async def test_whoever_gives_up_an_edit_takes_it_back(database: PinnedDatabase, api: Api) -> None:
    people = await make_people(database, status=PostStatus.PUBLISHED)
    desk = Desk(api, people)
    await desk.save("the author", 1, "Better")
    await desk.submit()

    await api(
        "mutation ($id: ID!) { discardPostEdits(input: {postId: $id, version: 2}) { __typename } }",
        actor=people.member("the author"),
        id=people.id,
    )

    assert await state(database) == "withdrawn"


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (PostStatus.ARCHIVED, None),
        (PostStatus.WITHDRAWN, None),
        (PostStatus.DELETED, "POST_DELETED"),
        (PostStatus.REMOVED, "POST_REMOVED"),
    ],
)
async def test_what_is_gone_is_not_submitted(
    database: PinnedDatabase, api: Api, status: PostStatus, code: str | None
) -> None:
    desk = Desk(api, await make_people(database, status=status))

    assert (await desk.submit()).get("code") == code


async def test_what_has_no_title_is_not_submitted(database: PinnedDatabase, api: Api) -> None:
    desk = Desk(api, await make_people(database, title=" "))

    assert await desk.submit() == {"code": "POST_UNTITLED"}


async def test_deleted_posts_wait_for_nobody(database: PinnedDatabase, api: Api) -> None:
    people = await make_people(database)
    desk = Desk(api, people)
    await desk.submit()

    await api(
        "mutation ($id: ID!) { deletePost(input: {postId: $id}) { __typename } }",
        actor=people.member("an editor"),
        id=people.id,
    )

    seen = await desk.seen("an editor")
    assert seen["publication"]["submissions"]["totalCount"] == 0
    assert await desk.approve() == {"code": "POST_DELETED"}


async def test_what_is_said_has_a_length(database: PinnedDatabase, api: Api) -> None:
    desk = Desk(api, await make_people(database))

    long_note = await desk.submit(note="a" * 2001)
    await desk.submit(note="a" * 2000)
    empty = await desk.request(reason=" \n")
    long_reason = await desk.request(reason="a" * 2001)
    long_change = await desk.approve(note="a" * 1001)

    for answer, argument in (
        (long_note, "note"),
        (empty, "reason"),
        (long_reason, "reason"),
        (long_change, "note"),
    ):
        assert [each["argument"] for each in answer["violations"]] == [argument]
    assert await state(database) == "submitted"
    assert "review" in await desk.request(reason="a" * 2000)


@pytest.mark.parametrize("who", ["the author", "a co-author"])
async def test_nobody_submits_where_editors_choose(
    database: PinnedDatabase, api: Api, who: str
) -> None:
    desk = Desk(api, await make_people(database))
    await let(database, "never")

    assert await desk.submit(who) == {"code": "NO_SUBMISSIONS"}
    assert await state(database) is None
    assert "review" in await desk.submit("an editor")
