"""Pages that stand still, such as "About"."""

from typing import Any

import pytest

from domain.ids import PAGE, REDIRECT
from domain.pages.models import PageStatus
from tests.api.client import Api
from tests.factories import (
    NOON,
    make_page,
    make_post,
    make_publication,
    make_redirect,
    make_user,
)
from tests.pinned import PinnedDatabase


async def find(api: Api, fields: str, *, slug: str = "about", publication: str = "gazette") -> Any:
    """Ask for fields of the page with this slug."""
    query = f"""
        query ($publication: String!, $slug: String!) {{
          page(publication: $publication, slug: $slug) {{ {fields} }}
        }}
    """
    return (await api(query, publication=publication, slug=slug))["page"]


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://gazette.example", "https://gazette.example/who/we%20are"),
        (None, "https://broadsheet.example/gazette/who/we%20are"),
    ],
)
async def test_a_page_shows_what_it_is(
    database: PinnedDatabase, api: Api, url: str | None, address: str
) -> None:
    gazette = await make_publication(database, handle="gazette", url=url)
    await make_page(database, gazette, slug="about", path="who/we are")
    await database.execute(
        """UPDATE pages SET metadata = '{"menu": true}', updated_at = $1""", NOON
    )

    fields = """
        slug path title url updatedAt content { markdown html text } metadata
        publication { handle }
    """
    assert await find(api, fields) == {
        "slug": "about",
        "path": "who/we are",
        "title": "About us",
        "url": address,
        "updatedAt": "2026-01-02T12:00:00+00:00",
        "content": {
            "markdown": "Who we are.",
            "html": "<p>Who we are.</p>",
            "text": "Who we are.",
        },
        "metadata": {"menu": True},
        "publication": {"handle": "gazette"},
    }


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param({"slug": "unknown"}, id="of an unknown name"),
        pytest.param({"slug": "hello"}, id="of the name of a post"),
        pytest.param({"slug": "draft"}, id="that is not published"),
        pytest.param({"publication": "courier"}, id="of another publication"),
        pytest.param({"publication": "unknown"}, id="of an unknown publication"),
    ],
)
async def test_there_is_no_page(database: PinnedDatabase, api: Api, asked: dict[str, str]) -> None:
    gazette = await make_publication(database, handle="gazette")
    await make_publication(database, handle="courier")
    await make_page(database, gazette, slug="about")
    await make_page(database, gazette, slug="draft", status=PageStatus.DRAFT)
    await make_post(database, await make_user(database), publication_id=gazette, slug="hello")

    assert await find(api, "title", **asked) is None


async def test_a_page_is_found_in_a_publication_named_in_upper_case(
    database: PinnedDatabase, api: Api
) -> None:
    await make_page(database, await make_publication(database, handle="gazette"))

    assert await find(api, "title", publication="GAZETTE") == {"title": "About us"}


async def test_a_page_and_a_redirect_to_it_are_found_by_id_until_it_is_a_draft(
    database: PinnedDatabase, api: Api
) -> None:
    gazette = await make_publication(database)
    page_id = await make_page(database, gazette)
    redirect_id = await make_redirect(database, gazette, "old", page_id=page_id)
    ids = [PAGE.text_of(page_id), REDIRECT.text_of(redirect_id)]
    query = """
        query ($ids: [ID!]!) {
          nodes(ids: $ids) { ... on Page { title } ... on Redirect { source target } }
        }
    """

    published = await api(query, ids=ids)
    await database.execute("UPDATE pages SET status = 'draft'")
    draft = await api(query, ids=ids)

    assert published["nodes"] == [{"title": "About us"}, {"source": "old", "target": "/about"}]
    assert draft["nodes"] == [None, None]
