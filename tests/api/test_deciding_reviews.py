"""Review: who decides what was submitted, and who publishes without being asked."""

import pytest

from domain.ids import USER
from domain.posts.models import PostStatus
from tests.announced import announced
from tests.api.client import Api
from tests.api.desk import NOT_WRITING, Desk, let, state
from tests.api.post_callers import EVERYBODY, make_people
from tests.pinned import PinnedDatabase


async def test_what_is_approved_is_published(database: PinnedDatabase, api: Api) -> None:
    desk = Desk(api, people := await make_people(database))

    submitted = await desk.submit(note="  Please look.  ")
    approved = await desk.approve()

    assert submitted["post"] == {"status": "DRAFT"}
    assert submitted["review"]["state"] == "SUBMITTED"
    assert submitted["review"]["note"] == "Please look."
    assert submitted["review"]["submittedBy"] == {"name": "the author"}
    assert submitted["review"]["reviewer"] is None
    assert approved["post"] == {
        "status": "PUBLISHED",
        "title": "A draft",
        "review": {"state": "APPROVED"},
    }
    assert approved["review"]["id"] == submitted["review"]["id"]
    assert approved["review"]["reviewer"] == {"name": "an editor"}
    assert await announced(database) == ["post.submitted", "post.published", "post.approved"]
    audited = await database.fetchrow("SELECT action, details FROM audit_entries")
    assert audited is not None
    assert audited["action"] == "post.published_on_behalf"
    assert USER.text_of(people.member("the author").user_id) in audited["details"]


async def test_an_editor_gives_a_post_back_with_a_reason(
    database: PinnedDatabase, api: Api
) -> None:
    desk = Desk(api, await make_people(database))
    await desk.submit()

    answer = await desk.request(reason="Too short.")
    again = await desk.submit(note="Longer now.")

    assert answer["post"] == {"status": "DRAFT"}
    assert answer["review"]["state"] == "CHANGES_REQUESTED"
    assert answer["review"]["reason"] == "Too short."
    assert answer["review"]["reviewer"] == {"name": "an editor"}
    assert again["review"]["state"] == "SUBMITTED"
    assert again["review"]["reason"] is again["review"]["reviewer"] is None
    assert await database.fetchval("SELECT count(*) FROM post_reviews") == 1
    names = ["post.submitted", "post.changes_requested", "post.submitted"]
    assert await announced(database) == names


NOT_DECIDING = NOT_WRITING | dict.fromkeys(["the author", "a co-author"], "PERMISSION_DENIED")


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("decision", ["approve", "request"])
async def test_editors_decide(database: PinnedDatabase, api: Api, decision: str, who: str) -> None:
    desk = Desk(api, await make_people(database))
    await desk.submit()

    answer = await getattr(desk, decision)(who)

    assert answer.get("code") == NOT_DECIDING.get(who)
    if who in NOT_DECIDING:
        assert await state(database) == "submitted"
        assert await announced(database) == ["post.submitted"]
        assert await database.fetchval("SELECT status FROM posts") == "draft"


async def test_only_what_waits_is_decided(database: PinnedDatabase, api: Api) -> None:
    desk = Desk(api, await make_people(database))
    for _ in range(2):
        assert await desk.approve() == {"code": "NOT_SUBMITTED"}
        assert await desk.request() == {"code": "NOT_SUBMITTED"}
        assert await desk.withdraw() == {"code": "NOT_SUBMITTED"}
        await desk.submit()
        await desk.withdraw()

    assert await database.fetchval("SELECT status FROM posts") == "draft"


async def test_what_is_saved_meanwhile_waits_too_but_is_not_published_unread(
    database: PinnedDatabase, api: Api
) -> None:
    desk = Desk(api, await make_people(database))
    await desk.submit()
    await desk.save("the author", 1, "Changed")

    stale = await desk.approve(version=1)
    approved = await desk.approve(version=2)

    assert stale == {"code": "STALE_VERSION", "currentVersion": 2}
    assert approved["post"]["title"] == "Changed"
    names = ["post.submitted", "post.published", "post.approved"]
    assert await announced(database) == names


async def test_whoever_publishes_what_waits_has_approved_it(
    database: PinnedDatabase, api: Api
) -> None:
    people = await make_people(database)
    desk = Desk(api, people)
    await desk.submit()

    await api(
        "mutation ($id: ID!) { publishPost(input: {postId: $id}) { __typename } }",
        actor=people.member("an editor"),
        id=people.id,
    )

    seen = await desk.seen("the author")
    assert seen["review"]["state"] == "APPROVED"
    assert await desk.approve() == {"code": "NOT_SUBMITTED"}


PUBLISH = """
    mutation ($post: ID!) {
      publishPost(input: {postId: $post}) {
        ... on PublishPostSuccess { post { status } }
        ... on Error { code }
      }
    }
"""


@pytest.mark.parametrize("way", ["never", "after_review", "themselves"])
@pytest.mark.parametrize("who", EVERYBODY)
async def test_contributors_publish_their_own_posts_where_they_may(
    database: PinnedDatabase, api: Api, who: str, way: str
) -> None:
    people = await make_people(database)
    await let(database, way)
    refused = dict(NOT_DECIDING)
    if way == "themselves":
        del refused["the author"]  # a co-author is no member of the publication

    offered = await api(
        "query ($id: ID!) { node(id: $id) { ... on Post { viewerCanPublish } } }",
        actor=people.actor(who),
        id=people.id,
    )
    answer = await api(PUBLISH, actor=people.actor(who), post=people.id)

    assert answer["publishPost"].get("code") == refused.get(who)
    if who != "a reader's token of the author":
        is_offered = bool(offered["node"] and offered["node"]["viewerCanPublish"])
        assert is_offered is (who not in refused)


async def test_contributors_publish_edits_of_their_own_posts_where_they_may(
    database: PinnedDatabase, api: Api
) -> None:
    people = await make_people(database, status=PostStatus.PUBLISHED)
    desk = Desk(api, people)
    await desk.save("the author", 1, "Better")
    publish = """
        mutation ($post: ID!) {
          publishPostEdits(input: {postId: $post, version: 2}) {
            ... on PublishPostEditsSuccess { post { title } }
            ... on Error { code }
          }
        }
    """
    author = people.member("the author")

    refused = await api(publish, actor=author, post=people.id)
    await let(database, "themselves")
    done = await api(publish, actor=author, post=people.id)

    assert refused["publishPostEdits"] == {"code": "PERMISSION_DENIED"}
    assert done["publishPostEdits"] == {"post": {"title": "Better"}}
