"""Publications, and what belongs to them."""

from datetime import timedelta
from typing import Any

import pytest

from domain.pages.models import PageStatus
from domain.posts.models import PostStatus
from tests.api.client import Api
from tests.factories import (
    NOON,
    make_member,
    make_page,
    make_post,
    make_publication,
    make_redirect,
    make_series,
    make_user,
)
from tests.pinned import PinnedDatabase


async def find(api: Api, fields: str, *, handle: str = "gazette") -> Any:
    """Ask for fields of the publication with this handle."""
    query = f"query ($handle: String!) {{ publication(handle: $handle) {{ {fields} }} }}"
    return (await api(query, handle=handle))["publication"]


@pytest.mark.parametrize("handle", ["gazette", "Gazette", "GAZETTE"])
async def test_a_publication_is_found_by_its_handle_in_any_case(
    database: PinnedDatabase, api: Api, handle: str
) -> None:
    await make_publication(database, handle="gazette")

    assert await find(api, "handle", handle=handle) == {"handle": "gazette"}


@pytest.mark.parametrize("handle", ["", "gazett", "gazette ", "%", "publication_0190", "x" * 9_000])
async def test_there_is_no_publication_with_another_handle(
    database: PinnedDatabase, api: Api, handle: str
) -> None:
    await make_publication(database, handle="gazette")

    assert await find(api, "handle", handle=handle) is None


async def test_a_publication_shows_its_facts(database: PinnedDatabase, api: Api) -> None:
    gazette = await make_publication(
        database, handle="gazette", url="https://gazette.example", host="gazette.example"
    )
    await database.execute(
        """
        UPDATE publications SET description = 'News', language = 'fr', created_at = $2
         WHERE id = $1
        """,
        gazette,
        NOON,
    )

    fields = "handle name description url host language postCount createdAt"
    assert await find(api, fields) == {
        "handle": "gazette",
        "name": "The Broadsheet",
        "description": "News",
        "url": "https://gazette.example",
        "host": "gazette.example",
        "language": "fr",
        "postCount": 0,
        "createdAt": "2026-01-02T12:00:00+00:00",
    }


async def test_a_publication_without_a_front_end_has_an_address_below_ours(
    database: PinnedDatabase, api: Api
) -> None:
    await make_publication(database, handle="gazette")

    assert await find(api, "url host") == {
        "url": "https://broadsheet.example/gazette",
        "host": None,
    }


async def test_publications_are_listed_newest_first(database: PinnedDatabase, api: Api) -> None:
    for handle in ("first", "second", "third"):
        await make_publication(database, handle=handle)

    data = await api("{ publications { totalCount nodes { handle } } }")

    assert data["publications"] == {
        "totalCount": 3,
        "nodes": [{"handle": "third"}, {"handle": "second"}, {"handle": "first"}],
    }


async def test_a_publication_shows_its_members_with_their_roles_oldest_first(
    database: PinnedDatabase, api: Api
) -> None:
    ada, bob, cyd = [await make_user(database, name=name) for name in ("Ada", "Bob", "Cyd")]
    gazette = await make_publication(database, handle="gazette", contributor=cyd, owner=ada)
    await make_member(database, gazette, bob, role="editor")
    await make_publication(database, owner=bob)
    await database.execute(
        "UPDATE memberships SET joined_at = $1 WHERE user_id = $2", NOON, cyd.user_id
    )

    fields = "members { totalCount nodes { role joinedAt user { name } } }"
    members = (await find(api, fields))["members"]

    assert members["totalCount"] == 3
    assert [(item["user"]["name"], item["role"]) for item in members["nodes"]] == [
        ("Cyd", "CONTRIBUTOR"),
        ("Ada", "OWNER"),
        ("Bob", "EDITOR"),
    ]
    assert members["nodes"][0]["joinedAt"] == "2026-01-02T12:00:00+00:00"


async def test_a_publication_counts_and_lists_its_own_published_posts(
    database: PinnedDatabase, api: Api
) -> None:
    author = await make_user(database)
    gazette = await make_publication(database, handle="gazette")
    for place, status in enumerate(PostStatus):
        await make_post(
            database, author, publication_id=gazette, slug=f"post-{place}", status=status
        )
    await make_post(database, author)

    assert await find(api, "postCount posts { totalCount nodes { status } }") == {
        "postCount": 1,
        "posts": {"totalCount": 1, "nodes": [{"status": "PUBLISHED"}]},
    }


