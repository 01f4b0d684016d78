"""Each site generator's way to lay out a folder is recognised, and its addresses stay."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from broadsheet.importing.markdown.layouts import Layout, recognise
from domain.importing.service import ImportService
from tests.api.client import Api
from tests.importing.folders import import_folder, lines, write
from tests.importing.pictures import a_picture

_AT = """
query ($path: String!) {
  resolvePath(publication: "notes", path: $path) {
    __typename
    ... on Post {
      title slug path publishedAt updatedAt brief language metadata canonicalUrl
      author { name username } coAuthors { name } tags { name slug }
      coverImage { url alt }
    }
    ... on Page { title path }
    ... on Redirect { target isPermanent }
  }
}
"""

ZOLA = {
    "_index.md": lines("+++", 'title = "Notes"', 'description = "All of them."', "+++"),
    "2019-05-01-first.md": lines(
        "+++", 'title = "First"', 'authors = ["Ada", "Bob"]', 'aliases = ["old/first.html"]',
        "[taxonomies]", 'tags = ["Rust", "Web"]', "[extra]", 'mood = "good"', "+++", "One.",
    ),
    "by-path.md": lines(
        "+++", 'path = "2020/02/03/By-Path"', 'title = "By path"', "[extra]", "+++", "Two.",
    ),
    "about.md": lines("+++", 'title = "About"', "+++", "Us."),
}  # fmt: skip
HUGO = {
    "hugo.toml": 'baseURL = "https://notes.example/"\ntitle = "Notes"\n',
    "content/_index.md": lines("---", "title: Notes", "---"),
    "content/posts/My First.md": lines(
        "---", "title: First", "date: 2019-05-01T10:00:00+02:00", "lastmod: 2019-06-01",
        "tags: [Rust]", "categories: [Web]", "author: Ada", "aliases: [/old/first.html]",
        "mood: good", "---", "One.",
    ),
    "content/posts/by-path.md": lines(
        "{", '"title": "By path",', '"url": "/2020/02/03/By-Path/",', '"date": "2020-02-03"', "}",
        "Two.",
    ),
    "content/about.md": lines("---", "title: About", "---", "Us."),
}  # fmt: skip
JEKYLL = {
    "_config.yml": lines("title: Notes", "permalink: /:year/:month/:day/:title"),
    "_posts/2019-05-01-first.md": lines(
        "---", "title: First", "author: Ada", "tags: Rust Web", "redirect_from: /old/first.html",
        "mood: good", "---", "One.",
    ),
    "_posts/2020-02-03-by-path.md": lines(
        "---", "title: By path", "permalink: /2020/02/03/By-Path/", "---", "Two.",
    ),
    "about.md": lines("---", "title: About", "---", "Us."),
    "README.md": "# Not a page of the site\n",
}  # fmt: skip
DOCUSAURUS: dict[str, str | bytes] = {
    "docusaurus.config.js": "module.exports = {};\n",
    "blog/authors.yml": lines("ada:", "  name: Ada", "  title: Writer", "  url: https://ada.example"),
    "blog/2019-05-01-first/index.md": lines(
        "---", "title: First", "authors: [ada]", "tags: [Rust, Web]", "image: ./cover.png",
        "mood: good", "---", "One.", "", "<!-- truncate -->", "", "More.",
    ),
    "blog/2019-05-01-first/cover.png": a_picture(),
    "blog/2020-02-03-by-path.mdx": lines(
        "---", "title: By path", "slug: By-Path", "---", "import Tabs from '@theme/Tabs';", "",
        "Two.",
    ),
}  # fmt: skip
ASTRO: dict[str, str | bytes] = {
    "astro.config.mjs": "export default {};\n",
    "src/content/blog/first.md": lines(
        "---", "title: First", "pubDate: 'May 01 2019'", "updatedDate: 'Jun 01 2019'",
        "author: Ada", "tags: [Rust]", "heroImage: /hero.png", "mood: good", "---", "One.",
    ),
    "public/hero.png": a_picture(),
    "src/content/blog/by-path.mdx": lines(
        "---", "title: By path", "pubDate: 2020-02-03", "---", "Two.",
    ),
}  # fmt: skip
PLAIN = {
    "2019-05-01-first.md": "# First\n\nOne.\n",
    "2020/02/03/By Path.md": "Two.\n",
    "about.md": "Us.\n",
}


@pytest.mark.parametrize(
    ("layout", "files", "first", "by_path"),
    [
        pytest.param(Layout.ZOLA, ZOLA, "first", "2020/02/03/By-Path", id="zola"),
        pytest.param(Layout.HUGO, HUGO, "posts/my-first", "2020/02/03/By-Path", id="hugo"),
        pytest.param(Layout.JEKYLL, JEKYLL, "2019/05/01/first", "2020/02/03/By-Path", id="jekyll"),
        pytest.param(
            Layout.DOCUSAURUS, DOCUSAURUS, "blog/2019/05/01/first", "blog/By-Path", id="docusaurus"
        ),
        pytest.param(Layout.ASTRO, ASTRO, "blog/first", "blog/by-path", id="astro"),
        pytest.param(Layout.PLAIN, PLAIN, "2019-05-01-first", "2020/02/03/By-Path", id="plain"),
    ],
)
async def test_a_layout_is_recognised_and_its_addresses_stay(
    service: ImportService,
    api: Api,
    tmp_path: Path,
    layout: Layout,
    files: Mapping[str, str | bytes],
    first: str,
    by_path: str,
) -> None:
    folder = write(tmp_path / "site", files)

    assert recognise(folder) is layout
    receipt = await import_folder(service, folder)

    assert {line.kind: line.reason for line in receipt.outcomes if line.reason} in (
        {},
        {"section": "It describes a section, which is no text of its own."},
        {"file": "It has no front matter, so Jekyll leaves it alone."},
    )
    post = await _at(api, first)
    assert (post["__typename"], post["title"]) == ("Post", "First")
    assert post["publishedAt"].startswith("2019-05-01")
    assert (await _at(api, by_path))["publishedAt"].startswith("2020-02-03")
    again = await import_folder(service, folder)
    assert again.results <= {"unchanged", "skipped"}


@pytest.mark.parametrize("files", [ZOLA, HUGO, JEKYLL], ids=["zola", "hugo", "jekyll"])
async def test_keys_mean_the_same_in_each_layout(
    service: ImportService, api: Api, tmp_path: Path, files: Mapping[str, str | bytes]
) -> None:
    await import_folder(service, write(tmp_path / "site", files))

    redirect = await _at(api, "/old/first.html")
    assert (redirect["__typename"], redirect["isPermanent"]) == ("Redirect", True)
    post = await _at(api, redirect["target"])
    assert post["author"] == {"name": "Ada", "username": "ada"}
    assert {tag["slug"] for tag in post["tags"]} == {"rust", "web"}
    assert post["metadata"] in ({"mood": "good"}, {"extra": {"mood": "good"}})
    about = await _at(api, "about") or await _at(api, "about.html")
    assert about["__typename"] == "Page"


async def test_zola_has_several_authors(service: ImportService, api: Api, tmp_path: Path) -> None:
    await import_folder(service, write(tmp_path / "site", ZOLA))

    post = await _at(api, "first")

    assert post["coAuthors"] == [{"name": "Bob"}]
    data = await api('{ publication(handle: "notes") { name description } }')
    assert data["publication"] == {"name": "Notes", "description": "All of them."}


async def test_docusaurus_knows_its_authors_by_keys(
    service: ImportService, api: Api, tmp_path: Path
) -> None:
    await import_folder(service, write(tmp_path / "site", DOCUSAURUS))

    post = await _at(api, "blog/2019/05/01/first")

    assert post["author"] == {"name": "Ada", "username": "ada"}
    assert post["coverImage"]["url"].endswith(".png")
    data = await api('{ user(username: "ada") { bio websiteUrl } }')
    assert data["user"] == {"bio": "Writer", "websiteUrl": "https://ada.example"}
    data = await api('{ post(publication: "notes", slug: "first") { content { markdown } } }')
    assert data["post"]["content"]["markdown"] == "One.\n\n\nMore."


async def test_astro_finds_pictures_of_the_whole_site(
    service: ImportService, api: Api, tmp_path: Path
) -> None:
    await import_folder(service, write(tmp_path / "site", ASTRO))

    post = await _at(api, "blog/first")

    assert post["coverImage"]["url"].endswith(".png")
    assert post["updatedAt"].startswith("2019-06-01")


async def test_a_layout_can_be_named(service: ImportService, api: Api, tmp_path: Path) -> None:
    folder = write(tmp_path / "site", {"2019-05-01-first.md": "# First\n\nOne.\n"})

    await import_folder(service, folder, layout=Layout.DOCUSAURUS)

    assert (await _at(api, "blog/2019/05/01/first"))["title"] == "First"


async def test_addresses_can_follow_a_pattern(
    service: ImportService, api: Api, tmp_path: Path
) -> None:
    await import_folder(service, write(tmp_path / "site", HUGO), permalink="/:year/:month/:slug/")

    assert (await _at(api, "2019/05/my-first"))["title"] == "First"


async def test_a_file_name_may_tell_the_language(
    service: ImportService, api: Api, tmp_path: Path
) -> None:
    text = lines("---", "title: Premier", "date: 2019-05-01", "---", "Un.")
    folder = write(tmp_path / "site", {"hugo.toml": "", "content/first.fr.md": text})

    await import_folder(service, folder)

    assert (await _at(api, "fr/first"))["language"] == "fr"


async def _at(api: Api, path: str) -> Any:
    return (await api(_AT, path=path))["resolvePath"]
