"""A folder of Markdown becomes posts that stand by themselves: links, pictures, old addresses."""

from pathlib import Path
from typing import Any

import pytest

from broadsheet.importing.markdown.neighbours import meet_neighbours
from broadsheet.importing.markdown.site import open_site
from broadsheet.importing.markdown.source import MarkdownSource, Wishes
from domain.importing.service import ImportService
from tests.api.client import Api
from tests.importing.folders import a_text, import_all, import_folder, lines, media_beside, write
from tests.importing.pictures import a_picture
from tests.pinned import PinnedDatabase

_POST = """
query ($publication: String!, $slug: String!) {
  post(publication: $publication, slug: $slug) {
    url content { markdown } coverImage { url alt attribution width height } tags { name }
    series { title posts(first: 5) { nodes { slug } } }
    author { name }
  }
}
"""

URL = "https://notes.example"


async def _markdown(api: Api, slug: str, publication: str = "notes") -> str:
    data = await api(_POST, publication=publication, slug=slug)
    return str(data["post"]["content"]["markdown"]).strip()


@pytest.mark.parametrize(
    ("link", "address"),
    [
        pytest.param("[x](two.md)", f"[x]({URL}/two)", id="by file"),
        pytest.param("[x](./two.md#part)", f"[x]({URL}/two#part)", id="to a part"),
        pytest.param("[x](@/deep/three.md)", f"[x]({URL}/deep/three)", id="as Zola writes it"),
        pytest.param('[x]({{< ref "three.md" >}})', f"[x]({URL}/deep/three)", id="as Hugo does"),
        pytest.param("[x]({% post_url two %})", f"[x]({URL}/two)", id="as Jekyll does"),
        pytest.param("[x](/two/)", f"[x]({URL}/two)", id="by address"),
        pytest.param("[x](../two/)", f"[x]({URL}/two)", id="by address, relative"),
        pytest.param(f"[x]({URL}/two)", f"[x]({URL}/two)", id="by the whole address"),
        pytest.param("[x](/old/two.html)", f"[x]({URL}/two)", id="by an old address"),
        pytest.param("[x][r]\n\n[r]: two.md", f"[x][r]\n\n[r]: {URL}/two", id="by reference"),
        pytest.param("<a href='two.md'>x</a>", f"<a href='{URL}/two'>x</a>", id="in HTML"),
        pytest.param("[x](bundle/)", f"[x]({URL}/bundle)", id="to a bundle"),
        pytest.param("[x](https://else.example/two)", "[x](https://else.example/two)", id="away"),
        pytest.param("[x](mailto:a@b.example)", "[x](mailto:a@b.example)", id="mail"),
        pytest.param("[x](#part)", "[x](#part)", id="in the same text"),
        pytest.param("[x](/)", "[x](/)", id="home"),
        pytest.param("[x](http://[bad)", "[x](http://[bad)", id="what is no address"),
    ],
)
async def test_a_link_leads_to_where_the_text_is_now(
    service: ImportService, api: Api, tmp_path: Path, link: str, address: str
) -> None:
    folder = write(
        tmp_path / "site",
        {
            "one.md": a_text("One", link, "[extra]"),
            "two.md": a_text("Two", "2", 'aliases = ["old/two.html"]'),
            "deep/three.md": a_text("Three", "3"),
            "bundle/index.md": a_text("Bundle", "4"),
        },
    )

    receipt = await import_folder(service, folder, wishes=Wishes(url=URL))

    assert await _markdown(api, "one") == address
    assert receipt.of("post")["notes/one.md"].notes == ()


