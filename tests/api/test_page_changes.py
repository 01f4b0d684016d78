"""Static pages: who writes them, who sees drafts, and what becomes of old addresses."""

from uuid import uuid4

import pytest

from domain.ids import PAGE, POST, PUBLICATION, PageId, PublicationId
from domain.pages.models import PageStatus
from tests.announced import announced, last_event
from tests.api.callers import (
    EVERYONE,
    ONLY_EDITORS,
    ask,
    code_of,
    make_caller,
    make_staff,
    mutation,
)
from tests.api.client import Api
from tests.api.test_page_addresses import make_daily, resolve
from tests.factories import make_page, make_post, make_publication, make_redirect
from tests.pinned import PinnedDatabase

FIELDS = "page { id slug path title status version content { markdown html text } }"
CREATE = mutation("createPage", FIELDS)
SAVE = mutation("savePage", FIELDS)
PUBLISH = mutation("publishPage", FIELDS)
UNPUBLISH = mutation("unpublishPage", FIELDS)
DELETE = mutation("deletePage", "deletedPageId publication { handle }")

UNKNOWN = PAGE.text_of(PageId(uuid4()))


@pytest.mark.parametrize("who", EVERYONE)
async def test_editors_write_and_publish_pages(
    database: PinnedDatabase, api: Api, who: str
) -> None:
    daily = await make_publication(database)
    caller = await make_caller(database, who, daily)
    about = PAGE.text_of(await make_page(database, daily, slug="about"))

    results = [
        await ask(api, CREATE, caller, publicationId=PUBLICATION.text_of(daily), title="Legal"),
        await ask(api, SAVE, caller, pageId=about, version=1, title="Us", markdown="*We*"),
        await ask(api, UNPUBLISH, caller, pageId=about),
    ]
    if who not in ONLY_EDITORS:
        results.append(await ask(api, PUBLISH, caller, pageId=about))
    results.append(await ask(api, DELETE, caller, pageId=about))

    assert {code_of(result) for result in results} == {ONLY_EDITORS.get(who)}
    slugs = [row["slug"] for row in await database.fetch("SELECT slug FROM pages")]
    if who in ONLY_EDITORS:
        assert slugs == ["about"]
        assert await announced(database) == []
        assert await database.fetchval("SELECT title FROM pages") == "About us"
        assert await database.fetchval("SELECT count(*) FROM contents") == 1
    else:
        assert slugs == ["legal"]
        assert await announced(database) == [
            "page.created",
            "page.saved",
            "page.unpublished",
            "page.published",
            "page.deleted",
        ]


async def test_a_new_page_is_a_draft_at_an_address_made_of_its_title(
    database: PinnedDatabase, api: Api
) -> None:
    ada, daily = await make_daily(database)
    given = {"publicationId": PUBLICATION.text_of(daily), "title": "About  Us"}

    first = await ask(api, CREATE, ada, **given, markdown="# Who\n\nWe.")
    second = await ask(api, CREATE, ada, **given)
    third = await ask(api, CREATE, ada, **given, path="/who/we are/index.html")

    page = first["page"]
    assert page == {
        "id": page["id"],
        "slug": "about-us",
        "path": "about-us",
        "title": "About Us",
        "status": "DRAFT",
        "version": 1,
        "content": {
            "markdown": "# Who\n\nWe.",
            "html": page["content"]["html"],
            "text": page["content"]["text"],
        },
    }
    assert "<h1" in page["content"]["html"]
    assert (second["page"]["slug"], second["page"]["path"]) == ("about-us-2", "about-us-2")
    assert (third["page"]["slug"], third["page"]["path"]) == ("about-us-3", "who/we are")
    assert await last_event(database) == {
        "page_id": third["page"]["id"],
        "publication_id": PUBLICATION.text_of(daily),
    }


@pytest.mark.parametrize(
    ("given", "argument"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"slug": "No"}, "slug"),
        ({"path": "/"}, "path"),
        ({"path": "https://a.example/b"}, "path"),
        ({"path": "x" * 501}, "path"),
        ({"path": "a\u0007b"}, "path"),
    ],
)
async def test_what_a_page_cannot_be(
    database: PinnedDatabase, api: Api, given: dict[str, str], argument: str
) -> None:
    ada, daily = await make_daily(database)
    about = PAGE.text_of(await make_page(database, daily))
    new = {"publicationId": PUBLICATION.text_of(daily), "title": "x"}

    results = [
        await ask(api, CREATE, ada, **{**new, **given}),
        await ask(api, SAVE, ada, pageId=about, version=1, **given),
    ]

    assert [result["violations"][0]["argument"] for result in results] == [argument] * 2
    assert await announced(database) == []
    assert await database.fetchval("SELECT count(*) FROM contents") == 1


