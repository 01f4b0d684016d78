"""Building the explorer: once for each state of its sources, and never half."""

import os
from pathlib import Path

import pytest

from broadsheet.explorer_build import NotBuiltError, build_explorer

# Stands in for npm: tells what it was asked in a file, and "builds" as long as it is not broken.
NPM = """#!/bin/sh
echo "$1" >> "{folder}/asked"
test ! -e "{folder}/broken" || exit 1
mkdir -p dist && echo built > dist/index.html
"""


@pytest.fixture
def npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "npm"
    folder.mkdir()
    (folder / "npm").write_text(NPM.format(folder=folder), encoding="utf-8")
    (folder / "npm").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
    return folder


def test_it_is_built_once(npm: Path, tmp_path: Path) -> None:
    explorer, told = tmp_path / "state" / "explorer", list[str]()

    build_explorer(explorer, told.append)
    build_explorer(explorer, told.append)

    assert (explorer / "index.html").read_text(encoding="utf-8") == "built\n"
    assert (npm / "asked").read_text(encoding="utf-8").split() == ["ci", "run"]
    assert len(told) == 2


def test_it_is_built_again_when_its_sources_are_not_those_it_was_built_from(
    npm: Path, tmp_path: Path
) -> None:
    explorer = tmp_path / "explorer"
    build_explorer(explorer, print)
    (explorer / "sources.sha256").write_text("of other sources", encoding="utf-8")

    build_explorer(explorer, print)

    assert (npm / "asked").read_text(encoding="utf-8").split() == ["ci", "run"] * 2


def test_a_build_that_fails_says_where_to_look_and_leaves_what_was_there(
    npm: Path, tmp_path: Path
) -> None:
    explorer = tmp_path / "explorer"
    explorer.mkdir()
    (explorer / "index.html").write_text("of last week", encoding="utf-8")
    (npm / "broken").touch()

    with pytest.raises(NotBuiltError, match=r"npm ci. failed, and .*explorer-build.log says why"):
        build_explorer(explorer, print)

    assert (explorer / "index.html").read_text(encoding="utf-8") == "of last week"
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "explorer",
        "explorer-build.log",
        "npm",
    ]


def test_without_npm_one_sentence_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(NotBuiltError, match=r"^Node.js with npm is not installed\.$"):
        build_explorer(tmp_path / "explorer", print)
