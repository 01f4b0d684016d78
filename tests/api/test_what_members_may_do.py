"""What members of a publication may do, and what they are told of it."""

import pytest

from domain.ids import POST
from domain.posts.models import PostStatus
from tests.api.client import Api
from tests.api.publication_callers import ALL, make_callers
from tests.factories import make_post
from tests.pinned import PinnedDatabase

VIEWER = """
    query {
      publications {
        nodes { viewerRole viewerCanEditSettings viewerCanInvite viewerCanPublish }
      }
    }
"""

_NOTHING = (None, False, False, False)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("nobody", _NOTHING),
        ("stranger", _NOTHING),
        ("contributor", ("CONTRIBUTOR", False, False, False)),
        ("editor", ("EDITOR", False, True, True)),
        ("owner", ("OWNER", True, True, True)),
        ("moderator", (None, False, False, False)),
        ("administrator", (None, True, True, True)),
        ("program", ("OWNER", False, False, False)),
        ("program of an administrator", _NOTHING),
    ],
)
async def test_viewers_see_what_they_are_and_may_do(
    database: PinnedDatabase, api: Api, kind: str, expected: tuple[object, ...]
) -> None:
    callers = await make_callers(database)

    [node] = (await api(VIEWER, actor=callers[kind]))["publications"]["nodes"]

    assert tuple(node.values()) == expected


async def test_contributors_publish_where_the_publication_lets_them(
    database: PinnedDatabase, api: Api
) -> None:
    callers = await make_callers(database)
    await database.execute("UPDATE publications SET contributor_publishing = 'themselves'")
    seen = {}

    for kind in ALL:
        [node] = (await api(VIEWER, actor=callers[kind]))["publications"]["nodes"]
        seen[kind] = node["viewerCanPublish"]

    assert {kind for kind, may in seen.items() if may} == {
        "contributor",
        "editor",
        "owner",
        "administrator",
    }


async def test_a_level_takes_one_statement_and_nobody_in_particular_none(
    database: PinnedDatabase, api: Api
) -> None:
    callers = await make_callers(database)
    await make_callers(database)

    for kind, statements in (("nobody", 1), ("owner", 2)):
        database.statements.clear()
        await api(VIEWER, actor=callers[kind])
        assert len(database.statements) == statements


PUBLISH = """
    mutation ($id: ID!) {
      publishPost(input: {postId: $id}) { __typename ... on Error { code } }
    }
"""

MAY_PUBLISH = "query ($id: ID!) { node(id: $id) { ... on Post { viewerCanPublish } } }"


@pytest.mark.parametrize("way", ["never", "after_review", "themselves"])
@pytest.mark.parametrize("author", ["contributor", "stranger", "editor"])
async def test_contributors_publish_their_own_posts_where_they_may(
    database: PinnedDatabase, api: Api, way: str, author: str
) -> None:
    callers = await make_callers(database)
    await database.execute("UPDATE publications SET contributor_publishing = $1", way)
    draft = await make_post(
        database,
        callers.member(author),
        publication_id=callers.publication_id,
        status=PostStatus.DRAFT,
        co_authors=[callers.member("contributor")] if author == "stranger" else (),
    )
    id = POST.text_of(draft)
    await database.execute("UPDATE posts SET title = 'A title'")
    may = way == "themselves" and author != "editor"

    for kind in ("contributor", "stranger"):
        found = (await api(MAY_PUBLISH, actor=callers[kind], id=id))["node"] or {}
        assert bool(found.get("viewerCanPublish")) is (may and kind == "contributor")
    by_stranger = (await api(PUBLISH, actor=callers["stranger"], id=id))["publishPost"]
    by_contributor = (await api(PUBLISH, actor=callers["contributor"], id=id))["publishPost"]

    assert by_stranger["__typename"] != "PublishPostSuccess"
    assert (by_contributor["__typename"] == "PublishPostSuccess") is may


SUBMIT = """
    mutation ($id: ID!) {
      submitPost(input: {postId: $id}) { __typename ... on Error { code } }
    }
"""


@pytest.mark.parametrize("way", ["never", "after_review", "themselves"])
async def test_contributors_submit_where_editors_want_to_be_asked(
    database: PinnedDatabase, api: Api, way: str
) -> None:
    callers = await make_callers(database)
    await database.execute("UPDATE publications SET contributor_publishing = $1", way)
    codes = {}

    for kind in ("contributor", "editor"):
        draft = await make_post(
            database,
            callers.member(kind),
            publication_id=callers.publication_id,
            status=PostStatus.DRAFT,
            title="A title",
        )
        answer = await api(SUBMIT, actor=callers[kind], id=POST.text_of(draft))
        codes[kind] = answer["submitPost"].get("code")

    expected = "NO_SUBMISSIONS" if way == "never" else None
    assert codes == {"contributor": expected, "editor": None}
