"""Who follows whom: how it is listed and counted, and who sees it."""

from dataclasses import replace

import pytest

from domain.actor import Member
from domain.ids import TAG, USER
from tests.api.callers import ask
from tests.api.client import Api
from tests.api.following import FOLLOW, make_subjects
from tests.factories import make_follow, make_post, make_tag, make_user, mute
from tests.pinned import PinnedDatabase

FOLLOWERS = """
    query ($id: ID!) {
      node(id: $id) { ... on Followable {
        followerCount viewerIsFollowing followers { totalCount nodes { id } }
      } }
    }
"""

FOLLOWING = """
    query ($kind: FollowKind) {
      viewer { following(kind: $kind) { totalCount nodes { subject { __typename id } } } }
    }
"""


async def test_followers_are_counted_without_those_whom_the_viewer_does_not_see(
    database: PinnedDatabase, api: Api
) -> None:
    ada, bob, cy = [await make_user(database) for _ in range(3)]
    ids = await make_subjects(database)
    tag_id = TAG.parse(ids["Tag"])
    assert tag_id is not None
    for fan in (ada, bob, cy):
        await make_follow(database, fan, tag_id=tag_id)
    await mute(database, ada, bob)

    seen = {
        name: (await api(FOLLOWERS, actor=actor, id=ids["Tag"]))["node"]
        for name, actor in (("ada", replace(ada, hides_people=True)), ("bob", bob))
    }

    everyone = [USER.text_of(fan.user_id) for fan in (cy, bob, ada)]
    assert seen["bob"] == {
        "followerCount": 3,
        "viewerIsFollowing": True,
        "followers": {"totalCount": 3, "nodes": [{"id": id} for id in everyone]},
    }
    assert seen["ada"] == {
        "followerCount": 2,
        "viewerIsFollowing": True,
        "followers": {"totalCount": 2, "nodes": [{"id": id} for id in (everyone[0], everyone[2])]},
    }


async def test_the_viewer_reads_what_they_follow_by_kind(
    database: PinnedDatabase, api: Api
) -> None:
    ada, ids = await make_user(database), await make_subjects(database)
    for id in ids.values():
        await ask(api, FOLLOW, ada, subjectId=id)
    await database.execute(
        "UPDATE follows SET created_at = $1::timestamptz + "
        "array_position(ARRAY['user', 'publication', 'tag', 'series'], kind) * interval '1 hour'",
        (await database.fetchval("SELECT min(created_at) FROM follows")),
    )

    everything = (await api(FOLLOWING, actor=ada))["viewer"]["following"]
    by_kind = {
        kind: (await api(FOLLOWING, actor=ada, kind=kind.upper()))["viewer"]["following"]
        for kind in ids
    }

    shown = [{"subject": {"__typename": kind, "id": id}} for kind, id in ids.items()]
    assert everything == {"totalCount": 4, "nodes": shown[::-1]}
    assert list(by_kind.values()) == [{"totalCount": 1, "nodes": [one]} for one in shown]


async def test_what_is_not_there_for_the_viewer_is_not_in_what_they_follow(
    database: PinnedDatabase, api: Api
) -> None:
    ada, ids = await make_user(database), await make_subjects(database)
    for id in ids.values():
        await ask(api, FOLLOW, ada, subjectId=id)
    await database.execute("UPDATE posts SET status = 'withdrawn'")
    author = USER.parse(ids["User"])
    assert author is not None
    await mute(database, ada, Member(user_id=author))

    found = (await api(FOLLOWING, actor=replace(ada, hides_people=True)))["viewer"]["following"]

    assert found == {
        "totalCount": 1,
        "nodes": [{"subject": {"__typename": "Publication", "id": ids["Publication"]}}],
    }


async def test_nobody_reads_what_others_follow(api: Api) -> None:
    assert (await api(FOLLOWING))["viewer"] is None
    found = await api('{ __type(name: "User") { fields { name } } }')
    assert "following" not in {field["name"] for field in found["__type"]["fields"]}


@pytest.mark.parametrize("size", [2, 6])
async def test_following_costs_the_same_statements_whatever_is_on_the_page(
    database: PinnedDatabase, api: Api, size: int
) -> None:
    ada = await make_user(database)
    for number in range(8):
        tag_id = await make_tag(database, f"tag-{number}")
        author = await make_user(database)
        await make_post(database, author, tags=[f"tag-{number}"])
        await make_follow(database, ada, tag_id=tag_id)
        await make_follow(database, ada, user_id=author.user_id)
    query = """
        query ($first: Int!) {
          viewer { following(first: $first) { totalCount nodes { subject {
            followerCount viewerIsFollowing followers(first: $first) { nodes { name } }
            ... on Tag { name } ... on User { name }
          } } } }
        }
    """
    database.statements.clear()

    await api(query, actor=ada, first=size)

    # The list and its total. Of people and of tags: they, their counts, their followers, and
    # whether the viewer is one.
    assert len(database.statements) == 10


async def test_for_nobody_no_statement_asks_whether_they_follow(
    database: PinnedDatabase, api: Api
) -> None:
    id = (await make_subjects(database))["Publication"]
    database.statements.clear()

    query = "query ($id: ID!) { node(id: $id) { ... on Followable { viewerIsFollowing } } }"
    found = await api(query, id=id)

    assert found["node"] == {"viewerIsFollowing": False}
    assert len(database.statements) == 1
