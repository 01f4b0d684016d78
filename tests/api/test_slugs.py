"""Where posts are found, and are found for good."""

from typing import Any

import pytest

from tests.api.client import Api
from tests.api.writing import Writer, text_of
from tests.factories import make_page, make_post, make_publication, make_redirect, make_user
from tests.pinned import PinnedDatabase


async def writer(database: PinnedDatabase, api: Api) -> tuple[Writer, Any]:
    ada = Writer(api, await make_user(database))
    return ada, await make_publication(database, handle="daily", owner=ada.actor)


async def at(api: Api, path: str) -> Any:
    query = """
        query ($path: String!) {
          resolvePath(publication: "daily", path: $path) {
            __typename ... on Post { title } ... on Redirect { target }
          }
        }
    """
    return (await api(query, path=path))["resolvePath"]


async def rename(ada: Writer, post: Any, slug: str) -> Any:
    saved = await ada.gets("savePost", postId=post["id"], version=post["version"], slug=slug)
    return await ada.gets("publishPostEdits", postId=post["id"], version=saved["version"])


async def test_every_address_that_a_post_has_had_leads_to_it(
    database: PinnedDatabase, api: Api
) -> None:
    ada, _ = await writer(database, api)
    post = await ada.gets("createPost", title="One", slug="one")
    post = await ada.gets("publishPost", postId=post["id"])

    post = await rename(ada, post, "two")
    post = await rename(ada, post, "three")

    for path in ("one", "two"):
        assert await at(api, path) == {"__typename": "Redirect", "target": "/three"}
    assert await at(api, "three") == {"__typename": "Post", "title": "One"}

    post = await rename(ada, post, "one")
    assert (await at(api, "one"))["__typename"] == "Post"
    for path in ("two", "three"):
        assert await at(api, path) == {"__typename": "Redirect", "target": "/one"}


async def test_a_post_that_was_public_keeps_its_addresses_while_it_is_not(
    database: PinnedDatabase, api: Api
) -> None:
    ada, _ = await writer(database, api)
    post = await ada.gets("createPost", title="One", slug="one")
    await ada.gets("publishPost", postId=post["id"])
    await ada.gets("unpublishPost", postId=post["id"])

    await ada.gets("savePost", postId=post["id"], version=1, slug="two")

    assert await at(api, "one") is None
    await ada.gets("publishPost", postId=post["id"])
    assert await at(api, "one") == {"__typename": "Redirect", "target": "/two"}


async def test_nothing_leads_to_where_a_draft_has_been(database: PinnedDatabase, api: Api) -> None:
    ada, _ = await writer(database, api)
    post = await ada.gets("createPost", title="One", slug="one")

    await ada.gets("savePost", postId=post["id"], version=1, slug="two")

    assert await database.fetchval("SELECT count(*) FROM redirects") == 0
    await ada.gets("createPost", title="Another", slug="one")


async def test_an_address_that_leads_elsewhere_is_taken(database: PinnedDatabase, api: Api) -> None:
    ada, publication_id = await writer(database, api)
    moved = await ada.gets("createPost", title="One", slug="once")
    await rename(ada, await ada.gets("publishPost", postId=moved["id"]), "now")
    await make_page(database, publication_id, slug="about")
    await make_redirect(database, publication_id, "elsewhere", url="https://a.example")
    mine = await ada.gets("createPost", title="Mine")

    for slug in ("once", "now", "about", "elsewhere"):
        assert await ada.refused("createPost", title="Two", slug=slug) == "SLUG_TAKEN"
        saved = await ada.refused("savePost", postId=mine["id"], version=1, slug=slug)
        assert saved == "SLUG_TAKEN"
        numbered = await ada.gets("createPost", title=slug)
        assert numbered["slug"] == f"{slug}-2"


async def test_a_post_has_a_hundred_old_addresses_at_most(
    database: PinnedDatabase, api: Api
) -> None:
    ada, publication_id = await writer(database, api)
    post_id = await make_post(database, ada.actor, publication_id=publication_id, slug="now")
    for number in range(100):
        await make_redirect(database, publication_id, f"old-{number}", post_id=post_id)
    saved = await ada.gets("savePost", postId=text_of(post_id), version=1, slug="new")

    refused = await ada.refused("publishPostEdits", postId=saved["id"], version=2)
    back = await ada.gets("savePost", postId=saved["id"], version=2, slug="old-7")
    renamed = await ada.gets("publishPostEdits", postId=saved["id"], version=back["version"])

    assert refused == "POST_MOVED_TOO_OFTEN"
    assert renamed["slug"] == "old-7"
    assert (await ada.gets("unpublishPost", postId=saved["id"]))["status"] == "WITHDRAWN"


async def test_the_slug_of_another_publication_is_free(database: PinnedDatabase, api: Api) -> None:
    ada, _ = await writer(database, api)
    await make_post(database, await make_user(database), slug="hello")

    assert (await ada.gets("createPost", title="Hello"))["slug"] == "hello"


async def test_numbers_go_on_from_the_largest(database: PinnedDatabase, api: Api) -> None:
    ada, publication_id = await writer(database, api)
    for slug in ("hello", "hello-9", "hello-world", "hello-world-77", "hellos"):
        await make_post(
            database, await make_user(database), publication_id=publication_id, slug=slug
        )

    assert (await ada.gets("createPost", title="Hello"))["slug"] == "hello-10"


@pytest.mark.parametrize(
    ("path", "slug", "after"),
    [
        ("2019/05/old", "old", "2019/05/new"),
        ("2019/05/01-old", "old", "new"),
        ("old", "old", "new"),
    ],
)
async def test_an_imported_post_stays_in_its_folder(
    database: PinnedDatabase, api: Api, path: str, slug: str, after: str
) -> None:
    ada, publication_id = await writer(database, api)
    post_id = await make_post(
        database,
        ada.actor,
        publication_id=publication_id,
        slug=slug,
        path=path,
    )

    renamed = await rename(ada, {"id": text_of(post_id), "version": 1}, "new")

    assert renamed["path"] == after
    assert await at(api, path) == {"__typename": "Redirect", "target": f"/{after}"}


async def test_a_name_that_nobody_could_choose_here_can_be_kept(
    database: PinnedDatabase, api: Api
) -> None:
    ada, publication_id = await writer(database, api)
    author = await make_user(database)
    post_id = text_of(
        await make_post(database, author, publication_id=publication_id, slug="Old.Name")
    )

    saved = await ada.gets("savePost", postId=post_id, version=1, slug="Old.Name", title="Better")

    assert saved["newestEdit"]["slug"] == "Old.Name"
    assert await ada.refused("savePost", postId=post_id, version=2, slug="New.Name") == (
        "INVALID_INPUT"
    )