async def test_a_link_that_leads_nowhere_is_told(
    service: ImportService, api: Api, tmp_path: Path
) -> None:
    links = f"[x](gone.md) [y](/gone) ![z](gone.png) [w]({URL}/gone) [x](gone.md) [v](a%00b)"
    text = a_text("One", f"{links} [long]({'x' * 5_000})")
    folder = write(tmp_path / "site", {"one.md": text})

    receipt = await import_folder(service, folder, wishes=Wishes(url=URL))

    assert [note.split()[2] for note in receipt.of("post")["notes/one.md"].notes] == [
        "gone.md",
        "/gone",
        "gone.png",
        f"{URL}/gone",
        "a%00b",
        "x" * 5_000,
    ]
    assert "[x](gone.md)" in await _markdown(api, "one")


async def test_sections_are_publications_that_link_to_each_other(
    service: ImportService, api: Api, tmp_path: Path
) -> None:
    folder = write(
        tmp_path / "content",
        {
            "_index.md": lines("+++", 'title = "Main"', "+++"),
            "one.md": a_text("One", "[x](inside/two.md)"),
            "inside/_index.md": lines("+++", 'title = "Inside"', "[extra]", "+++"),
            "inside/two.md": a_text("Two", "[x](@/one.md)"),
        },
    )

    await import_folder(service, folder, sections={"inside": "in"}, wishes=Wishes(url=URL))

    assert await _markdown(api, "one") == f"[x]({URL}/inside/two)"
    assert await _markdown(api, "two", "in") == f"[x]({URL}/one)"
    data = await api('{ publication(handle: "in") { name posts(first: 5) { totalCount } } }')
    assert data["publication"] == {"name": "Inside", "posts": {"totalCount": 1}}


async def test_a_section_imported_alone_is_the_same_section(
    service: ImportService, tmp_path: Path
) -> None:
    text = a_text("Two", "2", 'path = "inside/two"', "[extra]")
    folder = write(tmp_path / "content", {"one.md": a_text("One", "1"), "inside/two.md": text})
    await import_folder(service, folder / "inside")

    receipt = await import_folder(service, folder, sections={"inside": "notes"})

    assert receipt.of("post")["notes/two.md"].result.value == "unchanged"


async def test_a_section_imported_alone_finds_the_rest_of_its_site(
    service: ImportService, database: PinnedDatabase, api: Api, tmp_path: Path
) -> None:
    one = a_text("One", "1", 'aliases = ["old/one"]')
    two = a_text("Two", "[x](/old/one) [y](../one/)", 'path = "inside/two"')
    folder = write(tmp_path / "content", {"one.md": one, "inside/two.md": two})
    site = Wishes(url=URL)
    await import_folder(service, folder, sections={"inside": "in"}, wishes=site)

    alone = open_site(folder / "inside", "in", sections={})
    source = MarkdownSource(alone, media_beside(folder), site)
    await meet_neighbours(source, database)
    receipt = await import_all(service, source)

    assert receipt.of("post")["in/two.md"].result.value == "unchanged"
    assert await _markdown(api, "two", "in") == f"[x]({URL}/one) [y]({URL}/one)"


async def test_a_bundle_brings_its_pictures(
    service: ImportService, api: Api, database: PinnedDatabase, tmp_path: Path
) -> None:
    folder = write(
        tmp_path / "site",
        {
            "one/index.md": a_text(
                "One",
                "![a](a.png) <img src='./my%20b.jpg'> ![again](a.png) ![svg](c.svg)",
                'cover = { image = "a.png", alt = "A", caption = "Bob" }',
            ),
            "one/a.png": a_picture(width=8, height=6),
            "one/my b.jpg": a_picture("JPEG"),
            "one/c.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"/>',
            "two.md": a_text("Two", "![from the other one](/one/a.png)"),
        },
    )

    await import_folder(service, folder)

    stored = {file.suffix: file.name for file in media_beside(folder).folder.iterdir()}
    png = stored[".png"]
    assert await _markdown(api, "one") == (
        f"![a](/media/{png}) <img src='/media/{stored['.jpg']}'> ![again](/media/{png}) "
        f"![svg](/media/{stored['.svg']})"
    )
    assert await _markdown(api, "two") == f"![from the other one](/media/{png})"
    cover = (await api(_POST, publication="notes", slug="one"))["post"]["coverImage"]
    assert cover["url"].endswith(f"/media/{png}")
    assert (cover["alt"], cover["attribution"]) == ("A", "Bob")
    assert (cover["width"], cover["height"]) == (8, 6)
    rows = await database.fetch("SELECT content_type, width FROM media_assets ORDER BY 1")
    assert [tuple(row) for row in rows] == [
        ("image/jpeg", 4),
        ("image/png", 8),
        ("image/svg+xml", 2),
    ]


