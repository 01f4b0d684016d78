"""Beginning a post."""

from typing import Any

import pytest

from domain.actor import Anonymous, Member, Scope, SiteRole
from domain.ids import MEDIA, POST, PUBLICATION
from tests.announced import announced
from tests.api.client import Api
from tests.api.writing import Writer, a_writer, id_of, text_of
from tests.factories import make_account, make_cover, make_post, make_publication, make_user
from tests.pinned import PinnedDatabase

_CONTENTS = "SELECT count(*) FROM contents"
_REVISIONS = "SELECT count(*) FROM revisions"


async def test_a_post_begins_empty_in_the_publication_of_its_author(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await a_writer(database, api)

    post = await ada.gets("createPost")

    assert post["status"] == "DRAFT"
    assert post["version"] == 1
    assert (post["title"], post["content"]["markdown"], post["language"]) == ("", "", "en")
    assert post["slug"].startswith("draft-")
    assert post["newestEdit"]["tags"] == []
    assert await announced(database) == ["post.created"]
    assert await database.fetchval(_REVISIONS) == 1


async def test_a_post_begins_with_whatever_is_known(database: PinnedDatabase, api: Api) -> None:
    ada = await a_writer(database, api)

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
    ada = await a_writer(database, api)

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


async def test_nobody_has_more_drafts_than_one_may(database: PinnedDatabase, api: Api) -> None:
    ada = await a_writer(database, api)
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
    ada, bob = await a_writer(database, api), await make_user(database)
    mine = await make_picture(database, ada.actor)
    theirs = await make_picture(database, bob)
    post = await ada.gets("createPost", title="One", coverImageId=mine, coverAlt="A ship")
    image = post["newestEdit"]["coverImage"]
    assert image["alt"] == "A ship"
    assert image["url"].startswith("https://broadsheet.example/media/")

    assert (
        await ada.refused("savePost", postId=post["id"], version=1, coverImageId=theirs)
        == "MEDIA_NOT_FOUND"
    )
    kept = await ada.gets(
        "savePost", postId=post["id"], version=1, coverImageId=mine, coverAttribution="Grace"
    )
    assert kept["newestEdit"]["coverImage"] == {**image, "attribution": "Grace"}
    gone = await ada.gets("savePost", postId=post["id"], version=2, coverImageId=None)
    assert gone["newestEdit"]["coverImage"] is None


async def test_a_cover_may_be_one_that_the_post_shows_already(
    database: PinnedDatabase, api: Api
) -> None:
    """An import has brought it, so it is nobody's."""
    ada = await make_user(database)
    post_id = await make_post(database, ada)
    await make_cover(database, post_id, key="imported.png")
    cover = MEDIA.text_of(await database.fetchval("SELECT cover_id FROM posts"))
    other = POST.text_of(await make_post(database, ada))
    writer, post = Writer(api, ada), POST.text_of(post_id)
    await writer.gets("savePost", postId=post, version=1, coverImageId=None)

    shown = await writer.gets("savePost", postId=post, version=2, coverImageId=cover)

    assert shown["newestEdit"]["coverImage"]["url"].endswith("/imported.png")
    refused = await writer.refused("savePost", postId=other, version=1, coverImageId=cover)
    assert refused == "MEDIA_NOT_FOUND"


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
    ada = await a_writer(database, api)

    assert await ada.refused("savePost", postId="nonsense", version=1) == "INVALID_INPUT"
    assert (
        await ada.refused(
            "savePost", postId=text_of(id_of(await ada.gets("createPost")))[:-1], version=1
        )
        == "INVALID_INPUT"
    )
