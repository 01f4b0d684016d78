"""What each change costs in statements, all that is written included, however much is there."""

from collections.abc import Mapping
from typing import Any

import pytest

from domain.ids import PAGE, POST, PUBLICATION, REDIRECT, SERIES, TAG
from tests.api.callers import ask, code_of, make_staff, mutation
from tests.api.client import Api
from tests.factories import (
    make_page,
    make_post,
    make_publication,
    make_redirect,
    make_series,
    make_tag,
)
from tests.pinned import PinnedDatabase

CHANGES: list[tuple[str, str, dict[str, Any], int]] = [
    ("createTag", "tag { id }", {"name": "New"}, 3),
    ("updateTag", "tag { id }", {"tagId": "{tag}", "slug": "new"}, 7),
    ("mergeTags", "tag { id }", {"fromTagId": "{tag}", "intoTagId": "{other}"}, 18),
    ("deleteTag", "deletedTagId", {"tagId": "{unused}"}, 5),
    (
        "setPublicationTags",
        "publication { id }",
        {"publicationId": "{here}", "tags": [{"tagId": "{tag}"}]},
        7,
    ),
    ("createSeries", "series { id }", {"publicationId": "{here}", "title": "x"}, 7),
    ("updateSeries", "series { id }", {"seriesId": "{series}", "slug": "new"}, 7),
    ("deleteSeries", "deletedSeriesId", {"seriesId": "{series}"}, 5),
    ("addPostToSeries", "series { id }", {"seriesId": "{series}", "postId": "{apart}"}, 7),
    ("removePostFromSeries", "series { id }", {"seriesId": "{series}", "postId": "{part}"}, 7),
    (
        "movePostInSeries",
        "series { id }",
        {"seriesId": "{series}", "postId": "{part}", "position": 1},
        5,
    ),
    ("createPage", "page { id }", {"publicationId": "{here}", "title": "x"}, 9),
    (
        "savePage",
        "page { id }",
        {"pageId": "{page}", "version": 1, "slug": "x", "markdown": ""},
        12,
    ),
    ("unpublishPage", "page { id }", {"pageId": "{page}"}, 4),
    ("deletePage", "deletedPageId", {"pageId": "{page}"}, 6),
    (
        "createRedirect",
        "redirect { id }",
        {"publicationId": "{here}", "source": "x", "target": {"postId": "{part}"}},
        9,
    ),
    ("updateRedirect", "redirect { id }", {"redirectId": "{redirect}", "target": {"url": "/y"}}, 9),
    ("deleteRedirect", "deletedRedirectId", {"redirectId": "{redirect}"}, 5),
]


@pytest.mark.parametrize("number", [2, 6])
@pytest.mark.parametrize(
    ("name", "selection", "given", "statements"),
    [pytest.param(*change, id=change[0]) for change in CHANGES],
)
async def test_a_change_costs_the_same_however_much_there_is(
    database: PinnedDatabase,
    name: str,
    selection: str,
    given: dict[str, Any],
    statements: int,
    number: int,
) -> None:
    admin = await make_staff(database)
    here = await make_publication(database, editor=admin)
    posts = [
        await make_post(database, admin, publication_id=here, tags=("tag", f"tag-{n}"))
        for n in range(number)
    ]
    things = {
        "here": PUBLICATION.text_of(here),
        "tag": TAG.text_of(await make_tag(database, "tag")),
        "other": TAG.text_of(await make_tag(database, "tag-0")),
        "unused": TAG.text_of(await make_tag(database, "unused")),
        "series": SERIES.text_of(await make_series(database, here, slug="series", posts=posts)),
        "apart": POST.text_of(await make_post(database, admin, publication_id=here)),
        "part": POST.text_of(posts[-1]),
        "page": PAGE.text_of(await make_page(database, here)),
        "redirect": REDIRECT.text_of(await make_redirect(database, here, "old", url="/x")),
    }
    api = Api(database)
    database.statements.clear()

    result = await ask(api, mutation(name, selection), admin, **filled(given, things))

    assert code_of(result) is None, result
    assert len(database.statements) == statements, "\n".join(database.statements)


def filled(given: Any, things: Mapping[str, str]) -> Any:
    """Put the ids of things where they are named."""
    if isinstance(given, dict):
        return {key: filled(value, things) for key, value in given.items()}
    if isinstance(given, list):
        return [filled(value, things) for value in given]
    return things.get(given.strip("{}"), given) if isinstance(given, str) else given
