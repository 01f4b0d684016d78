"""What is edited of a public post, which nobody sees until all of it is published."""

import json
from typing import Any

import pytest

from domain.actor import Anonymous, Member, Scope, SiteRole
from domain.posts.models import PostStatus
from tests.announced import announced
from tests.api.client import Api
from tests.api.test_drafts import make_picture
from tests.api.writing import Writer, text_of
from tests.factories import make_account, make_post, make_publication, make_user
from tests.pinned import PinnedDatabase

HUSHED = "hush"

# Everything in which a public post shows, by any way to it.
EVERYWHERE = """
    fragment shown on Post {
        id slug path url title subtitle brief language status wordCount readTimeInMinutes updatedAt
        publishedAt canonicalUrl seo { title description } metadata
        content { markdown html text } tableOfContents { title } coverImage { url alt attribution }
        tags { slug name } next { id } previous { id } version newestEdit { title }
        pendingEdit { title } publication { postCount }
    }
    query ($id: ID!, $old: String!, $new: String!) {
        node(id: $id) { ...shown }
        atOld: post(publication: "daily", slug: $old) { ...shown }
        atNew: post(publication: "daily", slug: $new) { ...shown }
        pathOld: resolvePath(publication: "daily", path: $old) {
            __typename ... on Redirect { target isPermanent }
        }
        pathNew: resolvePath(publication: "daily", path: $new) { __typename }
        posts { totalCount nodes { ...shown } }
        german: posts(filter: {language: "de"}) { totalCount }
        before: posts(filter: {publishedBefore: "2021-01-01T00:00:00Z"}) { totalCount }
        tagged: posts(filter: {tag: "hush-tag"}) { totalCount }
        tags { nodes { slug postCount } }
        tag(slug: "hush-tag") { posts { nodes { id } } }
        publication(handle: "daily") {
            posts { nodes { ...shown } }
            tags { nodes { slug } }
            redirects { nodes { source } }
        }
        user(username: "ada") { posts { nodes { ...shown } } }
    }
"""


async def a_public_post(database: PinnedDatabase, api: Api) -> tuple[Writer, Any]:
    ada = Writer(api, await make_user(database, username="ada", name="Ada"))
    await make_publication(database, handle="daily", owner=ada.actor)
    post = await ada.gets("createPost", title="Open", markdown="For everyone.", tags=["sql"])
    return ada, await ada.gets("publishPost", postId=post["id"], version=1)


async def seen(api: Api, post: Any) -> Any:
    return await api(EVERYWHERE, id=post["id"], old=post["slug"], new=f"{HUSHED}-slug")


async def save_everything(database: PinnedDatabase, ada: Writer, post: Any) -> Any:
    return await ada.gets(
        "savePost",
        postId=post["id"],
        version=post["version"],
        title=f"{HUSHED} title",
        subtitle=f"{HUSHED} subtitle",
        markdown=f"# {HUSHED}\n\n{HUSHED} text, longer than before.",
        slug=f"{HUSHED}-slug",
        tags=[f"{HUSHED} tag"],
        language="de",
        canonicalUrl=f"https://{HUSHED}.example",
        seoTitle=f"{HUSHED} seo",
        seoDescription=f"{HUSHED} seo too",
        publishedAt="2020-01-01T00:00:00Z",
        coverImageId=await make_picture(database, ada.actor),
        coverAlt=f"{HUSHED} cover",
    )


