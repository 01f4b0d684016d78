"""What is in a series and in which order, and who sees what is not public."""

from typing import Any
from uuid import uuid4

import pytest

from domain.ids import POST, SERIES, TAG, PostId, PublicationId, SeriesId, TagId
from domain.posts.models import PostStatus
from tests.announced import announced, last_event
from tests.api.callers import ask, code_of, mutation
from tests.api.client import Api
from tests.factories import make_member, make_post, make_publication, make_series, make_user
from tests.pinned import PinnedDatabase

SERIES_FIELDS = "series { id slug title description viewerPosts { nodes { slug } } }"
ADD = mutation("addPostToSeries", f"{SERIES_FIELDS} post {{ slug series {{ slug }} }}")
REMOVE = mutation("removePostFromSeries", f"{SERIES_FIELDS} post {{ slug series {{ slug }} }}")
MOVE = mutation("movePostInSeries", SERIES_FIELDS)


async def order_of(database: PinnedDatabase, series_id: SeriesId) -> list[str]:
    rows = await database.fetch(
        """
        SELECT p.slug FROM series_posts s JOIN posts p ON p.id = s.post_id
         WHERE s.series_id = $1 ORDER BY s.position
        """,
        series_id,
    )
    return [row["slug"] for row in rows]


async def make_parts(
    database: PinnedDatabase, publication_id: PublicationId, *slugs: str
) -> list[PostId]:
    author = await make_user(database)
    return [
        await make_post(database, author, publication_id=publication_id, slug=slug)
        for slug in slugs
    ]


@pytest.mark.parametrize(
    ("given", "order"),
    [
        ({"position": 1}, "c a b d"),
        ({"position": 2}, "a c b d"),
        ({"position": 4}, "a b d c"),
        ({"position": 100}, "a b d c"),
        ({"afterPostId": "a"}, "a c b d"),
        ({"afterPostId": "d"}, "a b d c"),
        ({"afterPostId": "b"}, "a b c d"),
    ],
)
async def test_a_post_moves_to_a_place_or_behind_another(
    database: PinnedDatabase, api: Api, given: dict[str, Any], order: str
) -> None:
    ada = await make_user(database)
    daily = await make_publication(database, editor=ada)
    posts = dict(zip("abcd", await make_parts(database, daily, *"abcd"), strict=True))
    parts = await make_series(database, daily, slug="parts", posts=list(posts.values()))
    if "afterPostId" in given:
        given = {"afterPostId": POST.text_of(posts[given["afterPostId"]])}

    moved = await ask(
        api, MOVE, ada, seriesId=SERIES.text_of(parts), postId=POST.text_of(posts["c"]), **given
    )

    assert [node["slug"] for node in moved["series"]["viewerPosts"]["nodes"]] == order.split()


async def test_a_post_is_added_at_a_place_in_any_state(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database)
    daily = await make_publication(database, handle="daily", editor=ada)
    one, two = await make_parts(database, daily, "one", "two")
    draft = await make_post(
        database, ada, publication_id=daily, slug="draft", status=PostStatus.DRAFT
    )
    parts = SERIES.text_of(await make_series(database, daily, slug="parts", posts=[one, two]))

    added = await ask(api, ADD, ada, seriesId=parts, postId=POST.text_of(draft), position=2)
    public = await api(
        """query ($id: ID!) {
            node(id: $id) { ... on Series { posts { totalCount nodes { slug } } } }
        }""",
        id=parts,
    )

    nodes = added["series"]["viewerPosts"]["nodes"]
    assert [node["slug"] for node in nodes] == ["one", "draft", "two"]
    assert added["post"] == {"slug": "draft", "series": [{"slug": "parts"}]}
    assert public["node"]["posts"] == {
        "totalCount": 2,
        "nodes": [{"slug": "one"}, {"slug": "two"}],
    }
    assert (await last_event(database))["post_id"] == POST.text_of(draft)


