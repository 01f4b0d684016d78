"""The demo comes, can be read, and goes without a trace."""

import re
from functools import cache
from pathlib import Path

import pytest

from broadsheet.adapters.markdown import render
from broadsheet.adapters.media import MediaFolder
from broadsheet.demo.loading import (
    DemoRefusedError,
    load_demo,
    load_demo_if_welcome,
    remove_demo,
)
from broadsheet.demo.pictures import keep_pictures
from broadsheet.demo.texts import read_demo
from db.executor import Executor
from domain.content.models import Rendering
from tests.api.client import Api
from tests.factories import make_comment, make_post, make_publication, make_tag, make_user
from tests.pinned import PinnedDatabase

HANDLE = "composing-room"

_REHEARSAL = MediaFolder(folder=Path(), is_rehearsal=True)
_EXAMPLE = re.compile(r"```graphql\n(.*?)```", re.DOTALL)
_EXAMPLES = [
    pytest.param(example, id=f"{post.slug}, {number}")
    for post in read_demo(keep_pictures(_REHEARSAL)).posts
    for number, example in enumerate(_EXAMPLE.findall(post.markdown), 1)
]


_render_once = cache(render)


class _Renderer:
    """Renders here and now, which the few texts of the demo allow."""

    async def render(self, markdown: str) -> Rendering:
        return _render_once(markdown)


_RENDERER = _Renderer()


@pytest.fixture
def media(tmp_path: Path) -> MediaFolder:
    return MediaFolder(folder=tmp_path)


async def test_the_demo_is_a_publication(
    database: PinnedDatabase, api: Api, media: MediaFolder
) -> None:
    await load_demo(database, _RENDERER, media)

    data = await api(
        """
        query ($handle: String!) {
          publication(handle: $handle) {
            name
            posts(first: 100) { totalCount nodes { title author { name } tags { slug } } }
            series(first: 10) { nodes { slug posts(first: 10) { nodes { slug } } } }
            members(first: 10) { totalCount }
          }
          page(publication: $handle, slug: "about") { title content { html } }
          resolvePath(publication: $handle, path: "/2026/03/headless-explained") {
            ... on Redirect { target isPermanent }
          }
        }
        """,
        handle=HANDLE,
    )

    publication = data["publication"]
    assert publication["name"] == "The Composing Room"
    assert publication["posts"]["totalCount"] == 12
    assert publication["members"]["totalCount"] == 6
    series = {one["slug"]: one["posts"]["nodes"] for one in publication["series"]["nodes"]}
    letters = [post["slug"] for post in series["letters-to-a-new-editor"]]
    assert letters == ["the-first-sentence", "what-to-cut", "titles-that-tell"]
    assert data["page"]["title"] == "About The Composing Room"
    assert data["resolvePath"] == {"target": "/what-headless-means", "isPermanent": True}


async def test_the_demo_is_discussed(
    database: PinnedDatabase, api: Api, media: MediaFolder
) -> None:
    await load_demo(database, _RENDERER, media)

    data = await api(
        """
        query ($handle: String!) {
          post(publication: $handle, slug: "reading-a-long-discussion") {
            commentCount
            reactionCounts { kind count }
            thread(first: 100) { edges { depth node { author { username } } } }
          }
        }
        """,
        handle=HANDLE,
    )

    depths = [edge["depth"] for edge in data["post"]["thread"]["edges"]]
    assert len(depths) == data["post"]["commentCount"]
    assert max(depths) == 6
    kinds = {count["kind"] for count in data["post"]["reactionCounts"]}
    assert kinds == {"like", "insightful", "celebrate"}


async def test_its_pictures_are_kept_where_media_are_and_go_with_it(
    database: PinnedDatabase, api: Api, media: MediaFolder
) -> None:
    await load_demo(database, _RENDERER, media)

    data = await api(
        """
        query ($handle: String!) {
          welcome: post(publication: $handle, slug: "welcome") {
            coverImage { url alt width height attribution }
          }
          everything: post(publication: $handle, slug: "everything-markdown-can-do") {
            content { html }
          }
        }
        """,
        handle=HANDLE,
    )

    cover = data["welcome"]["coverImage"]
    assert (cover["width"], cover["height"]) == (1200, 630)
    assert (media.folder / cover["url"].rpartition("/")[2]).exists()
    shown = re.search(r'src="/media/([^"]+)"', data["everything"]["content"]["html"])
    assert shown is not None
    assert (media.folder / shown[1]).exists()

    await remove_demo(database, media)

    assert list(media.folder.iterdir()) == []


