"""Beginning a post, and saving it while nobody reads it."""

from typing import Any

import pytest

from domain.actor import Anonymous, Member, Scope, SiteRole
from domain.ids import MEDIA, PUBLICATION
from domain.posts.models import PostStatus
from tests.api.client import Api
from tests.api.writing import Writer, announced, id_of, text_of
from tests.factories import make_account, make_post, make_publication, make_user
from tests.pinned import PinnedDatabase

_CONTENTS = "SELECT count(*) FROM contents"
_REVISIONS = "SELECT count(*) FROM revisions"


async def writer(database: PinnedDatabase, api: Api, **roles: Any) -> Writer:
    """Return somebody with a publication of their own."""
    ada = await make_user(database, name="Ada")
    await make_publication(database, owner=ada, **roles)
    return Writer(api, ada)


async def test_a_post_begins_empty_in_the_publication_of_its_author(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await writer(database, api)

    post = await ada.gets("createPost")

    assert post["status"] == "DRAFT"
    assert post["version"] == 1
    assert (post["title"], post["content"]["markdown"], post["language"]) == ("", "", "en")
    assert post["slug"].startswith("draft-")
    assert post["newestEdit"]["tags"] == []
    assert await announced(database) == ["post.created"]
    assert await database.fetchval(_REVISIONS) == 1


async def test_a_post_begins_with_whatever_is_known(database: PinnedDatabase, api: Api) -> None:
    ada = await writer(database, api)

    post = await ada.gets(
        "createPost",
        title="On boring code",
        subtitle="It works",
        markdown="*Well* said.",
        tags=["SQL", "C++", "C"],
        language="pt-BR",
        canonicalUrl="https://ada.example/boring",
        seoTitle="Boring",
        seoDescription="Why boring code works.",
    )

    assert post["slug"] == post["path"] == "on-boring-code"
    assert post["subtitle"] == "It works"
    assert post["newestEdit"]["tags"] == ["SQL", "C++", "C"]
    assert post["language"] == "pt-BR"
    assert post["canonicalUrl"] == "https://ada.example/boring"
    assert post["seo"] == {"title": "Boring", "description": "Why boring code works."}
    assert await database.fetchval("SELECT array_agg(slug ORDER BY slug) FROM tags") == [
        "c",
        "c-plus-plus",
        "sql",
    ]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Hello, World!", "hello-world"),
        ("日本語のタイトル", "日本語のタイトル"),
        ("Crème brûlée", "creme-brulee"),
        ("🔥🔥", "post"),
        ("a" * 250, "a" * 193),
    ],
)
async def test_a_title_makes_a_slug_that_can_be_used(
    database: PinnedDatabase, api: Api, title: str, slug: str
) -> None:
    ada = await writer(database, api)

    post = await ada.gets("createPost", title=title)
    again = await ada.gets("createPost", title=title)

    assert post["slug"] == slug
    assert again["slug"] == f"{slug}-2"
    found = f'{{ post(publication: "{await handle(database)}", slug: "{slug}-2") {{ id }} }}'
    assert (await api(found, actor=ada.actor))["post"]["id"] == again["id"]


async def handle(database: PinnedDatabase) -> Any:
    return await database.fetchval("SELECT handle FROM publications")


@pytest.mark.parametrize(
    ("who", "outcome"),
    [
        ("nobody", "UNAUTHENTICATED"),
        ("a stranger", "PERMISSION_DENIED"),
        ("a contributor", None),
        ("an editor", None),
        ("an owner", None),
        ("a moderator", "PERMISSION_DENIED"),
        ("an administrator", None),
        ("a token that may not write", "SCOPE_MISSING"),
    ],
)
async def test_members_write_for_their_publication(
    database: PinnedDatabase, api: Api, who: str, outcome: str | None
) -> None:
    contributor, editor, owner = [await make_user(database) for _ in range(3)]
    publication_id = await make_publication(
        database, contributor=contributor, editor=editor, owner=owner
    )
    callers: dict[str, Any] = {
        "nobody": Anonymous(),
        "a stranger": await make_user(database),
        "a contributor": contributor,
        "an editor": editor,
        "an owner": owner,
        "a moderator": await make_account(database, role=SiteRole.MODERATOR),
        "an administrator": await make_account(database, role=SiteRole.ADMIN),
        "a token that may not write": Member(user_id=owner.user_id, scopes=(Scope.READ,)),
    }

    answer = await Writer(api, callers[who]).does(
        "createPost", publicationId=PUBLICATION.text_of(publication_id), title="Hello"
    )

    assert answer.get("code") == outcome
    posts = await database.fetchval("SELECT count(*) FROM posts")
    assert posts == len(await announced(database)) == (outcome is None)


