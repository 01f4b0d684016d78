"""Series, and the order of their posts."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from domain.ids import SERIES, PostId, PublicationId, SeriesId
from domain.posts.models import PostStatus
from tests.api.client import Api
from tests.factories import NOON, make_post, make_publication, make_series, make_user
from tests.pinned import PinnedDatabase

PARTS = "slug posts { totalCount nodes { slug } }"


async def find(api: Api, fields: str, series_id: SeriesId) -> Any:
    """Ask for fields of a series."""
    query = f"query ($id: ID!) {{ node(id: $id) {{ ... on Series {{ {fields} }} }} }}"
    return (await api(query, id=SERIES.text_of(series_id)))["node"]


async def make_posts(
    database: PinnedDatabase, slugs: Sequence[str], **values: Any
) -> tuple[PublicationId, list[PostId]]:
    """Make posts in one publication, the earlier ones newer."""
    author = await make_user(database)
    gazette = await make_publication(database, handle="gazette")
    posts = [
        await make_post(
            database,
            author,
            publication_id=gazette,
            slug=slug,
            published_at=NOON - timedelta(days=place),
            **values,
        )
        for place, slug in enumerate(slugs)
    ]
    return gazette, posts


async def test_a_series_shows_what_it_is(database: PinnedDatabase, api: Api) -> None:
    gazette = await make_publication(database, handle="gazette")
    post_id = await make_post(database, await make_user(database), publication_id=gazette)
    series_id = await make_series(database, gazette, slug="basics", posts=[post_id])
    await database.execute(
        "UPDATE series SET title = 'The basics', description = 'Begin here.', created_at = $1", NOON
    )

    fields = "slug title description createdAt publication { handle }"
    assert await find(api, fields, series_id) == {
        "slug": "basics",
        "title": "The basics",
        "description": "Begin here.",
        "createdAt": "2026-01-02T12:00:00+00:00",
        "publication": {"handle": "gazette"},
    }


async def test_the_posts_of_a_series_stand_in_its_own_order(
    database: PinnedDatabase, api: Api
) -> None:
    gazette, (one, two, three) = await make_posts(database, ["one", "two", "three"])
    series_id = await make_series(database, gazette, slug="basics", posts=[two, three, one])

    assert await find(api, PARTS, series_id) == {
        "slug": "basics",
        "posts": {
            "totalCount": 3,
            "nodes": [{"slug": "two"}, {"slug": "three"}, {"slug": "one"}],
        },
    }


async def test_a_post_may_be_in_two_series_at_different_places(
    database: PinnedDatabase, api: Api
) -> None:
    gazette, (one, two, three) = await make_posts(database, ["one", "two", "three"])
    older = await make_series(database, gazette, slug="older", posts=[one, two])
    newer = await make_series(database, gazette, slug="newer", posts=[two, three])

    data = await api('{ post(publication: "gazette", slug: "two") { series { slug } } }')

    assert data["post"]["series"] == [{"slug": "older"}, {"slug": "newer"}]
    assert (await find(api, PARTS, older))["posts"]["nodes"] == [{"slug": "one"}, {"slug": "two"}]
    assert (await find(api, PARTS, newer))["posts"]["nodes"] == [{"slug": "two"}, {"slug": "three"}]


async def test_a_draft_leaves_no_gap_in_its_series(database: PinnedDatabase, api: Api) -> None:
    gazette, (one, three) = await make_posts(database, ["one", "three"])
    draft = await make_post(
        database, await make_user(database), publication_id=gazette, status=PostStatus.DRAFT
    )
    series_id = await make_series(database, gazette, slug="basics", posts=[one, draft, three])
    query = """
        query ($id: ID!) {
          node(id: $id) { ... on Series { posts(first: 2) {
            totalCount nodes { slug } pageInfo { hasNextPage }
          } } }
        }
    """

    data = await api(query, id=SERIES.text_of(series_id))

    assert data["node"]["posts"] == {
        "totalCount": 2,
        "nodes": [{"slug": "one"}, {"slug": "three"}],
        "pageInfo": {"hasNextPage": False},
    }


async def test_a_new_order_shows_at_once(database: PinnedDatabase, api: Api) -> None:
    gazette, posts = await make_posts(database, ["one", "two"])
    series_id = await make_series(database, gazette, slug="basics", posts=posts)

    await database.execute(
        "UPDATE series_posts SET position = 1 - position WHERE series_id = $1", series_id
    )

    assert (await find(api, PARTS, series_id))["posts"]["nodes"] == [
        {"slug": "two"},
        {"slug": "one"},
    ]
