"""Each item is stored whole, once, and again only when it differs."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.importing.models import (
    ImportedCover,
    ImportedMedia,
    ImportedPage,
    ImportedReactionCount,
    ImportedRedirect,
    ImportedSeries,
    ImportedTag,
)
from domain.importing.outcomes import Result
from domain.importing.service import ImportService
from domain.posts.models import PostStatus
from domain.refusals import Refused
from tests.importing.items import ADA, BOB, NOON, NOTES, a_post
from tests.importing.renderer import InlineRenderer
from tests.pinned import PinnedDatabase


@pytest.fixture(autouse=True)
async def notes(service: ImportService) -> None:
    """Two people and their publication."""
    for person in (ADA, BOB):
        await service.person(person)
    await service.publication(NOTES)


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
    assert await _column(
        database,
        "SELECT u.username FROM post_authors a JOIN users u ON u.id = a.user_id ORDER BY position",
    ) == ["bob", "ada"]
    assert await _column(database, "SELECT slug FROM tags WHERE post_count = 1 ORDER BY slug") == [
        "a",
        "b",
    ]
    assert await _column(database, "SELECT source FROM visible_redirects") == ["hello.html"]
    assert await _column(database, "SELECT role FROM memberships") == ["contributor"] * 2


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
    assert await _column(
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
    assert await _column(database, "SELECT slug FROM visible_tags") == ["b"]
    assert await _column(database, "SELECT listed_at FROM post_tags") == [later]


async def test_a_taken_slug_is_numbered_and_told(
    service: ImportService, database: PinnedDatabase
) -> None:
    await service.text(a_post())

    outcome = await service.text(a_post(external_id="other.md", path="other"))

    assert outcome.notes == ("The slug hello is taken, so it is hello-2.",)
    again = await service.text(a_post(external_id="other.md", path="other", title="Other"))
    assert again.notes == outcome.notes
    slugs = await _column(database, "SELECT slug FROM posts ORDER BY slug")
    assert slugs == ["hello", "hello-2"]


async def test_a_post_that_moves_leaves_its_old_address_behind(
    service: ImportService, database: PinnedDatabase
) -> None:
    await service.text(a_post())

    await service.text(a_post(path="new"))
    assert await _column(database, "SELECT source FROM visible_redirects") == [a_post().path]

    await service.text(a_post())
    assert await _column(database, "SELECT source FROM visible_redirects") == ["new"]


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


async def test_a_series_without_positions_is_read_by_date(
    service: ImportService, database: PinnedDatabase
) -> None:
    series = (ImportedSeries(slug="all", title="All"),)
    for day in (2, 0, 1):
        name = f"day-{day}"
        at = NOON + timedelta(days=day)
        await service.text(
            a_post(external_id=name, slug=name, path=name, published_at=at, series=series)
        )

    slugs = await _column(
        database,
        "SELECT p.slug FROM series_posts s JOIN posts p ON p.id = s.post_id ORDER BY s.position",
    )

    assert slugs == ["day-0", "day-1", "day-2"]


async def test_a_series_keeps_the_positions_of_its_source(
    service: ImportService, database: PinnedDatabase
) -> None:
    for position in (2, 1):
        part = ImportedSeries(slug="all", title="All", position=position)
        name = f"part-{position}"
        await service.text(a_post(external_id=name, slug=name, path=name, series=(part,)))

    slugs = await _column(
        database,
        "SELECT p.slug FROM series_posts s JOIN posts p ON p.id = s.post_id ORDER BY s.position",
    )

    assert slugs == ["part-1", "part-2"]


async def test_people_keep_their_name_in_addresses(
    service: ImportService, database: PinnedDatabase
) -> None:
    namesake = replace(ADA, external_id="another Ada")

    outcome = await service.person(namesake)
    await service.person(replace(namesake, name="Ada L.", username="lovelace"))

    assert outcome.notes == ("The username ada is taken, so it is ada-2.",)
    assert await database.fetchval("SELECT name FROM users WHERE username = 'ada-2'") == "Ada L."


async def test_whoever_was_claimed_speaks_for_themselves(
    service: ImportService, database: PinnedDatabase
) -> None:
    await database.execute("UPDATE users SET claimed_at = now() WHERE username = 'ada'")

    await service.person(replace(ADA, name="Someone"))

    assert await database.fetchval("SELECT name FROM users WHERE username = 'ada'") == "Ada"


async def test_a_page_and_a_redirect_are_stored_too(
    service: ImportService, database: PinnedDatabase
) -> None:
    page = ImportedPage(
        external_id="about.md",
        publication="notes",
        title="About",
        slug="about",
        path="about",
        markdown="It is about notes.",
        aliases=("info",),
        created_at=NOON,
    )
    away = ImportedRedirect(publication="notes", source="gone", target="https://else.example/")

    results = [
        (await service.text(page)).result,
        (await service.text(replace(page, title="About us", path="about-us"))).result,
        (await service.redirect(away)).result,
        (await service.redirect(away)).result,
    ]

    assert results == [Result.CREATED, Result.UPDATED, Result.CREATED, Result.UNCHANGED]
    rows = await database.fetch("SELECT source, path, url FROM visible_redirects ORDER BY source")
    assert [tuple(row) for row in rows] == [
        ("about", "about-us", None),
        ("gone", None, "https://else.example/"),
        ("info", "about-us", None),
    ]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        pytest.param({"authors": ("Nobody",)}, "AUTHOR_MISSING", id="an unknown author"),
        pytest.param({"publication": "none"}, "PUBLICATION_MISSING", id="no publication"),
        pytest.param({"markdown": "a\0b"}, "NOT_STORABLE", id="a NUL"),
        pytest.param({"metadata": {"key": "\ud800"}}, "NOT_STORABLE", id="half a pair"),
    ],
)
async def test_what_cannot_be_stored_is_refused_whole(
    service: ImportService, database: PinnedDatabase, changes: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        await service.text(a_post(**changes))

    assert refused.value.refusal.code == code
    counts = await database.fetchrow(
        "SELECT (SELECT count(*) FROM posts), (SELECT count(*) FROM contents)"
    )
    assert counts is not None
    assert tuple(counts) == (0, 0)


async def _column(database: PinnedDatabase, query: str) -> list[object]:
    return [row[0] for row in await database.fetch(query)]
