"""Drafts of pages: who sees them, and what that costs everyone else."""

import pytest

from domain.ids import PAGE
from domain.pages.models import PageStatus
from tests.api.callers import (
    EVERYONE,
    ONLY_EDITORS,
    SEES_EVERYTHING,
    ask,
    code_of,
    make_caller,
    mutation,
    refused_what_is_hidden,
)
from tests.api.client import NOBODY, Api
from tests.factories import make_page, make_publication, make_user
from tests.pinned import PinnedDatabase

SAVE = mutation("savePage", "page { id }")


@pytest.mark.parametrize("who", EVERYONE)
async def test_a_draft_is_there_for_editors_alone(
    database: PinnedDatabase, api: Api, who: str
) -> None:
    daily = await make_publication(database, handle="daily")
    caller = await make_caller(database, who, daily)
    draft = PAGE.text_of(
        await make_page(database, daily, slug="draft", text="Hush.", status=PageStatus.DRAFT)
    )
    query = """query ($id: ID!) {
        node(id: $id) { id }
        nodes(ids: [$id]) { id }
        page(publication: "daily", slug: "draft") { id content { text } metadata }
        resolvePath(publication: "daily", path: "/draft") { ... on Page { id } }
        publication(handle: "daily") {
            pages { totalCount }
            viewerPages { totalCount nodes { id status } }
        }
    }"""

    seen = await api(query, actor=caller, id=draft)
    saved = await ask(api, SAVE, caller, pageId=draft, version=1, title="x")

    sees = who in SEES_EVERYTHING
    shown = {"id": draft} if sees else None
    assert seen["node"] == shown
    assert seen["nodes"] == [shown]
    assert seen["page"] == (
        {"id": draft, "content": {"text": "Hush."}, "metadata": {}} if sees else None
    )
    assert seen["resolvePath"] == shown
    assert seen["publication"]["pages"] == {"totalCount": 0}
    assert seen["publication"]["viewerPages"] == (
        {"totalCount": 1, "nodes": [{"id": draft, "status": "DRAFT"}]} if sees else None
    )
    assert code_of(saved) == refused_what_is_hidden(who, "PAGE_NOT_FOUND")


async def test_the_viewer_is_told_who_may_edit(database: PinnedDatabase, api: Api) -> None:
    daily = await make_publication(database, handle="daily")
    await make_page(database, daily)
    query = '{ page(publication: "daily", slug: "about") { viewerCanEdit } }'

    may = {
        who: (await api(query, actor=await make_caller(database, who, daily)))["page"]
        for who in EVERYONE
    }

    assert may == {who: {"viewerCanEdit": who not in ONLY_EDITORS} for who in EVERYONE}


async def test_nobody_pays_for_drafts_who_is_not_signed_in(
    database: PinnedDatabase, api: Api
) -> None:
    ada = await make_user(database)
    daily = await make_publication(database, handle="daily", editor=ada)
    await make_page(database, daily)
    page_id = PAGE.text_of(await make_page(database, daily, slug="d", status=PageStatus.DRAFT))
    by_slug = '{ page(publication: "daily", slug: "about") { title } }'
    by_id = "query ($id: ID!) { node(id: $id) { id } }"
    listed = '{ publication(handle: "daily") { viewerPages { nodes { title viewerCanEdit } } } }'

    counted = []
    for actor in (NOBODY, ada):
        for query in (by_slug, by_id, listed):
            database.statements.clear()
            variables = {"id": page_id} if query is by_id else {}
            await api(query, actor=actor, **variables)
            counted.append(len(database.statements))

    # Signed in: the page; the draft and what the viewer is; the publication, that, and its pages.
    assert counted == [1, 1, 1, 1, 2, 3]