async def test_its_draft_does_not_exist_for_readers(
    database: PinnedDatabase, api: Api, media: MediaFolder
) -> None:
    await load_demo(database, _RENDERER, media)

    data = await api(
        "query ($handle: String!, $slug: String!) {"
        " post(publication: $handle, slug: $slug) { id }"
        " resolvePath(publication: $handle, path: $slug) { __typename } }",
        handle=HANDLE,
        slug="notes-for-the-winter-issue",
    )

    assert data == {"post": None, "resolvePath": None}


@pytest.mark.parametrize("example", _EXAMPLES)
async def test_the_examples_in_its_posts_work(
    database: PinnedDatabase, api: Api, example: str, media: MediaFolder
) -> None:
    await load_demo(database, _RENDERER, media)

    data = await api(example)

    assert all(data.values())


async def test_loading_it_twice_changes_nothing(
    database: PinnedDatabase, media: MediaFolder
) -> None:
    first = await load_demo(database, _RENDERER, media)
    before = await _rows(database)

    second = await load_demo(database, _RENDERER, media)

    assert (second.created, second.unchanged) == (0, first.created)
    assert await _rows(database) == before


async def test_removing_it_leaves_everything_else(
    database: PinnedDatabase, media: MediaFolder
) -> None:
    ada = await make_user(database)
    post_id = await make_post(database, ada, tags=["writing"])
    await make_comment(database, post_id, ada)
    await make_tag(database, "editing")
    before = await _rows(database)

    await load_demo(database, _RENDERER, media)
    removed = await remove_demo(database, media)

    assert removed["post"] == 13
    assert await _rows(database) == before


async def test_a_tag_that_others_use_by_now_stays(
    database: PinnedDatabase, media: MediaFolder
) -> None:
    await load_demo(database, _RENDERER, media)
    ada = await make_user(database)
    await make_post(database, ada, tags=["headless"])

    await remove_demo(database, media)

    rows = await database.fetch("SELECT slug, post_count FROM tags")
    assert [tuple(row) for row in rows] == [("headless", 1)]


async def test_it_comes_by_itself_only_where_nothing_else_is(
    database: PinnedDatabase, media: MediaFolder
) -> None:
    await make_user(database)

    assert await load_demo_if_welcome(database, _RENDERER, media) is None


async def test_it_does_not_come_back_by_itself(
    database: PinnedDatabase, media: MediaFolder
) -> None:
    assert await load_demo_if_welcome(database, _RENDERER, media) is not None
    await remove_demo(database, media)

    assert await load_demo_if_welcome(database, _RENDERER, media) is None
    assert (await load_demo(database, _RENDERER, media)).created > 0


async def test_it_does_not_move_into_a_publication_of_others(
    database: PinnedDatabase, media: MediaFolder
) -> None:
    ada = await make_user(database)
    await make_publication(database, handle=HANDLE, owner=ada)
    before = await _rows(database)

    with pytest.raises(DemoRefusedError):
        await load_demo(database, _RENDERER, media)

    assert await _rows(database) == before


async def test_removing_what_is_not_there_removes_nothing(
    database: PinnedDatabase, media: MediaFolder
) -> None:
    await make_post(database, await make_user(database))
    before = await _rows(database)

    assert await remove_demo(database, media) == {}

    assert await _rows(database) == before


async def _rows(database: Executor) -> dict[str, int]:
    """Count the rows of each table, but for the memory of a removal."""
    tables = await database.fetch(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
    )
    counts = {
        table: await database.fetchval(f'SELECT count(*) FROM "{table}"')  # noqa: S608 - as listed
        for (table,) in tables
    }
    counts["imported_items"] = await database.fetchval(
        "SELECT count(*) FROM imported_items WHERE kind <> 'removal'"
    )
    return counts
