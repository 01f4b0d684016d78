"""Documents name files and commands. These tests prove that they are there."""

import re
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_PLACES = ("*.md", "docs/**/*.md", "examples/*/*.md")
_DOCUMENTS = sorted(file for place in _PLACES for file in _ROOT.glob(place))
_PACKAGES = "bench|broadsheet|db|domain|examples|execution|explorer|resolvers|schema|tests"

_LINK = re.compile(r"]\((?!https?:)([^)#\s]+)")
_FILE = re.compile(rf"`((?:{_PACKAGES})/[\w./-]*)`")


def named(document: Path) -> set[Path]:
    """Return the files that a document links to, from where it is, or names, from the root."""
    text = document.read_text(encoding="utf-8")
    linked = {document.parent / link for link in _LINK.findall(text)}
    return linked | {_ROOT / name for name in _FILE.findall(text)}


@pytest.mark.parametrize("document", [pytest.param(file, id=file.stem) for file in _DOCUMENTS])
def test_everything_a_document_names_is_there(document: Path) -> None:
    missing = [str(path) for path in named(document) if not path.exists()]
    assert missing == []


def test_every_decision_record_is_in_the_list() -> None:
    folder = _ROOT / "docs" / "adr"
    listed = {path.name for path in named(folder / "README.md")}
    assert listed >= {file.name for file in folder.glob("0*.md")}
