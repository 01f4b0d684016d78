"""Which site generator a folder is laid out for, told by what is there."""

import re
from collections.abc import Iterable
from enum import StrEnum
from itertools import islice
from pathlib import Path

# So many files tell the layout, or no number would.
_SAMPLE = 50

_ONLY_ZOLA = re.compile(r"^(\[extra\]|\[taxonomies\]|sort_by *=|page_template *=)", re.MULTILINE)


class Layout(StrEnum):
    ZOLA = "zola"
    HUGO = "hugo"
    JEKYLL = "jekyll"
    DOCUSAURUS = "docusaurus"
    ASTRO = "astro"
    PLAIN = "plain"


# In this order: a Jekyll site may well hold a config.toml of something else.
_SIGNS: tuple[tuple[Layout, tuple[str, ...]], ...] = (
    (Layout.DOCUSAURUS, ("docusaurus.config.*", "authors.yml", "blog/authors.yml")),
    (Layout.ASTRO, ("astro.config.*", "src/content", "content.config.*")),
    (Layout.JEKYLL, ("_posts", "_drafts", "_config.yml", "*/_posts")),
    (Layout.HUGO, ("hugo.toml", "hugo.yaml", "hugo.json", "archetypes")),
)


def recognise(folder: Path) -> Layout:
    """Look at the folder, and at the site above it where it is the content of one."""
    places = [folder]
    if folder.name in {"content", "blog"}:
        places.append(folder.parent)
    if folder.parent.name == "content":
        places.append(folder.parents[1])
    for place in places:
        for layout, signs in _SIGNS:
            if any(_any(place.glob(sign)) for sign in signs):
                return layout
        config = place / "config.toml"
        if config.is_file():
            return _by_config(config)
    return _by_files(folder)


def _by_config(config: Path) -> Layout:
    is_zola = re.search(r"^base_url *=", config.read_text("utf-8", "replace"), re.MULTILINE)
    return Layout.ZOLA if is_zola else Layout.HUGO


def _by_files(folder: Path) -> Layout:
    """Tell Zola and Hugo apart by what only the one has, or find that it is neither."""
    has_sections = False
    for file in islice(sorted(folder.rglob("*.md")), _SAMPLE):
        text = file.read_text("utf-8", "replace")
        if text.startswith("+++") and _ONLY_ZOLA.search(text.partition("\n+++")[0]):
            return Layout.ZOLA
        has_sections = has_sections or file.name == "_index.md"
    return Layout.HUGO if has_sections else Layout.PLAIN


def _any(found: Iterable[Path]) -> bool:
    return next(iter(found), None) is not None


def content_folder(folder: Path, layout: Layout) -> Path:
    """Return where the texts are, if the folder is a whole site."""
    inner = {
        Layout.ZOLA: "content",
        Layout.HUGO: "content",
        Layout.DOCUSAURUS: "blog",
        Layout.ASTRO: "src/content",
    }.get(layout)
    if inner is not None and (folder / inner).is_dir():
        return folder / inner
    return folder


def site_folder(content: Path, layout: Layout) -> Path:
    """Return the site that a content folder belongs to, as far as its generator says."""
    if layout is Layout.ASTRO and content.parent.name == "src":
        return content.parents[1]
    if content.name in {"content", "blog"}:
        return content.parent
    return content
