"""A folder to be imported: its layout, its sections, and what its configuration says."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from broadsheet.importing.errors import BrokenItemError, ImportFailedError
from broadsheet.importing.front_matter import read_toml, read_yaml
from broadsheet.importing.markdown.layouts import Layout, content_folder, recognise, site_folder

_ENDINGS = {".md", ".markdown", ".mdx"}
_NOT_CONTENT = {"node_modules", "_site", "_includes", "_layouts", "_sass", "vendor"}

# In bytes. What is rendered may be far shorter, but its keys may be long.
LARGEST_TEXT = 5_000_000

_CONFIGURATIONS = (
    "config.toml",
    "zola.toml",
    "hugo.toml",
    "hugo.yaml",
    "hugo.json",
    "config.yaml",
    "config.yml",
    "_config.yml",
)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a site that is a publication of its own."""

    folder: str
    """Where it begins, in the content folder. The main publication's is ""."""
    publication: str


@dataclass(frozen=True, slots=True)
class SourceFile:
    path: Path
    name: str
    """Its place in the content folder, with slashes."""
    section: Section

    @property
    def place(self) -> PurePosixPath:
        """Its place in its section."""
        return PurePosixPath(self.name).relative_to(self.section.folder)

    @property
    def external_id(self) -> str:
        """The same whether its section is imported alone or with the whole site."""
        return f"{self.section.publication}/{self.place}"

    @property
    def is_section(self) -> bool:
        return PurePosixPath(self.name).stem.partition(".")[0] == "_index"


@dataclass(frozen=True, slots=True)
class Site:
    content: Path
    folder: Path
    layout: Layout
    sections: tuple[Section, ...]
    """The deepest first."""
    configuration: Mapping[str, Any]
    authors: Mapping[str, Any]
    permalink: str | None

    def files(self) -> Iterator[SourceFile]:
        """Find every text, one folder after the other, in an order that never changes."""
        for folder, folders, names in os.walk(self.content):
            folders[:] = sorted(name for name in folders if _is_content(name))
            for name in sorted(names):
                if Path(name).suffix.lower() in _ENDINGS and not name.startswith("."):
                    yield self._file(Path(folder, name))

    def _file(self, path: Path) -> SourceFile:
        name = path.relative_to(self.content).as_posix()
        section = next(
            section
            for section in self.sections
            if section.folder == "" or name.startswith(f"{section.folder}/")
        )
        return SourceFile(path, name, section)


def open_site(
    folder: Path,
    publication: str,
    *,
    sections: Mapping[str, str],
    layout: Layout | None = None,
    permalink: str | None = None,
) -> Site:
    layout = layout or recognise(folder)
    content = content_folder(folder, layout)
    site = site_folder(content, layout)
    parts = [Section(name.strip("/"), handle) for name, handle in sections.items()]
    parts.sort(key=lambda section: len(section.folder), reverse=True)
    configuration = _configuration(site)
    return Site(
        content=content,
        folder=site,
        layout=layout,
        sections=(*parts, Section("", publication)),
        configuration=configuration,
        authors=_authors(content),
        permalink=permalink or _permalink(configuration, layout),
    )


def _is_content(folder: str) -> bool:
    return not folder.startswith(".") and folder not in _NOT_CONTENT


def _configuration(site: Path) -> Mapping[str, Any]:
    for name in _CONFIGURATIONS:
        if (site / name).is_file():
            return _read(site / name)
    return {}


def _authors(content: Path) -> Mapping[str, Any]:
    file = content / "authors.yml"
    return _read(file) if file.is_file() else {}


def _read(file: Path) -> Mapping[str, Any]:
    text = file.read_text("utf-8", "replace")
    try:
        if file.suffix == ".toml":
            return read_toml(text)
        found = json.loads(text) if file.suffix == ".json" else read_yaml(text)
    except (BrokenItemError, ValueError) as error:
        raise ImportFailedError(f"{file} cannot be read. {error}") from None
    return found if isinstance(found, dict) else {}


def _permalink(configuration: Mapping[str, Any], layout: Layout) -> str | None:
    if layout is Layout.JEKYLL:
        return str(configuration.get("permalink", "date"))
    return None