async def test_each_save_names_the_version_it_changes(database: PinnedDatabase, api: Api) -> None:
    ada, daily = await make_daily(database)
    about = PAGE.text_of(await make_page(database, daily, text="Old."))

    first = await ask(api, SAVE, ada, pageId=about, version=1, markdown="New.")
    stale = [
        await ask(api, SAVE, ada, pageId=about, version=1, markdown="Lost."),
        await ask(api, SAVE, ada, pageId=about, version=1, title="Lost"),
        await ask(api, SAVE, ada, pageId=about, version=3, title="Lost"),
    ]
    same = await ask(api, SAVE, ada, pageId=about, version=2, title="About us")
    second = await ask(api, SAVE, ada, pageId=about, version=2, title="Us")

    assert (first["page"]["version"], first["page"]["content"]["text"]) == (2, "New.")
    assert {result["code"] for result in stale} == {"STALE_VERSION"}
    assert same["page"]["version"] == 2
    assert (second["page"]["version"], second["page"]["content"]["markdown"]) == (3, "New.")
    assert await announced(database) == ["page.saved"] * 2
    assert await database.fetchval("SELECT count(*) FROM contents") == 1


async def test_a_publication_has_a_thousand_pages_at_most(
    database: PinnedDatabase, api: Api
) -> None:
    ada, daily = await make_daily(database)
    page_id = await make_page(database, daily)
    await database.execute(
        """
        INSERT INTO pages
               (id, publication_id, content_id, slug, path, title, status, updated_at, created_at)
        SELECT gen_random_uuid(), publication_id, content_id, 'p' || n, 'p' || n, 'x', 'draft',
               now(), now()
          FROM pages, generate_series(1, 999) n WHERE id = $1
        """,
        page_id,
    )

    refused = await ask(api, CREATE, ada, publicationId=PUBLICATION.text_of(daily), title="x")

    assert refused["code"] == "TOO_MANY_PAGES"


async def test_a_page_is_published_or_not(database: PinnedDatabase, api: Api) -> None:
    ada, daily = await make_daily(database)
    public = PAGE.text_of(await make_page(database, daily, slug="public"))
    draft = PAGE.text_of(await make_page(database, daily, slug="draft", status=PageStatus.DRAFT))

    results = [
        await ask(api, PUBLISH, ada, pageId=public),
        await ask(api, UNPUBLISH, ada, pageId=draft),
    ]

    assert [result["code"] for result in results] == [
        "PAGE_ALREADY_PUBLISHED",
        "PAGE_NOT_PUBLISHED",
    ]
    assert await announced(database) == []


async def test_what_is_deleted_leaves_nothing_behind(database: PinnedDatabase, api: Api) -> None:
    ada, daily = await make_daily(database)
    page_id = await make_page(database, daily)
    await make_redirect(database, daily, "old", page_id=page_id)

    deleted = await ask(api, DELETE, ada, pageId=PAGE.text_of(page_id))

    assert deleted["deletedPageId"] == PAGE.text_of(page_id)
    assert deleted["publication"] == {"handle": "daily"}
    assert await resolve(api, "/old") is None
    for table in ("pages", "contents", "redirects"):
        assert await database.fetchval(f"SELECT count(*) FROM {table}") == 0  # noqa: S608 - named here


async def test_what_is_not_there_is_not_found(database: PinnedDatabase, api: Api) -> None:
    staff = await make_staff(database)
    post_id = POST.text_of(await make_post(database, staff))

    results = [
        await ask(api, SAVE, staff, pageId=UNKNOWN, version=1),
        await ask(api, SAVE, staff, pageId=UNKNOWN, version=1, markdown="x"),
        await ask(api, PUBLISH, staff, pageId=UNKNOWN),
        await ask(api, UNPUBLISH, staff, pageId=UNKNOWN),
        await ask(api, DELETE, staff, pageId=UNKNOWN),
    ]
    nowhere = PUBLICATION.text_of(PublicationId(uuid4()))
    homeless = await ask(api, CREATE, staff, publicationId=nowhere, title="x")
    foreign = await ask(api, DELETE, staff, pageId=post_id)

    assert {result["code"] for result in results} == {"PAGE_NOT_FOUND"}
    assert homeless["code"] == "PUBLICATION_NOT_FOUND"
    assert foreign["violations"][0]["argument"] == "pageId"
