"""What stands at an address, whichever way the address is written."""

from typing import Any

import pytest

from domain.actor import Actor, Anonymous
from domain.ids import PublicationId
from domain.pages.models import PageStatus
from domain.posts.models import PostStatus
from tests.api.client import Api
from tests.factories import (
    make_page,
    make_post,
    make_publication,
    make_redirect,
    make_series,
    make_tag,
    make_user,
)
from tests.pinned import PinnedDatabase

AT = """
    query ($publication: String!, $path: String!) {
      resolvePath(publication: $publication, path: $path) {
        __typename
        ... on Post { slug }
        ... on Page { slug }
        ... on Tag { slug }
        ... on Series { slug }
        ... on Redirect { target isPermanent }
      }
    }
"""


async def at(api: Api, path: str, *, publication: str = "gazette", **asked: Any) -> Any:
    return (await api(AT, publication=publication, path=path, **asked))["resolvePath"]


async def make_gazette(database: PinnedDatabase) -> PublicationId:
    return await make_publication(database, handle="gazette")


async def test_each_kind_of_thing_stands_at_its_address(database: PinnedDatabase, api: Api) -> None:
    gazette = await make_gazette(database)
    author = await make_user(database)
    post_id = await make_post(
        database, author, publication_id=gazette, slug="hello", path="2026/hello", tags=("sql",)
    )
    await make_page(database, gazette, slug="about", path="about-us")
    await make_series(database, gazette, slug="basics", posts=[post_id])
    await make_redirect(database, gazette, "old/hello.html", post_id=post_id)

    assert await at(api, "/2026/hello") == {"__typename": "Post", "slug": "hello"}
    assert await at(api, "/about-us") == {"__typename": "Page", "slug": "about"}
    assert await at(api, "/tag/sql") == {"__typename": "Tag", "slug": "sql"}
    assert await at(api, "/series/basics") == {"__typename": "Series", "slug": "basics"}
    assert await at(api, "/old/hello.html") == {
        "__typename": "Redirect",
        "target": "/2026/hello",
        "isPermanent": True,
    }


@pytest.mark.parametrize(
    "path",
    [
        "2026/café",
        "/2026/café",
        "/2026/café/",
        "//2026//café//",
        "/2026/caf%C3%A9",
        "/2026/cafe\u0301",
        "/2026/café/index.html",
        "/2026/café?utm_source=feed#top",
    ],
)
async def test_a_post_is_found_however_its_path_is_written(
    database: PinnedDatabase, api: Api, path: str
) -> None:
    gazette = await make_gazette(database)
    author = await make_user(database)
    await make_post(database, author, publication_id=gazette, slug="cafe", path="2026/café")

    assert await at(api, path) == {"__typename": "Post", "slug": "cafe"}
    assert await at(api, path, publication="GAZETTE") == {"__typename": "Post", "slug": "cafe"}


@pytest.mark.parametrize(
    "path",
    ["", "/", "/nowhere", "/2026", "/2026/HELLO", "/%00", "/%ff", "/tag/", "/series/", "x" * 9_000],
)
async def test_nothing_stands_at_other_paths(database: PinnedDatabase, api: Api, path: str) -> None:
    gazette = await make_gazette(database)
    author = await make_user(database)
    await make_post(database, author, publication_id=gazette, path="2026/hello", tags=("sql",))

    assert await at(api, path) is None


async def test_a_path_belongs_to_its_publication(database: PinnedDatabase, api: Api) -> None:
    gazette = await make_gazette(database)
    await make_publication(database, handle="courier")
    author = await make_user(database)
    post_id = await make_post(database, author, publication_id=gazette, path="hello", tags=("sql",))
    await make_series(database, gazette, slug="basics", posts=[post_id])

    for path in ("hello", "tag/sql", "series/basics"):
        assert await at(api, path) is not None
        assert await at(api, path, publication="courier") is None
        assert await at(api, path, publication="unknown") is None


async def test_the_path_of_a_draft_leads_only_those_to_it_who_may_see_it(
    database: PinnedDatabase, api: Api
) -> None:
    author, editor, stranger = [await make_user(database) for _ in range(3)]
    gazette = await make_publication(database, handle="gazette", editor=editor)
    await make_post(database, author, publication_id=gazette, slug="draft", status=PostStatus.DRAFT)
    draft = {"__typename": "Post", "slug": "draft"}
    expected: list[tuple[Actor, Any]] = [
        (Anonymous(), None),
        (stranger, None),
        (author, draft),
        (editor, draft),
    ]

    for actor, found in expected:
        assert await at(api, "/draft", actor=actor) == found


