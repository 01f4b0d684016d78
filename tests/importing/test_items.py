"""Each item that is no post is stored whole, or refused whole."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.importing.models import ImportedPage, ImportedRedirect, ImportedSeries
from domain.importing.outcomes import Result
from domain.importing.service import ImportService
from domain.refusals import Refused
from tests.importing.items import ADA, NOON, a_post
from tests.importing.stored import column
from tests.pinned import PinnedDatabase

pytestmark = pytest.mark.usefixtures("notes")


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

    slugs = await column(
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

    slugs = await column(
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