async def test_nothing_of_a_pending_edit_shows_before_it_is_published_and_all_of_it_then(
    database: PinnedDatabase, api: Api
) -> None:
    ada, post = await a_public_post(database, api)
    before = await seen(api, post)

    pending = await save_everything(database, ada, post)

    assert pending["title"] == "Open"
    assert pending["newestEdit"]["title"] == "hush title"
    assert await seen(api, post) == before

    await ada.gets("publishPostEdits", postId=post["id"], version=2, isSubstantial=True, note="!")

    after = await seen(api, post)
    shown = after["node"]
    assert shown["title"] == "hush title"
    assert shown["subtitle"] == "hush subtitle"
    assert shown["content"]["markdown"].startswith("# hush")
    assert shown["brief"].startswith("hush text")
    assert (shown["slug"], shown["path"]) == ("hush-slug", "hush-slug")
    assert shown["tags"] == [{"slug": "hush-tag", "name": "hush tag"}]
    assert shown["language"] == "de"
    assert shown["canonicalUrl"] == "https://hush.example"
    assert shown["seo"] == {"title": "hush seo", "description": "hush seo too"}
    assert shown["publishedAt"] == "2020-01-01T00:00:00+00:00"
    assert shown["coverImage"]["alt"] == "hush cover"
    assert after["atOld"] is None
    assert after["atNew"] == shown
    assert after["pathOld"] == {
        "__typename": "Redirect",
        "target": "/hush-slug",
        "isPermanent": True,
    }
    assert (after["german"], after["before"], after["tagged"]) == ({"totalCount": 1},) * 3
    assert after["publication"]["redirects"] == {"nodes": [{"source": "open"}]}
    assert after["tags"] == {"nodes": [{"slug": "hush-tag", "postCount": 1}]}
    assert await database.fetchval("SELECT count(*) FROM post_edits") == 0
    assert await announced(database) == ["post.created", "post.published", "post.edited"]
    revision = await database.fetchrow(
        "SELECT number, is_published, is_substantial, note FROM revisions ORDER BY number DESC"
    )
    assert revision is not None
    assert tuple(revision) == (2, True, True, "!")


async def test_a_pending_edit_can_be_given_up(database: PinnedDatabase, api: Api) -> None:
    ada, post = await a_public_post(database, api)
    before = await seen(api, post)
    await save_everything(database, ada, post)

    stale = await ada.does("discardPostEdits", postId=post["id"], version=1)
    discarded = await ada.gets("discardPostEdits", postId=post["id"], version=2)

    assert stale["currentVersion"] == 2
    assert discarded["pendingEdit"] is None
    assert discarded["newestEdit"]["title"] == "Open"
    assert discarded["version"] == 3
    assert await seen(api, post) == before
    assert await ada.refused("savePost", postId=post["id"], version=2, title="No") == (
        "STALE_VERSION"
    )
    kept = "SELECT title FROM revisions ORDER BY number DESC LIMIT 1"
    assert await database.fetchval(kept) == "hush title"
    await ada.gets("savePost", postId=post["id"], version=3, title="Another try")
    titles = "SELECT array_agg(title ORDER BY number) FROM revisions"
    assert await database.fetchval(titles) == ["Open", "hush title", "Another try"]