async def test_files_outside_of_the_folder_are_not_there(
    service: ImportService, tmp_path: Path
) -> None:
    links = ["../secret.txt", "/secret.txt", "/../secret.txt", "linked.txt", ".env", "/.git/config"]
    body = " ".join(f"[x]({link})" for link in links)
    folder = write(
        tmp_path / "content", {"one.md": a_text("One", body), ".env": "x", ".git/config": "x"}
    )
    write(tmp_path, {"secret.txt": "secret", "static/.env": "x"})
    (folder / "linked.txt").symlink_to(tmp_path / "secret.txt")

    receipt = await import_folder(service, folder)

    assert len(receipt.of("post")["notes/one.md"].notes) == len(links)
    assert not media_beside(folder).folder.exists()


async def test_static_files_of_the_site_are_there(
    service: ImportService, api: Api, tmp_path: Path
) -> None:
    write(tmp_path, {"static/images/a.png": a_picture()})
    folder = write(tmp_path / "content", {"one.md": a_text("One", "![a](/images/a.png)")})

    await import_folder(service, folder)

    assert (await _markdown(api, "one")).startswith("![a](/media/")


async def test_pictures_may_be_served_from_elsewhere(
    service: ImportService, api: Api, tmp_path: Path
) -> None:
    files: dict[str, str | bytes] = {"one.md": a_text("One", "![a](a.png)"), "a.png": a_picture()}
    folder = write(tmp_path / "site", files)

    await import_folder(service, folder, wishes=Wishes(media_prefix="https://cdn.example/"))

    assert (await _markdown(api, "one")).startswith("![a](https://cdn.example/")


async def test_posts_in_a_series_are_in_order(
    service: ImportService, api: Api, tmp_path: Path
) -> None:
    folder = write(
        tmp_path / "site",
        {
            "b.md": a_text("B", "2", 'series = ["Tales"]', date="2020-02-01"),
            "c.md": a_text("C", "1", 'series = ["Tales"]', date="2020-01-01"),
        },
    )

    await import_folder(service, folder)

    (series,) = (await api(_POST, publication="notes", slug="b"))["post"]["series"]
    assert series == {"title": "Tales", "posts": {"nodes": [{"slug": "c"}, {"slug": "b"}]}}


async def test_an_edited_file_is_an_updated_post(
    service: ImportService, api: Api, tmp_path: Path
) -> None:
    folder = write(tmp_path / "site", {"one.md": a_text("One", "1"), "two.md": a_text("Two", "2")})
    await import_folder(service, folder)
    write(folder, {"one.md": a_text("One", "Changed.")})

    receipt = await import_folder(service, folder)

    results: dict[str, Any] = {
        name: outcome.result.value for name, outcome in receipt.of("post").items()
    }
    assert results == {"notes/one.md": "updated", "notes/two.md": "unchanged"}
    assert await _markdown(api, "one") == "Changed."


async def test_texts_without_an_author_are_by_the_publication(
    service: ImportService, api: Api, tmp_path: Path
) -> None:
    folder = write(tmp_path / "site", {"one.md": a_text("One", "1")})

    await import_folder(service, folder, wishes=Wishes(name="Our Notes"))

    author = (await api(_POST, publication="notes", slug="one"))["post"]["author"]
    assert author == {"name": "Our Notes"}