async def test_the_tags_of_a_publication_are_those_it_uses_most_first(
    database: PinnedDatabase, api: Api
) -> None:
    author = await make_user(database)
    gazette = await make_publication(database, handle="gazette")
    for tags in (("art",), ("art", "sql"), ("sql", "art", "news")):
        await make_post(database, author, publication_id=gazette, tags=tags)
    for _ in range(5):
        await make_post(database, author, tags=("news", "elsewhere"))
    await make_post(
        database, author, publication_id=gazette, tags=("secret",), status=PostStatus.DRAFT
    )

    assert await find(api, "tags { totalCount nodes { slug postCount } }") == {
        "tags": {
            "totalCount": 3,
            "nodes": [
                {"slug": "art", "postCount": 3},
                {"slug": "sql", "postCount": 2},
                {"slug": "news", "postCount": 6},
            ],
        }
    }


async def test_a_publication_lists_its_series_newest_first(
    database: PinnedDatabase, api: Api
) -> None:
    author = await make_user(database)
    gazette = await make_publication(database, handle="gazette")
    post_id = await make_post(database, author, publication_id=gazette)
    for slug in ("older", "newer"):
        await make_series(database, gazette, slug=slug, posts=[post_id])
    elsewhere = await make_publication(database)
    await make_series(database, elsewhere, slug="elsewhere", posts=[post_id])

    assert await find(api, "series { totalCount nodes { slug } }") == {
        "series": {"totalCount": 2, "nodes": [{"slug": "newer"}, {"slug": "older"}]}
    }


async def test_a_publication_lists_its_published_pages_by_slug(
    database: PinnedDatabase, api: Api
) -> None:
    gazette = await make_publication(database, handle="gazette")
    for slug in ("imprint", "about", "Zebra"):
        await make_page(database, gazette, slug=slug)
    await make_page(database, gazette, slug="draft", status=PageStatus.DRAFT)
    await make_page(database, await make_publication(database), slug="elsewhere")

    assert await find(api, "pages { totalCount nodes { slug } }") == {
        "pages": {
            "totalCount": 3,
            "nodes": [{"slug": "Zebra"}, {"slug": "about"}, {"slug": "imprint"}],
        }
    }


async def test_a_publication_lists_its_redirects_by_old_address(
    database: PinnedDatabase, api: Api
) -> None:
    author = await make_user(database)
    gazette = await make_publication(database, handle="gazette")
    post_id = await make_post(database, author, publication_id=gazette, slug="s", path="2026/hello")
    page_id = await make_page(database, gazette, slug="about", path="who we are")
    draft = await make_post(database, author, publication_id=gazette, status=PostStatus.DRAFT)
    await make_redirect(database, gazette, "old/post", post_id=post_id, is_permanent=False)
    await make_redirect(database, gazette, "old/page", page_id=page_id)
    await make_redirect(database, gazette, "feed", url="https://feeds.example/1?all=1")
    await make_redirect(database, gazette, "old/draft", post_id=draft)
    await make_redirect(database, await make_publication(database), "elsewhere", post_id=post_id)

    fields = "redirects { totalCount nodes { source target isPermanent } }"
    assert (await find(api, fields))["redirects"] == {
        "totalCount": 3,
        "nodes": [
            {"source": "feed", "target": "https://feeds.example/1?all=1", "isPermanent": True},
            {"source": "old/page", "target": "/who%20we%20are", "isPermanent": True},
            {"source": "old/post", "target": "/2026/hello", "isPermanent": False},
        ],
    }


async def test_a_redirect_leads_to_where_its_post_stands_today(
    database: PinnedDatabase, api: Api
) -> None:
    gazette = await make_publication(database, handle="gazette")
    post_id = await make_post(
        database, await make_user(database), publication_id=gazette, path="2026/hello"
    )
    await make_redirect(database, gazette, "old", post_id=post_id)

    await database.execute("UPDATE posts SET path = 'moved/again' WHERE id = $1", post_id)
    moved = await find(api, "redirects { nodes { target } }")
    await database.execute("UPDATE posts SET status = 'withdrawn' WHERE id = $1", post_id)
    gone = await find(api, "redirects { nodes { target } }")

    assert moved == {"redirects": {"nodes": [{"target": "/moved/again"}]}}
    assert gone == {"redirects": {"nodes": []}}


async def test_lists_of_several_publications_are_each_their_own(
    database: PinnedDatabase, api: Api
) -> None:
    author = await make_user(database)
    for handle, number in (("none", 0), ("one", 1), ("three", 3)):
        publication_id = await make_publication(database, handle=handle)
        for place in range(number):
            await make_post(
                database,
                author,
                publication_id=publication_id,
                slug=f"{handle}-{place}",
                published_at=NOON - timedelta(days=place),
            )

    data = await api(
        "{ publications { nodes { handle posts(first: 2) { totalCount nodes { slug } } } } }"
    )

    found = {
        item["handle"]: (
            item["posts"]["totalCount"],
            [post["slug"] for post in item["posts"]["nodes"]],
        )
        for item in data["publications"]["nodes"]
    }
    assert found == {"none": (0, []), "one": (1, ["one-0"]), "three": (3, ["three-0", "three-1"])}