async def test_the_first_save_of_a_public_post_leaves_its_text_alone(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_user(database)
    post_id = await make_post(database, ada)

    for version in (1, 2, 3):
        await Writer(api, ada).gets(
            "savePost", postId=text_of(post_id), version=version, markdown=f"Text {version}."
        )

    published = await database.fetchval(
        "SELECT markdown FROM contents c JOIN posts p ON p.content_id = c.id"
    )
    assert published == "Well said."
    assert await database.fetchval("SELECT count(*) FROM contents") == 2


@pytest.mark.parametrize("name", ["publishPostEdits", "discardPostEdits"])
async def test_there_is_nothing_to_publish_or_give_up(
    database: PinnedDatabase, api: Api, name: str
) -> None:
    ada, post = await a_public_post(database, api)
    draft = await ada.gets("createPost", title="Draft")

    assert await ada.refused(name, postId=post["id"], version=1) == "NO_PENDING_EDIT"
    assert await ada.refused(name, postId=draft["id"], version=1) == "NO_PENDING_EDIT"


async def test_an_edit_without_a_title_is_not_published(database: PinnedDatabase, api: Api) -> None:
    ada, post = await a_public_post(database, api)
    await ada.gets("savePost", postId=post["id"], version=1, title=" ")

    refused = await ada.refused("publishPostEdits", postId=post["id"], version=2)

    assert refused == "POST_UNTITLED"
    assert await ada.refused("publishPostEdits", postId=post["id"], version=2, note="a" * 1001) == (
        "INVALID_INPUT"
    )


async def test_what_is_taken_back_has_its_newest_edit(database: PinnedDatabase, api: Api) -> None:
    ada, post = await a_public_post(database, api)
    await save_everything(database, ada, post)

    taken_back = await ada.gets("unpublishPost", postId=post["id"])

    assert (taken_back["title"], taken_back["slug"]) == ("hush title", "hush-slug")
    assert taken_back["pendingEdit"] is None
    assert taken_back["version"] == 2
    assert HUSHED not in json.dumps(
        await api("{ posts { nodes { title } } tags { nodes { slug } } }")
    )
    again = await ada.gets("publishPost", postId=post["id"])
    assert again["status"] == "PUBLISHED"
    after = await seen(api, post)
    assert after["pathOld"]["target"] == "/hush-slug"


async def test_a_post_keeps_its_address_where_that_of_its_edit_is_taken(
    database: PinnedDatabase, api: Api
) -> None:
    ada, post = await a_public_post(database, api)
    await ada.gets("savePost", postId=post["id"], version=1, slug="wanted", title="Better")
    await ada.gets("createPost", title="Another", slug="wanted")

    refused = await ada.refused("publishPostEdits", postId=post["id"], version=2)
    taken_back = await ada.gets("unpublishPost", postId=post["id"])

    assert refused == "SLUG_TAKEN"
    assert (taken_back["title"], taken_back["slug"]) == ("Better", "open")


@pytest.mark.parametrize(
    ("who", "saves", "publishes"),
    [
        ("nobody", "UNAUTHENTICATED", "UNAUTHENTICATED"),
        ("a stranger", "PERMISSION_DENIED", "PERMISSION_DENIED"),
        ("a contributor", "PERMISSION_DENIED", "PERMISSION_DENIED"),
        ("its author", None, "PERMISSION_DENIED"),
        ("its co-author", None, "PERMISSION_DENIED"),
        ("an editor", None, None),
        ("an owner", None, None),
        ("a moderator", "PERMISSION_DENIED", "PERMISSION_DENIED"),
        ("an administrator", None, None),
        ("a token that may not write", "SCOPE_MISSING", "SCOPE_MISSING"),
    ],
)
async def test_who_edits_a_public_post_and_who_shows_the_edit(
    database: PinnedDatabase, api: Api, who: str, saves: str | None, publishes: str | None
) -> None:
    people: dict[str, Any] = {
        name: await make_user(database) for name in ("contributor", "editor", "owner")
    }
    author, co_author = await make_user(database), await make_user(database)
    publication_id = await make_publication(database, **people)
    post_id = await make_post(
        database, author, publication_id=publication_id, co_authors=[co_author]
    )
    callers: dict[str, Any] = {
        "nobody": Anonymous(),
        "a stranger": await make_user(database),
        "a contributor": people["contributor"],
        "its author": author,
        "its co-author": co_author,
        "an editor": people["editor"],
        "an owner": people["owner"],
        "a moderator": await make_account(database, role=SiteRole.MODERATOR),
        "an administrator": await make_account(database, role=SiteRole.ADMIN),
        "a token that may not write": Member(user_id=author.user_id, scopes=(Scope.READ,)),
    }
    caller, post = Writer(api, callers[who]), text_of(post_id)

    saved = await caller.does("savePost", postId=post, version=1, title="Better")
    if saves is not None:
        await Writer(api, author).gets("savePost", postId=post, version=1, title="Better")
    published = await caller.does("publishPostEdits", postId=post, version=2)

    assert saved.get("code") == saves
    assert published.get("code") == publishes
    title = await database.fetchval("SELECT title FROM posts")
    assert title == ("Better" if publishes is None else "On boring code")
    assert await announced(database) == (["post.edited"] if publishes is None else [])


@pytest.mark.parametrize("status", [PostStatus.REMOVED, PostStatus.DELETED])
async def test_what_is_removed_or_deleted_is_not_edited(
    database: PinnedDatabase, api: Api, status: PostStatus
) -> None:
    ada = await make_user(database)
    post_id = await make_post(database, ada, status=status)

    refused = await Writer(api, ada).refused(
        "savePost", postId=text_of(post_id), version=1, title="No"
    )

    assert refused == f"POST_{status.name}"
