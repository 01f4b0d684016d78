"""Lists of posts: what is in them, and in which order."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest

from domain.ids import PostId
from domain.posts.models import PostStatus
from tests.api.client import Api
from tests.factories import (
    NOON,
    import_post_reactions,
    make_comment,
    make_post,
    make_publication,
    make_user,
)
from tests.pinned import PinnedDatabase

ALL_LISTS = """
    query ($orderBy: PostOrder!) {
      all: posts(orderBy: $orderBy) { ...page }
      publication(handle: "gazette") { posts(orderBy: $orderBy) { ...page } }
      user(username: "ada") { posts(orderBy: $orderBy) { ...page } }
      tag(slug: "sql") { posts(orderBy: $orderBy) { ...page } }
    }
    fragment page on PostConnection { totalCount nodes { slug } }
"""

FILTERED = """
    query ($filter: PostFilterInput) {
      posts(filter: $filter, orderBy: OLDEST) { totalCount nodes { slug } }
    }
"""


def slugs(page: Any) -> list[str]:
    assert page["totalCount"] == len(page["nodes"])
    return [post["slug"] for post in page["nodes"]]


async def make_posts(database: PinnedDatabase, ages: Iterable[timedelta]) -> list[PostId]:
    """Make posts of one person in one publication under one tag, called after their place here."""
    ada = await make_user(database, username="ada")
    gazette = await make_publication(database, handle="gazette", owner=ada)
    return [
        await make_post(
            database,
            ada,
            publication_id=gazette,
            slug=str(place),
            published_at=NOON - age,
            tags=("sql",),
        )
        for place, age in enumerate(ages)
    ]


async def ordered(api: Api, order: str) -> list[str]:
    """Return the slugs in the order that all the lists agree on."""
    data = await api(ALL_LISTS, orderBy=order)
    expected = slugs(data.pop("all"))
    for name, parent in data.items():
        assert slugs(parent["posts"]) == expected, name
    return expected


async def test_posts_are_sorted_by_date(database: PinnedDatabase, api: Api) -> None:
    await make_posts(database, [timedelta(days=days) for days in (2, 900, 0, 30)])

    assert await ordered(api, "NEWEST") == ["2", "0", "3", "1"]
    assert await ordered(api, "OLDEST") == ["1", "3", "0", "2"]


async def test_posts_are_sorted_by_how_much_they_move_people(
    database: PinnedDatabase, api: Api
) -> None:
    posts = await make_posts(database, [timedelta(days=days) for days in range(4)])
    reader = await make_user(database)
    for post_id, reactions, comments in zip(posts, (1, 70, 5, 0), (2, 0, 1, 3), strict=True):
        await import_post_reactions(database, post_id, reactions)
        for _ in range(comments):
            await make_comment(database, post_id, reader)

    assert await ordered(api, "MOST_REACTED") == ["1", "2", "0", "3"]
    assert await ordered(api, "MOST_DISCUSSED") == ["3", "0", "2", "1"]


@pytest.mark.parametrize("order", ["NEWEST", "MOST_REACTED", "MOST_DISCUSSED", "TOP_OF_DAY"])
async def test_equal_posts_stand_in_the_same_order_in_every_list(
    database: PinnedDatabase, api: Api, order: str
) -> None:
    posts = await make_posts(database, [timedelta()] * 6)

    newest_id_first = sorted(range(6), key=lambda place: posts[place], reverse=True)
    assert await ordered(api, order) == [str(place) for place in newest_id_first]


@pytest.mark.parametrize(
    ("order", "days"),
    [("TOP_OF_DAY", 1), ("TOP_OF_WEEK", 7), ("TOP_OF_MONTH", 30), ("TOP_OF_YEAR", 365)],
)
async def test_the_top_of_a_period_leaves_out_what_is_older(
    database: PinnedDatabase, api: Api, order: str, days: int
) -> None:
    period, moment = timedelta(days=days), timedelta(microseconds=1)
    posts = await make_posts(database, [timedelta(), period / 2, period, period + moment])
    for post_id, reactions in zip(posts, (1, 3, 2, 100), strict=True):
        await import_post_reactions(database, post_id, reactions)

    assert await ordered(api, order) == ["1", "2", "0"]


async def test_a_list_begins_with_the_newest_when_nobody_says_otherwise(
    database: PinnedDatabase, api: Api
) -> None:
    await make_posts(database, [timedelta(days=1), timedelta()])

    data = await api(
        '{ posts { nodes { slug } } user(username: "ada") { posts { nodes { slug } } } }'
    )

    assert data["posts"] == data["user"]["posts"] == {"nodes": [{"slug": "1"}, {"slug": "0"}]}


async def test_lists_hold_published_posts_only(database: PinnedDatabase, api: Api) -> None:
    ada = await make_user(database, username="ada")
    gazette = await make_publication(database, handle="gazette", owner=ada)
    for status in PostStatus:
        await make_post(
            database, ada, publication_id=gazette, slug=status.value, status=status, tags=("sql",)
        )

    assert await ordered(api, "NEWEST") == ["published"]


async def make_library(database: PinnedDatabase) -> None:
    ada, bob = [await make_user(database, username=name) for name in ("ada", "bob")]
    gazette, courier = [
        await make_publication(database, handle=handle) for handle in ("gazette", "courier")
    ]

    async def make(slug: str, **values: Any) -> None:
        at = NOON + timedelta(days=int(slug))
        await make_post(database, slug=slug, published_at=at, **values)

    await make("1", author=ada, publication_id=gazette, tags=("sql", "art"))
    await make("2", author=bob, publication_id=gazette, tags=("art",), co_authors=(ada,))
    await make("3", author=bob, publication_id=courier, tags=("sql",), language="de")
    await make("4", author=ada, publication_id=courier)
    await make("5", author=ada, publication_id=gazette, status=PostStatus.DRAFT, tags=("sql",))


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        pytest.param(None, "1234", id="none"),
        pytest.param({}, "1234", id="empty"),
        pytest.param({"publication": None, "author": None}, "1234", id="left open"),
        pytest.param({"publication": "gazette"}, "12", id="publication"),
        pytest.param({"publication": "GAZETTE"}, "12", id="publication in upper case"),
        pytest.param({"publication": "unknown"}, "", id="unknown publication"),
        pytest.param({"author": "ada"}, "124", id="author or co-author"),
        pytest.param({"author": "Ada"}, "124", id="author in upper case"),
        pytest.param({"author": "unknown"}, "", id="unknown author"),
        pytest.param({"tag": "sql"}, "13", id="tag"),
        pytest.param({"tag": "SQL"}, "13", id="tag in upper case"),
        pytest.param({"tag": "unknown"}, "", id="unknown tag"),
        pytest.param({"language": "de"}, "3", id="language"),
        pytest.param({"language": "xx"}, "", id="unknown language"),
        pytest.param({"publishedFrom": "2026-01-04T12:00:00Z"}, "234", id="from a moment on"),
        pytest.param({"publishedBefore": "2026-01-04T12:00:00Z"}, "1", id="before a moment"),
        pytest.param(
            {
                "publishedFrom": "2026-01-04T13:00:00+01:00",
                "publishedBefore": "2026-01-05T12:00:00Z",
            },
            "2",
            id="between moments",
        ),
        pytest.param({"publication": "gazette", "tag": "sql"}, "1", id="publication and tag"),
        pytest.param({"author": "ada", "tag": "art"}, "12", id="author and tag"),
        pytest.param({"author": "bob", "language": "en"}, "2", id="author and language"),
        pytest.param({"publication": "unknown", "tag": "sql"}, "", id="known and unknown"),
        pytest.param(
            {
                "publication": "gazette",
                "author": "ada",
                "tag": "art",
                "language": "en",
                "publishedFrom": "2026-01-04T00:00:00Z",
                "publishedBefore": "2027-01-01T00:00:00Z",
            },
            "2",
            id="everything",
        ),
    ],
)
async def test_a_filter_keeps_what_fits_all_of_it(
    database: PinnedDatabase, api: Api, wanted: dict[str, str] | None, found: str
) -> None:
    await make_library(database)

    data = await api(FILTERED, filter=wanted)

    assert slugs(data["posts"]) == list(found)


async def test_a_filter_goes_with_every_order(database: PinnedDatabase, api: Api) -> None:
    posts = await make_posts(database, [timedelta(days=days) for days in (0, 2, 9)])
    for post_id, reactions in zip(posts, (1, 2, 3), strict=True):
        await import_post_reactions(database, post_id, reactions)

    data = await api(
        """
        {
          week: posts(filter: {tag: "sql", author: "ada"}, orderBy: TOP_OF_WEEK) {
            totalCount nodes { slug }
          }
          ever: posts(filter: {tag: "sql", author: "ada"}, orderBy: MOST_REACTED) {
            totalCount nodes { slug }
          }
        }
        """
    )

    assert slugs(data["week"]) == ["1", "0"]
    assert slugs(data["ever"]) == ["2", "1", "0"]


async def test_a_filtered_list_is_paged_like_any_other(database: PinnedDatabase, api: Api) -> None:
    await make_posts(database, [timedelta(days=days) for days in range(5)])
    await make_post(database, await make_user(database))
    query = """
        query ($after: String) {
          posts(filter: {author: "ada", publication: "gazette"}, first: 2, after: $after) {
            totalCount nodes { slug } pageInfo { endCursor hasNextPage }
          }
        }
    """
    seen: list[str] = []
    cursor, is_more = None, True

    while is_more:
        page = (await api(query, after=cursor))["posts"]
        assert page["totalCount"] == 5
        seen += [post["slug"] for post in page["nodes"]]
        cursor, is_more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]

    assert seen == ["0", "1", "2", "3", "4"]


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param("2026-01-02T12:00:00", id="without an offset"),
        pytest.param("2026-01-02", id="a day"),
        pytest.param("yesterday", id="no moment"),
        pytest.param("2026-02-30T12:00:00Z", id="no such day"),
        pytest.param("0001-01-01T00:00:00+01:00", id="before the first year"),
        pytest.param("9999-12-31T23:59:59-01:00", id="after the last year"),
        pytest.param(0, id="a number"),
    ],
)
async def test_a_moment_that_is_none_is_the_callers_error(api: Api, moment: object) -> None:
    literal = f'"{moment}"' if isinstance(moment, str) else moment

    written = await api.errors(
        f"{{ posts(filter: {{publishedFrom: {literal}}}) {{ totalCount }} }}"
    )
    sent = await api.errors(FILTERED, filter={"publishedBefore": moment})

    assert written == ["GRAPHQL_VALIDATION_FAILED"]
    assert sent == ["BAD_USER_INPUT"]


async def test_a_post_by_two_is_in_the_lists_of_both(database: PinnedDatabase, api: Api) -> None:
    ada, bob = [await make_user(database, username=name) for name in ("ada", "bob")]
    await make_post(database, ada, slug="together", co_authors=(bob,))
    await make_post(database, ada, slug="alone")

    data = await api(
        """
        {
          ada: user(username: "ada") { posts(orderBy: OLDEST) { totalCount nodes { slug } } }
          bob: user(username: "bob") { posts(orderBy: OLDEST) { totalCount nodes { slug } } }
        }
        """
    )

    assert slugs(data["ada"]["posts"]) == ["together", "alone"]
    assert slugs(data["bob"]["posts"]) == ["together"]
