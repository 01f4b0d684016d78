"""Following people, publications, tags and series: by whom, how often, and until when."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from domain.actor import Member, SiteRole
from domain.follows.models import MOST_FOLLOWED
from domain.ids import POST, TAG, USER, UserId
from tests.announced import announced, last_event
from tests.api.callers import EVERYONE, SIGNED_OUT, ask, code_of, make_caller, mutation
from tests.api.client import Api
from tests.api.following import FOLLOW, UNFOLLOW, make_subjects
from tests.factories import (
    block,
    make_account,
    make_follow,
    make_post,
    make_publication,
    make_series,
    make_tag,
    make_user,
    mute,
)
from tests.pinned import PinnedDatabase

BLOCK = mutation("blockUser", "user { id }")


async def counted(database: PinnedDatabase) -> list[int]:
    """Return the counts that are kept, and make sure that they are right."""
    wrong = await database.fetch(
        """
        SELECT subject_id, followers FROM follower_counts
        EXCEPT SELECT subject_id, count(*)::integer FROM follows GROUP BY subject_id
        """
    )
    assert not wrong
    rows = await database.fetch("SELECT followers FROM follower_counts ORDER BY followers")
    return [row["followers"] for row in rows]


@pytest.mark.parametrize("kind", ["User", "Publication", "Tag", "Series"])
async def test_following_and_ending_it_do_nothing_the_second_time(
    database: PinnedDatabase, api: Api, kind: str
) -> None:
    ada, id = await make_user(database), (await make_subjects(database))[kind]
    subject = {"__typename": kind, "id": id}

    begun = [await ask(api, FOLLOW, ada, subjectId=id) for _ in range(2)]
    told = await last_event(database)
    ended = [await ask(api, UNFOLLOW, ada, subjectId=id) for _ in range(2)]

    assert [result["subject"] for result in begun] == [
        {**subject, "followerCount": 1, "viewerIsFollowing": True}
    ] * 2
    assert [result["subject"] for result in ended] == [
        {**subject, "followerCount": 0, "viewerIsFollowing": False}
    ] * 2
    assert await announced(database) == ["follow.started", "follow.ended"]
    assert told == {"follower_id": USER.text_of(ada.user_id), "subject_id": id}
    assert await counted(database) == []


@pytest.mark.parametrize("who", EVERYONE)
async def test_everybody_who_is_signed_in_follows(
    database: PinnedDatabase, api: Api, who: str
) -> None:
    caller = await make_caller(database, who, await make_publication(database))
    id = (await make_subjects(database))["User"]

    results = [await ask(api, wish, caller, subjectId=id) for wish in (FOLLOW, UNFOLLOW)]

    assert [code_of(result) for result in results] == [SIGNED_OUT.get(who)] * 2
    told = [] if who in SIGNED_OUT else ["follow.started", "follow.ended"]
    assert await announced(database) == told


@pytest.mark.parametrize("wish", [FOLLOW, UNFOLLOW])
async def test_what_cannot_be_followed(database: PinnedDatabase, api: Api, wish: str) -> None:
    ada = await make_user(database)
    hidden = await make_tag(database, "without-posts")
    post = await make_post(database, ada)

    codes = {
        text: code_of(await ask(api, wish, ada, subjectId=text))
        for text in (
            USER.text_of(UserId(uuid4())),
            TAG.text_of(hidden),
            f"series_{uuid4().hex}",
            f"publication_{uuid4().hex}",
            POST.text_of(post),
            "",
            "user_",
            "user_\u00e9",
            "x" * 10_000,
        )
    }

    assert list(codes.values()) == [
        "PERSON_NOT_FOUND",
        "TAG_NOT_FOUND",
        "SERIES_NOT_FOUND",
        "PUBLICATION_NOT_FOUND",
        *["INVALID_INPUT"] * 5,
    ]
    assert await announced(database) == []


async def test_nobody_follows_themselves(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database)

    refused = await ask(api, FOLLOW, ada, subjectId=USER.text_of(ada.user_id))

    assert refused["code"] == "INVALID_INPUT"
    assert [violation["argument"] for violation in refused["violations"]] == ["subjectId"]
    assert await counted(database) == []


async def test_a_block_stands_before_following_in_both_directions(
    database: PinnedDatabase, api: Api
) -> None:
    ada, bob = await make_user(database), await make_user(database)
    await block(database, ada, bob)
    blocker = replace(ada, hides_people=True)
    blocked = replace(bob, hides_people=True)

    refused = [
        await ask(api, FOLLOW, blocker, subjectId=USER.text_of(bob.user_id)),
        await ask(api, FOLLOW, blocked, subjectId=USER.text_of(ada.user_id)),
        await ask(api, UNFOLLOW, blocked, subjectId=USER.text_of(ada.user_id)),
    ]

    codes = ["PERSON_BLOCKED", "PERSON_NOT_FOUND", "PERSON_NOT_FOUND"]
    assert [result["code"] for result in refused] == codes
    assert await announced(database) == []
    assert await counted(database) == []


async def test_a_block_ends_that_either_follows_the_other(
    database: PinnedDatabase, api: Api
) -> None:
    ada, bob, cy = [await make_user(database) for _ in range(3)]
    for one, other in ((ada, bob), (bob, ada), (cy, bob), (ada, cy)):
        await make_follow(database, one, user_id=other.user_id)

    await ask(api, BLOCK, ada, userId=USER.text_of(bob.user_id))

    rows = await database.fetch("SELECT follower_id, subject_id FROM follows")
    left = {(row["follower_id"], row["subject_id"]) for row in rows}
    assert left == {(cy.user_id, bob.user_id), (ada.user_id, cy.user_id)}
    assert await counted(database) == [1, 1]


async def test_a_tag_of_people_out_of_sight_is_not_there(
    database: PinnedDatabase, api: Api
) -> None:
    ada, ids = await make_user(database), await make_subjects(database)
    author = USER.parse(ids["User"])
    assert author is not None
    await mute(database, ada, Member(user_id=author))

    refused = [
        await ask(api, FOLLOW, replace(ada, hides_people=True), subjectId=ids[kind])
        for kind in ("Tag", "Series")
    ]

    assert [result["code"] for result in refused] == ["TAG_NOT_FOUND", "SERIES_NOT_FOUND"]


async def test_there_is_a_limit_to_what_one_person_follows(
    database: PinnedDatabase, api: Api
) -> None:
    ada, ids = await make_user(database), await make_subjects(database)
    await follow_many(database, ada, MOST_FOLLOWED - 1)

    last = await ask(api, FOLLOW, ada, subjectId=ids["Tag"])
    again = await ask(api, FOLLOW, ada, subjectId=ids["Tag"])
    refused = await ask(api, FOLLOW, ada, subjectId=ids["Series"])

    assert [code_of(result) for result in (last, again, refused)] == [
        None,
        None,
        "TOO_MANY_FOLLOWED",
    ]
    assert await announced(database) == ["follow.started"]
    mine = "SELECT count(*) FROM follows WHERE follower_id = $1"
    assert await database.fetchval(mine, ada.user_id) == MOST_FOLLOWED


async def follow_many(database: PinnedDatabase, member: Member, number: int) -> None:
    await database.execute(
        """
        WITH people AS (
            INSERT INTO users (id, username, name, created_at)
            SELECT gen_random_uuid(), 'followed-' || n, 'Bob', now() FROM generate_series(1, $2) n
         RETURNING id
        )
        INSERT INTO follows (follower_id, user_id, created_at) SELECT $1, id, now() FROM people
        """,
        member.user_id,
        number,
    )


async def test_a_merged_tag_hands_its_followers_over(database: PinnedDatabase, api: Api) -> None:
    ada, bob = await make_user(database), await make_user(database)
    admin = await make_account(database, role=SiteRole.ADMIN)
    gone, kept = await make_tag(database, "gone"), await make_tag(database, "kept")
    await make_post(database, ada, tags=["gone", "kept"])
    for fan, tags in ((ada, (gone, kept)), (bob, (gone,))):
        for tag_id in tags:
            await make_follow(database, fan, tag_id=tag_id)
    merge = mutation("mergeTags", "tag { followerCount followers { nodes { id } } }")

    merged = await ask(api, merge, admin, fromTagId=TAG.text_of(gone), intoTagId=TAG.text_of(kept))

    followers = [{"id": USER.text_of(fan.user_id)} for fan in (bob, ada)]
    assert merged["tag"] == {"followerCount": 2, "followers": {"nodes": followers}}
    assert await counted(database) == [2]


@pytest.mark.parametrize("table", ["users", "publications", "tags", "series"])
async def test_what_is_gone_is_followed_by_nobody(database: PinnedDatabase, table: str) -> None:
    ada, bob = await make_user(database), await make_user(database)
    kind = {"users": "user_id", "publications": "publication_id", "tags": "tag_id"}
    made: dict[str, UUID] = {
        "users": bob.user_id,
        "publications": await make_publication(database),
        "tags": await make_tag(database, "unused"),
        "series": await make_series(database, await make_publication(database), slug="s"),
    }
    for name, id in made.items():
        await make_follow(database, ada, **{kind.get(name, "series_id"): id})

    await database.execute(f"DELETE FROM {table} WHERE id = $1", made[table])  # noqa: S608 - above

    left = {row["kind"] for row in await database.fetch("SELECT kind FROM follows")}
    assert len(left) == 3
    assert await counted(database) == [1, 1, 1]
    await database.execute("DELETE FROM users WHERE id = $1", ada.user_id)
    assert await counted(database) == []
