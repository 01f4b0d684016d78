"""Matches that are narrowed by type and by what they have in common, and counted by it."""

from datetime import timedelta

import pytest

from tests.api.client import Api
from tests.api.searching import found, search
from tests.factories import NOON, make_comment, make_post, make_publication, make_user
from tests.pinned import PinnedDatabase


@pytest.mark.parametrize(
    ("narrowed", "titles"),
    [
        ({"publication": "DAILY"}, ["walrus 0"]),
        ({"author": "bob"}, ["walrus 1"]),
        ({"author": "eve"}, ["walrus 2"]),
        ({"tag": "ice"}, ["walrus 2", "walrus 1"]),
        ({"language": "de"}, ["walrus 2"]),
        ({"publishedFrom": (NOON - timedelta(days=150)).isoformat()}, ["walrus 1", "walrus 0"]),
        ({"publishedBefore": (NOON - timedelta(days=50)).isoformat()}, ["walrus 2", "walrus 1"]),
        ({"tag": "ice", "author": "bob", "language": "en"}, ["walrus 1"]),
        ({"tag": "nothing"}, []),
        ({"author": "nobody"}, []),
        ({"publication": "nothing"}, []),
        ({"language": "x'y\\"}, []),
    ],
)
async def test_matches_are_narrowed_by_what_they_have_in_common(
    database: PinnedDatabase, api: Api, narrowed: dict[str, str], titles: list[str]
) -> None:
    ada, bob = [await make_user(database, username=name) for name in ("ada", "bob")]
    eve = await make_user(database, username="eve")
    daily = await make_publication(database, handle="daily")
    at = [NOON - timedelta(days=100 * number) for number in range(3)]
    await make_post(database, ada, title="walrus 0", publication_id=daily, published_at=at[0])
    await make_post(database, bob, title="walrus 1", tags=("ice",), published_at=at[1])
    await make_post(
        database,
        ada,
        title="walrus 2",
        tags=("ice",),
        co_authors=[eve],
        language="de",
        published_at=at[2],
    )

    titles_found = await found(api, "walrus", types=["POST"], filter=narrowed)

    assert sorted(titles_found) == sorted(titles)
    assert await found(api, "walrus", types=["USER", "TAG"], filter=narrowed) == []


async def test_comments_are_narrowed_by_their_author_and_their_post(
    database: PinnedDatabase, api: Api
) -> None:
    ada, bob = [await make_user(database, username=name) for name in ("ada", "bob")]
    daily = await make_publication(database, handle="daily")
    post = await make_post(database, ada, publication_id=daily, tags=("ice",), language="de")
    await make_comment(database, post, bob, text="walrus here")
    await make_comment(database, await make_post(database, bob), ada, text="walrus there")

    for narrowed in (
        {"author": "bob"},
        {"publication": "daily"},
        {"tag": "ice"},
        {"language": "de"},
        {"tag": "ice", "author": "bob", "publication": "daily"},
    ):
        assert await found(api, "walrus", types=["COMMENT"], filter=narrowed) == ["walrus here"]
    assert await found(api, "walrus", filter={"tag": "ice", "author": "ada"}) == []


async def test_a_language_is_no_longer_than_languages_are(api: Api) -> None:
    document = """
        query ($of: SearchFilterInput!) { search(query: "a", filter: $of) { totalCount } }
    """

    assert await api.errors(document, of={"language": "x" * 36}) == ["INVALID_INPUT"]


async def test_types_that_are_not_asked_for_are_not_found(
    database: PinnedDatabase, api: Api
) -> None:
    await make_post(database, await make_user(database, username="walrus"), title="walrus")

    assert await found(api, "walrus", types=["USER"]) == ["walrus"]
    assert await found(api, "walrus", types=[]) == []


async def test_facets_are_of_all_matching_posts_the_most_frequent_first(
    database: PinnedDatabase, api: Api
) -> None:
    ada, bob = [await make_user(database, username=name) for name in ("ada", "bob")]
    await make_post(database, ada, title="walrus", tags=("ice", "sea"))
    await make_post(database, ada, title="walrus", tags=("sea",), co_authors=[bob])
    await make_post(database, bob, title="seal", tags=("ice",))

    page = await search(api, "walrus", first=1)

    assert page["facets"] == {
        "isComplete": True,
        "tags": [{"tag": {"slug": "sea"}, "count": 2}, {"tag": {"slug": "ice"}, "count": 1}],
        "authors": [
            {"user": {"username": "ada"}, "count": 2},
            {"user": {"username": "bob"}, "count": 1},
        ],
    }
