"""Review: who submits, who decides, and what everybody sees of it."""

from typing import Any

import pytest

from domain.ids import USER
from domain.posts.models import PostStatus
from tests.announced import announced
from tests.api.client import Api
from tests.api.post_callers import EVERYBODY, People, make_people
from tests.pinned import PinnedDatabase

_REVIEW = """
    fragment review on PostReview {
      id state note reason submittedBy { name } reviewer { name } decidedAt
    }
"""


SUBMIT = (
    """
    mutation ($post: ID!, $note: String) {
      submitPost(input: {postId: $post, note: $note}) {
        ... on SubmitPostSuccess { post { status } review { ...review } }
        ... on Error { code }
        ... on InvalidInputError { violations { argument message } }
      }
    }
"""
    + _REVIEW
)

APPROVE = (
    """
    mutation ($post: ID!, $version: Int!, $substantial: Boolean! = false, $note: String) {
      approvePost(
        input: {postId: $post, version: $version, isSubstantial: $substantial, note: $note}
      ) {
        ... on ApprovePostSuccess { post { status title review { state } } review { ...review } }
        ... on StaleVersionError { currentVersion }
        ... on Error { code }
        ... on InvalidInputError { violations { argument message } }
      }
    }
"""
    + _REVIEW
)

REQUEST = (
    """
    mutation ($post: ID!, $reason: String! = "Too short.") {
      requestChanges(input: {postId: $post, reason: $reason}) {
        ... on RequestChangesSuccess { post { status } review { ...review } }
        ... on Error { code }
        ... on InvalidInputError { violations { argument message } }
      }
    }
"""
    + _REVIEW
)

WITHDRAW = (
    """
    mutation ($post: ID!) {
      withdrawSubmission(input: {postId: $post}) {
        ... on WithdrawSubmissionSuccess { post { status } review { ...review } }
        ... on Error { code }
      }
    }
"""
    + _REVIEW
)

SAVE = """
    mutation ($post: ID!, $version: Int!, $title: String!) {
      savePost(input: {postId: $post, version: $version, title: $title}) {
        ... on SavePostSuccess { post { version } }
        ... on Error { code }
      }
    }
"""

SEEN = """
    query ($post: ID!) {
      node(id: $post) {
        ... on Post {
          review { id state }
          publication { submissions { totalCount nodes { state post { title } } } }
        }
      }
    }
"""


class Desk:
    """Takes steps with a post in the name of anybody."""

    def __init__(self, api: Api, people: People) -> None:
        self._api = api
        self._people = people

    async def _do(self, document: str, who: str, **variables: Any) -> Any:
        actor = self._people.actor(who)
        answer = await self._api(document, actor=actor, post=self._people.id, **variables)
        [result] = answer.values()
        return result

    async def submit(self, who: str = "the author", **variables: Any) -> Any:
        return await self._do(SUBMIT, who, **variables)

    async def approve(self, who: str = "an editor", version: int = 1, **variables: Any) -> Any:
        return await self._do(APPROVE, who, version=version, **variables)

    async def request(self, who: str = "an editor", **variables: Any) -> Any:
        return await self._do(REQUEST, who, **variables)

    async def withdraw(self, who: str = "the author") -> Any:
        return await self._do(WITHDRAW, who)

    async def save(self, who: str, version: int, title: str) -> Any:
        return await self._do(SAVE, who, version=version, title=title)

    async def seen(self, who: str) -> Any:
        return await self._do(SEEN, who)


async def state(database: PinnedDatabase) -> str | None:
    found: str | None = await database.fetchval("SELECT state FROM post_reviews")
    return found


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


async def test_what_was_submitted_is_taken_back(database: PinnedDatabase, api: Api) -> None:
    desk = Desk(api, await make_people(database))
    await desk.submit()

    answer = await desk.withdraw("a co-author")

    assert answer["review"]["state"] == "WITHDRAWN"
    assert await announced(database) == ["post.submitted", "post.submission_withdrawn"]
    assert "review" in await desk.submit()


_NOT_FOUND = {"nobody": "UNAUTHENTICATED", "a stranger": "POST_NOT_FOUND"} | {
    "a contributor": "POST_NOT_FOUND",
    "a reader's token of the author": "SCOPE_MISSING",
    "a moderator": "PERMISSION_DENIED",
}
_NOT_DECIDING = _NOT_FOUND | dict.fromkeys(["the author", "a co-author"], "PERMISSION_DENIED")


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

    assert answer.get("code") == _NOT_FOUND.get(who)
    if who != "a reader's token of the author":
        is_offered = bool(offered["node"] and offered["node"]["viewerCanSubmit"])
        assert is_offered is (who not in _NOT_FOUND)
    is_done = who not in _NOT_FOUND
    assert await state(database) == ("submitted" if is_done else None)
    assert await announced(database) == (["post.submitted"] if is_done else [])


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("decision", ["approve", "request"])
async def test_editors_decide(database: PinnedDatabase, api: Api, decision: str, who: str) -> None:
    desk = Desk(api, await make_people(database))
    await desk.submit()

    answer = await getattr(desk, decision)(who)

    assert answer.get("code") == _NOT_DECIDING.get(who)
    if who in _NOT_DECIDING:
        assert await state(database) == "submitted"
        assert await announced(database) == ["post.submitted"]
        assert await database.fetchval("SELECT status FROM posts") == "draft"


@pytest.mark.parametrize("who", EVERYBODY)
async def test_those_who_may_edit_a_post_take_it_back(
    database: PinnedDatabase, api: Api, who: str
) -> None:
    desk = Desk(api, await make_people(database))
    await desk.submit()

    answer = await desk.withdraw(who)

    assert answer.get("code") == _NOT_FOUND.get(who)
    assert await state(database) == ("submitted" if who in _NOT_FOUND else "withdrawn")


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


async def let(database: PinnedDatabase, way: str) -> None:
    """Say how contributors publish."""
    await database.execute("UPDATE publications SET contributor_publishing = $1", way)


@pytest.mark.parametrize("who", ["the author", "a co-author"])
async def test_nobody_submits_where_editors_choose(
    database: PinnedDatabase, api: Api, who: str
) -> None:
    desk = Desk(api, await make_people(database))
    await let(database, "never")

    assert await desk.submit(who) == {"code": "NO_SUBMISSIONS"}
    assert await state(database) is None
    assert "review" in await desk.submit("an editor")


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
    refused = dict(_NOT_DECIDING)
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
