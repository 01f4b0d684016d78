"""Each post is stored whole, once, and again only when it differs."""

from datetime import timedelta

import pytest

from domain.importing.models import (
    ImportedCover,
    ImportedMedia,
    ImportedReactionCount,
    ImportedSeries,
    ImportedTag,
)
from domain.importing.outcomes import Result
from domain.importing.service import ImportService
from domain.posts.models import PostStatus
from tests.importing.items import ADA, NOON, NOTES, a_post
from tests.importing.renderer import InlineRenderer
from tests.importing.stored import column
from tests.pinned import PinnedDatabase

pytestmark = pytest.mark.usefixtures("notes")


async def test_a_post_comes_with_all_that_belongs_to_it(
    service: ImportService, database: PinnedDatabase
) -> None:
    cover = ImportedMedia(content_type="image/png", key="picture.png", width=4, height=3)
    post = a_post(
        authors=("Bob", "Ada"),
        aliases=("hello.html", "hello.html", "2020/05/01/hello", ""),
        tags=(ImportedTag(slug="b", name="B"), ImportedTag(slug="a", name="A")),
        series=(ImportedSeries(slug="greetings", title="Greetings"),),
        cover=ImportedCover(media=cover, alt="A picture", attribution="Bob"),
        reactions=(ImportedReactionCount(reaction="like", count=7),),
        metadata={"team": "Notes"},
    )

    outcome = await service.text(post)

    assert (outcome.result, outcome.notes) == (Result.CREATED, ())
    row = await database.fetchrow("SELECT * FROM posts WHERE id = $1", outcome.subject_id)
    assert row is not None
    assert (row["slug"], row["path"], row["brief"]) == ("hello", post.path, "Hello, world.")
    assert (row["word_count"], row["reaction_count"], row["cover_alt"]) == (2, 7, "A picture")
    assert (len(row["co_author_ids"]), len(row["tag_ids"])) == (1, 2)
    assert row["published_at"] == row["created_at"] == row["updated_at"] == NOON
    assert row["id"].int >> 80 == int(NOON.timestamp() * 1000)
    assert await column(
        database,
        "SELECT u.username FROM post_authors a JOIN users u ON u.id = a.user_id ORDER BY position",
    ) == ["bob", "ada"]
    assert await column(database, "SELECT slug FROM tags WHERE post_count = 1 ORDER BY slug") == [
        "a",
        "b",
    ]
    assert await column(database, "SELECT source FROM visible_redirects") == ["hello.html"]
    assert await column(database, "SELECT role FROM memberships") == ["contributor"] * 2


async def test_a_second_run_renders_and_writes_nothing(
    service: ImportService, database: PinnedDatabase, renderer: InlineRenderer
) -> None:
    await service.text(a_post())
    renderer.rendered.clear()

    outcomes = [
        await service.person(ADA),
        await service.publication(NOTES),
        await service.text(a_post()),
    ]

    assert [outcome.result for outcome in outcomes] == [Result.UNCHANGED] * 3
    assert renderer.rendered == []
    assert await database.fetchval("SELECT count(*) FROM revisions") == 1


async def test_another_text_is_a_new_revision(
    service: ImportService, database: PinnedDatabase
) -> None:
    await service.text(a_post())

    outcome = await service.text(a_post(markdown="Hello again."))

    assert outcome.result is Result.UPDATED
    assert await column(
        database,
        """
        SELECT c.markdown FROM revisions r JOIN contents c ON c.id = r.content_id ORDER BY number
        """,
    ) == ["Hello, *world*.", "Hello again."]
    assert await database.fetchval("SELECT brief FROM posts") == "Hello again."


async def test_a_revision_says_what_the_post_was_filed_under_and_which_cover_it_had(
    service: ImportService, database: PinnedDatabase
) -> None:
    cover = ImportedCover(
        media=ImportedMedia(content_type="image/png", source_url="https://m.example/1.png")
    )
    tags = (ImportedTag(slug="a", name="A"), ImportedTag(slug="b", name="B"))
    await service.text(a_post(tags=tags, cover=cover))
    await service.text(a_post(markdown="Hello again.", tags=tags[1:]))

    rows = await database.fetch(
        """
        SELECT ARRAY(SELECT t.slug FROM tags t WHERE t.id = ANY(r.tag_ids) ORDER BY 1) AS tags,
               m.source_url
          FROM revisions r LEFT JOIN media_assets m ON m.id = r.cover_id
         ORDER BY r.number
        """
    )

    assert [tuple(row) for row in rows] == [
        (["a", "b"], "https://m.example/1.png"),
        (["b"], None),
    ]


async def test_another_date_or_tag_is_no_new_revision(
    service: ImportService, database: PinnedDatabase
) -> None:
    await service.text(a_post(tags=(ImportedTag(slug="a", name="A"),)))

    later = NOON + timedelta(days=1)
    tags = (ImportedTag(slug="b", name="B"),)
    outcome = await service.text(a_post(published_at=later, tags=tags))

    assert outcome.result is Result.UPDATED
    assert await database.fetchval("SELECT count(*) FROM revisions") == 1
    assert await column(database, "SELECT slug FROM visible_tags") == ["b"]
    assert await column(database, "SELECT listed_at FROM post_tags") == [later]


async def test_a_taken_slug_is_numbered_and_told(
    service: ImportService, database: PinnedDatabase
) -> None:
    await service.text(a_post())

    outcome = await service.text(a_post(external_id="other.md", path="other"))

    assert outcome.notes == ("The slug hello is taken, so it is hello-2.",)
    again = await service.text(a_post(external_id="other.md", path="other", title="Other"))
    assert again.notes == outcome.notes
    slugs = await column(database, "SELECT slug FROM posts ORDER BY slug")
    assert slugs == ["hello", "hello-2"]


async def test_a_post_that_moves_leaves_its_old_address_behind(
    service: ImportService, database: PinnedDatabase
) -> None:
    await service.text(a_post())

    await service.text(a_post(path="new"))
    assert await column(database, "SELECT source FROM visible_redirects") == [a_post().path]

    await service.text(a_post())
    assert await column(database, "SELECT source FROM visible_redirects") == ["new"]


async def test_an_old_address_never_hides_a_post(
    service: ImportService, database: PinnedDatabase
) -> None:
    await service.text(a_post())

    other = a_post(external_id="other.md", slug="other", path="other", aliases=(a_post().path,))
    outcome = await service.text(other)

    assert outcome.notes == ("The old address 2020/05/01/hello leads elsewhere already.",)
    assert await database.fetchval("SELECT count(*) FROM redirects") == 0


@pytest.mark.parametrize(
    "decision", [PostStatus.WITHDRAWN, PostStatus.ARCHIVED, PostStatus.REMOVED]
)
async def test_what_was_decided_here_stands(
    service: ImportService, database: PinnedDatabase, decision: PostStatus
) -> None:
    await service.text(a_post())
    await database.execute("UPDATE posts SET status = $1", decision.value)

    await service.text(a_post(markdown="Hello again."))

    assert await database.fetchval("SELECT status FROM posts") == decision.value


async def test_whoever_edits_what_is_imported_again_is_told(
    service: ImportService, database: PinnedDatabase
) -> None:
    await service.text(a_post())
    await service.text(a_post(markdown="Hello again."))

    assert await database.fetchval("SELECT version FROM posts") == 2