@pytest.mark.parametrize("is_member", [True, False])
async def test_members_add_their_own_posts_at_the_end_and_take_them_out(
    database: PinnedDatabase, api: Api, *, is_member: bool
) -> None:
    writer, other = await make_user(database), await make_user(database)
    daily = await make_publication(database)
    if is_member:
        await make_member(database, daily, writer)
    [one] = await make_parts(database, daily, "one")
    mine = await make_post(database, other, publication_id=daily, co_authors=[writer], slug="mine")
    parts = await make_series(database, daily, slug="parts", posts=[one])
    given = {"seriesId": SERIES.text_of(parts), "postId": POST.text_of(mine)}

    placed = await ask(api, ADD, writer, **given, position=1)
    added = await ask(api, ADD, writer, **given)
    after = await order_of(database, parts)
    moved = await ask(api, MOVE, writer, **given, position=1)
    removed = await ask(api, REMOVE, writer, **given)

    denied = "PERMISSION_DENIED"
    expected = [denied, None, denied, None] if is_member else [denied] * 4
    assert [code_of(result) for result in (placed, added, moved, removed)] == expected
    assert after == (["one", "mine"] if is_member else ["one"])
    assert await order_of(database, parts) == ["one"]


async def test_what_cannot_be_done_with_a_post(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database)
    daily = await make_publication(database, editor=ada)
    one, two = await make_parts(database, daily, "one", "two")
    foreign = await make_post(database, ada)
    secret = await make_post(database, await make_user(database), status=PostStatus.DRAFT)
    parts = {"seriesId": SERIES.text_of(await make_series(database, daily, slug="p", posts=[one]))}
    here, there = {"postId": POST.text_of(one)}, {"postId": POST.text_of(two)}

    results = [
        await ask(api, ADD, ada, **parts, **here),
        await ask(api, ADD, ada, **parts, postId=POST.text_of(foreign)),
        await ask(api, ADD, ada, **parts, postId=POST.text_of(secret)),
        await ask(api, ADD, ada, **parts, postId=POST.text_of(PostId(uuid4()))),
        await ask(api, REMOVE, ada, **parts, **there),
        await ask(api, MOVE, ada, **parts, **there, position=1),
        await ask(api, MOVE, ada, **parts, **here, afterPostId=POST.text_of(two)),
    ]

    assert [result["code"] for result in results] == [
        "POST_IN_SERIES_ALREADY",
        "SERIES_OF_OTHER_PUBLICATION",
        "POST_NOT_FOUND",
        "POST_NOT_FOUND",
        "POST_NOT_IN_SERIES",
        "POST_NOT_IN_SERIES",
        "POST_NOT_IN_SERIES",
    ]
    assert await announced(database) == []


async def test_what_makes_no_sense_is_invalid_input(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database)
    daily = await make_publication(database, editor=ada)
    one, _ = await make_parts(database, daily, "one", "two")
    parts = {"seriesId": SERIES.text_of(await make_series(database, daily, slug="p", posts=[one]))}
    here = {"postId": POST.text_of(one)}

    results = [
        await ask(api, ADD, ada, **parts, **here, position=0),
        await ask(api, ADD, ada, **parts, postId="x"),
        await ask(api, ADD, ada, seriesId=TAG.text_of(TagId(uuid4())), **here),
        await ask(api, MOVE, ada, **parts, **here),
        await ask(api, MOVE, ada, **parts, **here, position=1, afterPostId=here["postId"]),
        await ask(api, MOVE, ada, **parts, **here, afterPostId=here["postId"]),
        await ask(api, MOVE, ada, **parts, **here, afterPostId="x"),
        await ask(api, MOVE, ada, **parts, **here, position=-1),
    ]

    arguments = [result["violations"][0]["argument"] for result in results]
    assert arguments == [
        "position",
        "postId",
        "seriesId",
        "position",
        "position",
        "afterPostId",
        "afterPostId",
        "position",
    ]


async def test_a_series_has_a_thousand_posts_at_most(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database)
    daily = await make_publication(database, editor=ada)
    [one] = await make_parts(database, daily, "one")
    parts = await make_series(database, daily, slug="parts")
    await database.execute("SET LOCAL session_replication_role = replica")
    await database.execute(
        """
        INSERT INTO series_posts (series_id, post_id, position)
        SELECT $1, gen_random_uuid(), n FROM generate_series(1, 1000) n
        """,
        parts,
    )
    await database.execute("SET LOCAL session_replication_role = DEFAULT")

    refused = await ask(
        api, ADD, ada, seriesId=SERIES.text_of(parts), postId=POST.text_of(one), position=1
    )

    assert refused["code"] == "SERIES_FULL"
