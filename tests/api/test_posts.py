"""One post, and everything a front end shows of it."""

import json
from datetime import timedelta
from typing import Any

import pytest

from domain.ids import PublicationId
from tests.api.client import Api
from tests.factories import (
    NOON,
    import_post_reactions,
    make_comment,
    make_content,
    make_cover,
    make_post,
    make_publication,
    make_series,
    make_user,
    react_to_post,
)
from tests.pinned import PinnedDatabase


async def find(api: Api, fields: str, *, slug: str = "hello", **asked: Any) -> Any:
    """Ask for fields of the post with this slug."""
    query = f"""
        query ($publication: String!, $slug: String!) {{
          post(publication: $publication, slug: $slug) {{ {fields} }}
        }}
    """
    return (await api(query, **{"publication": "gazette", "slug": slug} | asked))["post"]


async def make_gazette(database: PinnedDatabase) -> PublicationId:
    return await make_publication(database, handle="gazette", url="https://gazette.example")


async def test_a_post_is_found_by_publication_and_slug(database: PinnedDatabase, api: Api) -> None:
    author = await make_user(database)
    await make_post(
        database, author, publication_id=await make_gazette(database), slug="hello", title="Hello!"
    )

    assert await find(api, "title") == {"title": "Hello!"}
    assert await find(api, "title", publication="Gazette") == {"title": "Hello!"}


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param({"slug": "unknown"}, id="of an unknown name"),
        pytest.param({"slug": ""}, id="of no name"),
        pytest.param({"publication": "unknown"}, id="of an unknown publication"),
        pytest.param({"publication": "courier"}, id="of another publication"),
    ],
)
async def test_there_is_no_post(database: PinnedDatabase, api: Api, asked: dict[str, str]) -> None:
    await make_publication(database, handle="courier")
    author = await make_user(database)
    await make_post(database, author, publication_id=await make_gazette(database), slug="hello")

    assert await find(api, "title", **asked) is None


async def test_publications_may_use_the_same_slug(database: PinnedDatabase, api: Api) -> None:
    author = await make_user(database)
    for handle in ("gazette", "courier"):
        publication_id = await make_publication(database, handle=handle)
        await make_post(
            database, author, publication_id=publication_id, slug="hello", title=f"In the {handle}"
        )

    assert await find(api, "title") == {"title": "In the gazette"}
    assert await find(api, "title", publication="courier") == {"title": "In the courier"}


async def test_a_post_shows_its_facts(database: PinnedDatabase, api: Api) -> None:
    author = await make_user(database)
    post_id = await make_post(
        database,
        author,
        publication_id=await make_gazette(database),
        slug="hello",
        title="Hello!",
        published_at=NOON,
        language="pt-BR",
    )
    await database.execute(
        """
        UPDATE posts SET subtitle = 'Once more', word_count = 1200, reading_minutes = 6,
                         updated_at = $2
         WHERE id = $1
        """,
        post_id,
        NOON + timedelta(days=1, microseconds=1),
    )

    facts = {
        "slug": "hello",
        "path": "hello",
        "title": "Hello!",
        "subtitle": "Once more",
        "brief": "In brief.",
        "language": "pt-BR",
        "status": "PUBLISHED",
        "wordCount": 1200,
        "readTimeInMinutes": 6,
        "commentCount": 0,
        "reactionCount": 0,
        "publishedAt": "2026-01-02T12:00:00+00:00",
        "updatedAt": "2026-01-03T12:00:00.000001+00:00",
    }
    assert await find(api, " ".join(facts)) == facts


async def test_a_post_shows_its_text_in_every_form_and_its_headings(
    database: PinnedDatabase, api: Api
) -> None:
    headings = [
        {"id": "one", "level": 2, "title": "One", "parentId": None},
        {"id": "two", "level": 3, "title": "Two & a half", "parentId": "one"},
    ]
    stored = [
        {"parent_id" if key == "parentId" else key: value for key, value in heading.items()}
        for heading in headings
    ]
    content_id = await make_content(
        database, text="Ship \N{SHIP}!", table_of_contents=json.dumps(stored)
    )
    await make_post(
        database,
        await make_user(database),
        publication_id=await make_gazette(database),
        slug="hello",
        content_id=content_id,
    )

    fields = "content { markdown html text } tableOfContents { id level title parentId }"
    assert await find(api, fields) == {
        "content": {
            "markdown": "Ship \N{SHIP}!",
            "html": "<p>Ship \N{SHIP}!</p>",
            "text": "Ship \N{SHIP}!",
        },
        "tableOfContents": headings,
    }


@pytest.mark.parametrize(
    ("place", "url"),
    [
        ({"key": "1.png"}, "https://broadsheet.example/media/1.png"),
        ({"source_url": "https://a.example/1"}, "https://a.example/1"),
        (
            {"key": "1.png", "source_url": "https://a.example/1"},
            "https://broadsheet.example/media/1.png",
        ),
    ],
    ids=["in our storage", "elsewhere", "in our storage, from elsewhere"],
)
async def test_a_post_shows_its_cover_from_where_it_is(
    database: PinnedDatabase, api: Api, place: dict[str, str], url: str
) -> None:
    author = await make_user(database)
    post_id = await make_post(
        database, author, publication_id=await make_gazette(database), slug="hello"
    )
    await make_cover(database, post_id, **place)

    assert await find(api, "coverImage { url alt width height attribution }") == {
        "coverImage": {"url": url, "alt": "A ship", "width": 640, "height": 480}
        | {"attribution": "Grace"}
    }