async def test_a_draft_does_not_stand_in_the_way_of_an_old_address(
    database: PinnedDatabase, api: Api
) -> None:
    gazette = await make_gazette(database)
    author = await make_user(database)
    await make_post(database, author, publication_id=gazette, slug="news", status=PostStatus.DRAFT)
    await make_redirect(database, gazette, "news", url="https://news.example/")

    assert (await at(api, "/news"))["__typename"] == "Redirect"
    assert (await at(api, "/news", actor=author))["__typename"] == "Post"


async def test_of_things_at_one_address_the_first_in_line_answers(
    database: PinnedDatabase, api: Api
) -> None:
    gazette = await make_gazette(database)
    author = await make_user(database)
    await make_post(database, author, publication_id=gazette, path="tag/sql")
    await make_page(database, gazette, path="tag/sql")
    tagged = await make_post(database, author, publication_id=gazette, tags=("sql",))
    await make_redirect(database, gazette, "tag/sql", url="https://sql.example/")
    leave = (
        "UPDATE posts SET status = 'withdrawn' WHERE path = 'tag/sql'",
        "UPDATE pages SET status = 'draft'",
        f"DELETE FROM posts WHERE id = '{tagged}'",  # noqa: S608 - made above
        "DELETE FROM redirects",
    )
    answers = [await at(api, "/tag/sql")]

    for statement in leave:
        await database.execute(statement)
        answers.append(await at(api, "/tag/sql"))

    kinds = [answer and answer["__typename"] for answer in answers]
    assert kinds == ["Post", "Page", "Tag", "Redirect", None]


async def test_nobody_finds_the_page_tag_or_redirect_of_a_draft(
    database: PinnedDatabase, api: Api
) -> None:
    gazette = await make_gazette(database)
    author = await make_user(database)
    draft = await make_post(
        database, author, publication_id=gazette, status=PostStatus.DRAFT, tags=("secret",)
    )
    page_id = await make_page(database, gazette, slug="hidden", status=PageStatus.DRAFT)
    await make_redirect(database, gazette, "old-post", post_id=draft)
    await make_redirect(database, gazette, "old-page", page_id=page_id)

    for path in ("hidden", "tag/secret", "old-post", "old-page"):
        assert await at(api, path, actor=author) is None


async def test_a_tag_that_a_publication_no_longer_uses_is_gone_from_its_addresses(
    database: PinnedDatabase, api: Api
) -> None:
    gazette = await make_gazette(database)
    author = await make_user(database)
    post_id = await make_post(database, author, publication_id=gazette, tags=("sql",))
    await make_post(database, author, tags=("sql",))

    await database.execute("UPDATE posts SET status = 'withdrawn' WHERE id = $1", post_id)

    assert await at(api, "/tag/sql") is None


async def test_a_tag_still_answers_at_the_address_of_its_former_name(
    database: PinnedDatabase, api: Api
) -> None:
    gazette = await make_gazette(database)
    author = await make_user(database)
    await make_post(database, author, publication_id=gazette, tags=("postgresql", "sql"))
    tag_id = await make_tag(database, "postgresql")
    for former in ("postgres", "sql"):
        await database.execute("INSERT INTO former_tag_slugs VALUES ($1, $2)", former, tag_id)

    assert (await at(api, "/tag/postgres"))["slug"] == "postgresql"
    assert (await at(api, "/tag/sql"))["slug"] == "sql"  # a name of today comes first


BY_HOST = "query ($host: String!) { publicationByHost(host: $host) { handle } }"


@pytest.mark.parametrize(
    "host", ["blog.example", "BLOG.example", "blog.example:8443", "blog.example."]
)
async def test_a_publication_is_found_by_the_host_of_its_front_end(
    database: PinnedDatabase, api: Api, host: str
) -> None:
    await make_publication(database, handle="gazette", host="blog.example")

    assert await api(BY_HOST, host=host) == {"publicationByHost": {"handle": "gazette"}}


@pytest.mark.parametrize("host", ["", ":", "example", "other.example", "[::1]:8000", "x" * 9_000])
async def test_no_publication_is_found_by_another_host(
    database: PinnedDatabase, api: Api, host: str
) -> None:
    await make_publication(database, handle="gazette", host="blog.example")
    await make_publication(database, handle="without-a-host")

    assert await api(BY_HOST, host=host) == {"publicationByHost": None}
