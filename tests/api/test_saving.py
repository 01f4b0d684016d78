"""Saving a post while nobody reads it: by version, and leaving nothing behind."""

from typing import Any

import pytest

from domain.actor import Anonymous, Member, Scope, SiteRole
from domain.posts.models import PostStatus
from tests.api.client import Api
from tests.api.writing import Writer, a_writer, text_of
from tests.factories import make_account, make_post, make_publication, make_user
from tests.pinned import PinnedDatabase

_CONTENTS = "SELECT count(*) FROM contents"
_REVISIONS = "SELECT count(*) FROM revisions"


async def test_what_is_left_out_stays_and_null_takes_away(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await a_writer(database, api)
    post = await ada.gets(
        "createPost", title="One", subtitle="Two", markdown="Three.", tags=["a"], seoTitle="Four"
    )

    kept = await ada.gets("savePost", postId=post["id"], version=1, title="Uno")
    cleared = await ada.gets(
        "savePost", postId=post["id"], version=2, subtitle=None, seoTitle=None, tags=[]
    )

    assert (kept["title"], kept["subtitle"], kept["version"]) == ("Uno", "Two", 2)
    assert kept["content"]["markdown"] == "Three."
    assert kept["newestEdit"]["tags"] == ["a"]
    assert (cleared["title"], cleared["subtitle"], cleared["newestEdit"]["tags"]) == (
        "Uno",
        None,
        [],
    )
    assert cleared["newestEdit"]["seoTitle"] is None


async def test_saving_what_is_there_already_makes_no_version(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await a_writer(database, api)
    post = await ada.gets("createPost", title="One", markdown="Two.", tags=["a"])

    same = await ada.gets(
        "savePost", postId=post["id"], version=1, title="One", markdown="Two.", tags=["a"]
    )

    assert same["version"] == 1


async def test_a_stale_save_is_refused_with_what_there_is(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await a_writer(database, api)
    post = await ada.gets("createPost", title="One", markdown="First.")
    await ada.gets("savePost", postId=post["id"], version=1, markdown="Second.", tags=["a"])

    refused = await ada.does("savePost", postId=post["id"], version=1, markdown="Third.")

    assert refused["__typename"] == "StaleVersionError"
    assert refused["code"] == "STALE_VERSION"
    assert refused["currentVersion"] == 2
    assert refused["current"] == {
        "version": 2,
        "title": "One",
        "markdown": "Second.",
        "savedAt": "2026-01-02T12:00:00+00:00",
        "subtitle": None,
        "tags": ["a"],
        "savedBy": {"name": "Ada"},
        "isPending": False,
    }
    assert await database.fetchval("SELECT version FROM posts") == 2
    assert await database.fetchval("SELECT array_agg(markdown) FROM contents") == ["Second."]


async def test_autosave_leaves_nothing_behind(database: PinnedDatabase, api: Api) -> None:
    ada = await a_writer(database, api)
    post = await ada.gets("createPost", title="One")

    for version in range(1, 11):
        post = await ada.gets(
            "savePost", postId=post["id"], version=version, markdown=f"Word {version}."
        )

    assert post["version"] == 11
    assert await database.fetchval(_CONTENTS) == 1
    assert await database.fetchval(_REVISIONS) == 1
    revision = await database.fetchrow("SELECT number, is_published, content_id FROM revisions")
    assert revision is not None
    assert (revision["number"], revision["is_published"]) == (1, False)
    assert await database.fetchval("SELECT content_id FROM posts") == revision["content_id"]
    assert await database.fetchval("SELECT brief FROM posts") == "Word 10."


async def test_later_or_by_somebody_else_a_save_is_a_revision_of_its_own(
    database: PinnedDatabase, api: Api
) -> None:
    bob = await make_user(database)
    ada = await a_writer(database, api, editor=bob)
    post = await ada.gets("createPost", title="One", markdown="First.")

    await Writer(api, bob).gets("savePost", postId=post["id"], version=1, markdown="Second.")
    await database.execute("UPDATE revisions SET created_at = created_at - interval '11 minutes'")
    await Writer(api, bob).gets("savePost", postId=post["id"], version=2, markdown="Third.")
    await Writer(api, bob).gets("savePost", postId=post["id"], version=3, title="Three")

    revisions = await database.fetch(
        """
        SELECT r.number, r.title, c.markdown, r.author_id = $1 AS by_bob
          FROM revisions r JOIN contents c ON c.id = r.content_id ORDER BY number
        """,
        bob.user_id,
    )
    assert [tuple(revision) for revision in revisions] == [
        (1, "One", "First.", False),
        (2, "One", "Second.", True),
        (3, "Three", "Third.", True),
    ]


async def test_a_text_that_an_older_revision_has_is_not_written_over(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await a_writer(database, api)
    post = await ada.gets("createPost", markdown="First.")
    await ada.gets("savePost", postId=post["id"], version=1, title="A title")
    await database.execute("UPDATE revisions SET created_at = created_at - interval '11 minutes'")
    await ada.gets("savePost", postId=post["id"], version=2, title="Another title")

    await ada.gets("savePost", postId=post["id"], version=3, markdown="Second.")

    texts = await database.fetch(
        "SELECT c.markdown FROM revisions r JOIN contents c ON c.id = r.content_id ORDER BY number"
    )
    assert [row["markdown"] for row in texts] == ["First.", "Second."]
    assert await database.fetchval(_CONTENTS) == 2


async def test_a_hundred_unpublished_revisions_are_kept(database: PinnedDatabase, api: Api) -> None:
    ada = await a_writer(database, api)
    post = await ada.gets("createPost", title="One")
    later = "UPDATE revisions SET created_at = created_at - interval '11 minutes'"
    for version in range(1, 105):
        await database.execute(later)
        await ada.gets("savePost", postId=post["id"], version=version, markdown=f"{version}")

    assert await database.fetchval(_REVISIONS) == 100
    assert await database.fetchval("SELECT min(number) FROM revisions") == 6
    assert await database.fetchval(_CONTENTS) == 100


TOO_LONG: list[tuple[dict[str, Any], str]] = [
    ({"title": "a" * 251}, "title"),
    ({"title": "two\nlines"}, "title"),
    ({"title": None}, "title"),
    ({"subtitle": "a" * 251}, "subtitle"),
    ({"markdown": None}, "markdown"),
    ({"slug": "A Slug"}, "slug"),
    ({"slug": "a/b"}, "slug"),
    ({"slug": ""}, "slug"),
    ({"slug": "a" * 201}, "slug"),
    ({"tags": None}, "tags"),
    ({"tags": [str(number) for number in range(11)]}, "tags"),
    ({"tags": [" "]}, "tags"),
    ({"tags": ["a" * 101]}, "tags"),
    ({"language": "klingon-"}, "language"),
    ({"language": ""}, "language"),
    ({"canonicalUrl": "javascript:alert(1)"}, "canonicalUrl"),
    ({"canonicalUrl": f"https://a.example/{'a' * 2000}"}, "canonicalUrl"),
    ({"seoTitle": "a" * 251}, "seoTitle"),
    ({"seoDescription": "a" * 501}, "seoDescription"),
    ({"coverImageId": "post_1"}, "coverImageId"),
    ({"coverAlt": "A ship"}, "coverAlt"),
    ({"coverAttribution": "a" * 1001}, "coverAttribution"),
]


@pytest.mark.parametrize(("given", "argument"), TOO_LONG)
async def test_what_no_post_can_be_is_refused_by_name(
    database: PinnedDatabase, api: Api, given: dict[str, Any], argument: str
) -> None:
    ada = await a_writer(database, api)
    post = await ada.gets("createPost", title="One")

    saved = await ada.does("savePost", postId=post["id"], version=1, **given)
    created = await ada.does("createPost", **given)

    for answer in (saved, created):
        assert answer["code"] == "INVALID_INPUT", answer
        assert [each["argument"] for each in answer["violations"]] == [argument]
    assert await database.fetchval("SELECT version FROM posts") == 1
    assert await database.fetchval(_REVISIONS) == 1


async def test_a_draft_gets_its_date_when_it_is_published(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await a_writer(database, api)
    post = await ada.gets("createPost", title="One")

    answer = await ada.does(
        "savePost", postId=post["id"], version=1, publishedAt="2020-01-01T00:00:00Z"
    )

    assert answer["violations"][0]["argument"] == "publishedAt"


@pytest.mark.parametrize(
    ("who", "outcome"),
    [
        ("nobody", "UNAUTHENTICATED"),
        ("a stranger", "POST_NOT_FOUND"),
        ("a contributor", "POST_NOT_FOUND"),
        ("its author", None),
        ("its co-author", None),
        ("an editor", None),
        ("an owner", None),
        ("a moderator", "PERMISSION_DENIED"),
        ("an administrator", None),
        ("a token that may not write", "SCOPE_MISSING"),
    ],
)
async def test_authors_and_editors_save_a_draft(
    database: PinnedDatabase, api: Api, who: str, outcome: str | None
) -> None:
    names = ("contributor", "editor", "owner")
    people: dict[str, Any] = {name: await make_user(database) for name in names}
    author, co_author = await make_user(database), await make_user(database)
    publication_id = await make_publication(database, **people)
    draft = await make_post(
        database,
        author,
        publication_id=publication_id,
        status=PostStatus.DRAFT,
        co_authors=[co_author],
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

    answer = await Writer(api, callers[who]).does(
        "savePost", postId=text_of(draft), version=1, title="Better"
    )

    assert answer.get("code") == outcome
    title = await database.fetchval("SELECT title FROM posts")
    assert title == ("Better" if outcome is None else "On boring code")