async def test_who_owns_no_publication_has_to_name_one(database: PinnedDatabase, api: Api) -> None:
    ada = Writer(api, await make_user(database))

    assert await ada.refused("createPost", title="Hello") == "NO_PUBLICATION_OF_OWN"
    assert await ada.refused("createPost", publicationId="post_1") == "INVALID_INPUT"
    unknown = "publication_0190b5a7e2f07c3e9d5e4f1a2b3c4d5e"
    assert await ada.refused("createPost", publicationId=unknown) == "PUBLICATION_NOT_FOUND"


async def test_what_is_left_out_stays_and_null_takes_away(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await writer(database, api)
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
    ada = await writer(database, api)
    post = await ada.gets("createPost", title="One", markdown="Two.", tags=["a"])

    same = await ada.gets(
        "savePost", postId=post["id"], version=1, title="One", markdown="Two.", tags=["a"]
    )

    assert same["version"] == 1


async def test_a_stale_save_is_refused_with_what_there_is(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await writer(database, api)
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
    ada = await writer(database, api)
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
    ada = await writer(database, api, editor=bob)
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
    ada = await writer(database, api)
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
    ada = await writer(database, api)
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
    ada = await writer(database, api)
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
    ada = await writer(database, api)
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


async def test_nobody_has_more_drafts_than_one_may(database: PinnedDatabase, api: Api) -> None:
    ada = await writer(database, api)
    await ada.gets("createPost", title="One")
    await database.execute(
        """
        WITH added AS (
            INSERT INTO posts (id, publication_id, author_id, content_id, slug, path, title, brief,
                               language, status, word_count, reading_minutes, updated_at,
                               created_at)
            SELECT gen_random_uuid(), publication_id, author_id, content_id, n::text, n::text, '',
                   '', 'en', 'draft', 1, 1, updated_at, created_at
              FROM posts, generate_series(1, 499) n
            RETURNING id, author_id, publication_id, is_public, listed_at
        )
        INSERT INTO post_authors (post_id, user_id, position, publication_id, is_public, listed_at)
        SELECT id, author_id, 1, publication_id, is_public, listed_at FROM added
        """
    )

    assert await ada.refused("createPost", title="Two") == "DRAFTS_TOO_MANY"

    await database.execute("UPDATE posts SET published_at = now() WHERE slug = '7'")
    await ada.gets("createPost", title="Two")


async def test_a_cover_is_a_picture_that_the_writer_has_brought(
    database: PinnedDatabase, api: Api
) -> None:
    ada, bob = await writer(database, api), await make_user(database)
    mine = await make_picture(database, ada.actor)
    theirs = await make_picture(database, bob)
    post = await ada.gets("createPost", title="One", coverImageId=mine, coverAlt="A ship")
    image = post["newestEdit"]["coverImage"]
    assert image["alt"] == "A ship"
    assert image["url"].startswith("https://broadsheet.example/media/")

    assert (
        await ada.refused("savePost", postId=post["id"], version=1, coverImageId=theirs)
        == "INVALID_INPUT"
    )
    kept = await ada.gets(
        "savePost", postId=post["id"], version=1, coverImageId=mine, coverAttribution="Grace"
    )
    assert kept["newestEdit"]["coverImage"] == {**image, "attribution": "Grace"}
    gone = await ada.gets("savePost", postId=post["id"], version=2, coverImageId=None)
    assert gone["newestEdit"]["coverImage"] is None


async def make_picture(database: PinnedDatabase, member: Any) -> str:
    media_id = await database.fetchval(
        """
        WITH added AS (
            INSERT INTO media_assets (id, key, content_type, byte_size, width, height, created_at)
            SELECT id, id::text, 'image/png', 42, 640, 480, now() FROM gen_random_uuid() AS id
            RETURNING id
        )
        INSERT INTO uploaded_media (media_id, user_id, created_at)
        SELECT id, $1, now() FROM added RETURNING media_id
        """,
        member.user_id,
    )
    return MEDIA.text_of(media_id)


async def test_bad_ids_and_texts_are_refused(database: PinnedDatabase, api: Api) -> None:
    ada = await writer(database, api)

    assert await ada.refused("savePost", postId="nonsense", version=1) == "INVALID_INPUT"
    assert (
        await ada.refused(
            "savePost", postId=text_of(id_of(await ada.gets("createPost")))[:-1], version=1
        )
        == "INVALID_INPUT"
    )
