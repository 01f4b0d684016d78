"""Where static pages stand, and stood before."""

from typing import Any

from domain.actor import Actor, Member
from domain.ids import PAGE, PUBLICATION, PublicationId
from tests.announced import announced
from tests.api.callers import ask, mutation
from tests.api.client import Api
from tests.factories import make_page, make_post, make_publication, make_redirect, make_user
from tests.pinned import PinnedDatabase

FIELDS = "page { id slug path }"
CREATE = mutation("createPage", FIELDS)
SAVE = mutation("savePage", FIELDS)
PUBLISH = mutation("publishPage", FIELDS)
UNPUBLISH = mutation("unpublishPage", FIELDS)


async def resolve(api: Api, path: str, actor: Actor | None = None) -> Any:
    query = """query ($path: String!) {
        resolvePath(publication: "daily", path: $path) {
            __typename ... on Page { path } ... on Redirect { target isPermanent }
        }
    }"""
    who = {} if actor is None else {"actor": actor}
    return (await api(query, path=path, **who))["resolvePath"]


async def make_daily(database: PinnedDatabase) -> tuple[Member, PublicationId]:
    ada = await make_user(database)
    return ada, await make_publication(database, handle="daily", editor=ada)


async def test_a_page_that_moves_keeps_its_old_addresses(
    database: PinnedDatabase, api: Api
) -> None:
    ada, daily = await make_daily(database)
    about = PAGE.text_of(await make_page(database, daily, slug="about"))

    slug = await ask(api, SAVE, ada, pageId=about, version=1, slug="us")
    path = await ask(api, SAVE, ada, pageId=about, version=2, path="/who/we are")
    seen = [
        await resolve(api, "/about"),
        await resolve(api, "/us"),
        await resolve(api, "/who/we are"),
    ]
    back = await ask(api, SAVE, ada, pageId=about, version=3, path="about", slug="about-us")

    assert (slug["page"]["slug"], slug["page"]["path"]) == ("us", "us")
    assert (path["page"]["slug"], path["page"]["path"]) == ("us", "who/we are")
    redirect = {"__typename": "Redirect", "target": "/who/we%20are", "isPermanent": True}
    assert seen == [redirect, redirect, {"__typename": "Page", "path": "who/we are"}]
    assert (back["page"]["slug"], back["page"]["path"]) == ("about-us", "about")
    assert (await resolve(api, "/about"))["__typename"] == "Page"
    assert (await resolve(api, "/us"))["target"] == "/about"
    assert await database.fetchval("SELECT count(*) FROM redirects") == 2


async def test_nothing_leads_to_a_draft_that_was_never_published(
    database: PinnedDatabase, api: Api
) -> None:
    ada, daily = await make_daily(database)
    new = {"publicationId": PUBLICATION.text_of(daily), "title": "One"}
    page_id = (await ask(api, CREATE, ada, **new))["page"]["id"]

    await ask(api, SAVE, ada, pageId=page_id, version=1, slug="two")
    drafted = await database.fetchval("SELECT count(*) FROM redirects")
    await ask(api, PUBLISH, ada, pageId=page_id)
    await ask(api, UNPUBLISH, ada, pageId=page_id)
    await ask(api, SAVE, ada, pageId=page_id, version=2, slug="three")

    assert drafted == 0
    assert await database.fetchval("SELECT array_agg(source) FROM redirects") == ["two"]
    assert await resolve(api, "/two") is None


async def test_an_address_belongs_to_one_thing(database: PinnedDatabase, api: Api) -> None:
    ada, daily = await make_daily(database)
    await make_page(database, daily, slug="about", path="who")
    post_id = await make_post(database, ada, publication_id=daily, slug="post", path="2026/post")
    await make_redirect(database, daily, "old", post_id=post_id)
    mine = PAGE.text_of(await make_page(database, daily, slug="mine"))
    new = {"publicationId": PUBLICATION.text_of(daily), "title": "x"}
    taken = [{"slug": "about"}, {"path": "who"}, {"path": "/2026/post/"}, {"path": "old"}]

    results = [
        result
        for given in taken
        for result in (
            await ask(api, CREATE, ada, **new, **given),
            await ask(api, SAVE, ada, pageId=mine, version=1, **given),
        )
    ]

    assert {result["code"] for result in results} == {"PAGE_ADDRESS_TAKEN"}
    assert await announced(database) == []


async def test_a_page_has_a_hundred_old_addresses_at_most(
    database: PinnedDatabase, api: Api
) -> None:
    ada, daily = await make_daily(database)
    page_id = await make_page(database, daily)
    await database.execute(
        """
        INSERT INTO redirects (id, publication_id, source, page_id, is_permanent, created_at)
        SELECT gen_random_uuid(), $1, 'old/' || n, $2, true, now() FROM generate_series(1, 100) n
        """,
        daily,
        page_id,
    )

    refused = await ask(api, SAVE, ada, pageId=PAGE.text_of(page_id), version=1, slug="new")

    assert refused["code"] == "PAGE_MOVED_TOO_OFTEN"