async def test_a_post_says_what_search_engines_are_told(database: PinnedDatabase, api: Api) -> None:
    author = await make_user(database)
    gazette = await make_gazette(database)
    await make_post(database, author, publication_id=gazette, slug="plain", title="Plain")
    told = await make_post(database, author, publication_id=gazette, slug="told", title="Plain")
    await database.execute(
        """
        UPDATE posts SET seo_title = 'Special', seo_description = 'Look!',
                         canonical_url = 'https://first.example/', metadata = '{"old": [1, null]}'
         WHERE id = $1
        """,
        told,
    )

    fields = "seo { title description } canonicalUrl metadata coverImage { url }"
    assert await find(api, fields, slug="plain") == {
        "seo": {"title": "Plain", "description": "In brief."},
        "canonicalUrl": None,
        "metadata": {},
        "coverImage": None,
    }
    assert await find(api, fields, slug="told") == {
        "seo": {"title": "Special", "description": "Look!"},
        "canonicalUrl": "https://first.example/",
        "metadata": {"old": [1, None]},
        "coverImage": None,
    }


@pytest.mark.parametrize(
    ("publication_url", "path", "url"),
    [
        ("https://gazette.example", "2026/hello", "https://gazette.example/2026/hello"),
        (None, "2026/hello", "https://broadsheet.example/gazette/2026/hello"),
        ("https://gazette.example", "why? café", "https://gazette.example/why%3F%20caf%C3%A9"),
    ],
    ids=["on its front end", "without a front end", "with what must be encoded"],
)
async def test_a_post_knows_its_address(
    database: PinnedDatabase, api: Api, publication_url: str | None, path: str, url: str
) -> None:
    author = await make_user(database)
    gazette = await make_publication(database, handle="gazette", url=publication_url)
    await make_post(database, author, publication_id=gazette, slug="hello", path=path)

    assert await find(api, "path url") == {"path": path, "url": url}


async def test_people_tags_and_series_of_a_post_stand_in_their_order(
    database: PinnedDatabase, api: Api
) -> None:
    ada, bob, cyd = [await make_user(database, name=name) for name in ("Ada", "Bob", "Cyd")]
    gazette = await make_gazette(database)
    post_id = await make_post(
        database,
        bob,
        publication_id=gazette,
        slug="hello",
        co_authors=(cyd, ada),
        tags=("sql", "art", "news"),
    )
    for slug in ("older", "newer"):
        await make_series(database, gazette, slug=slug, posts=[post_id])

    fields = """
        author { name } coAuthors { name } tags { slug } series { slug } publication { handle }
    """
    assert await find(api, fields) == {
        "author": {"name": "Bob"},
        "coAuthors": [{"name": "Cyd"}, {"name": "Ada"}],
        "tags": [{"slug": "sql"}, {"slug": "art"}, {"slug": "news"}],
        "series": [{"slug": "older"}, {"slug": "newer"}],
        "publication": {"handle": "gazette"},
    }


async def test_a_post_alone_has_empty_lists(database: PinnedDatabase, api: Api) -> None:
    author = await make_user(database)
    await make_post(database, author, publication_id=await make_gazette(database), slug="hello")

    fields = """
        coAuthors { name } tags { slug } series { slug } reactionCounts { kind }
        tableOfContents { id } next { slug } previous { slug } comments { totalCount nodes { id } }
    """
    assert await find(api, fields) == {
        "coAuthors": [],
        "tags": [],
        "series": [],
        "reactionCounts": [],
        "tableOfContents": [],
        "next": None,
        "previous": None,
        "comments": {"totalCount": 0, "nodes": []},
    }


async def test_reactions_given_here_and_elsewhere_are_counted_together(
    database: PinnedDatabase, api: Api
) -> None:
    ada, bob = [await make_user(database) for _ in range(2)]
    post_id = await make_post(
        database, ada, publication_id=await make_gazette(database), slug="hello"
    )
    await react_to_post(database, post_id, ada, bob, kind="like")
    await react_to_post(database, post_id, ada, kind="unicorn")
    await import_post_reactions(database, post_id, 40, kind="unicorn")
    await import_post_reactions(database, post_id, 2, kind="heart")
    await import_post_reactions(database, post_id, 0, kind="none")
    await make_comment(database, post_id, bob)

    assert await find(api, "reactionCount commentCount reactionCounts { kind count }") == {
        "reactionCount": 45,
        "commentCount": 1,
        "reactionCounts": [
            {"kind": "unicorn", "count": 41},
            {"kind": "heart", "count": 2},
            {"kind": "like", "count": 2},
        ],
    }
