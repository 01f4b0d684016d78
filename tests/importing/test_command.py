"""`broadsheet import` as an operator uses it: killed, rehearsed, and asked for a receipt."""

import json
import re
import signal
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen
from typing import Any
from urllib.parse import urlsplit

import asyncpg
import pytest
import pytest_asyncio

from broadsheet.cli.importing import import_markdown
from broadsheet.importing.errors import ImportFailedError
from db.migrate import migrate
from tests.importing.folders import lines, write
from tests.importing.pictures import a_picture
from tests.operations.programs import broadsheet, started

_DATABASE = "broadsheet_imports"
_POSTS = 12

_TABLES = (
    "users", "publications", "posts", "revisions", "contents", "post_authors", "post_tags", "tags",
    "redirects", "media_assets", "imported_items",
)  # fmt: skip


@dataclass(frozen=True)
class Program:
    """Runs the command on a database of its own."""

    dsn: str
    state: Path

    def start(self, *arguments: object) -> AbstractContextManager[Popen[str]]:
        return started("import", *map(str, arguments), **self._settings)

    def run(self, *arguments: object) -> str:
        ended = broadsheet("import", *map(str, arguments), **self._settings)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    @property
    def _settings(self) -> dict[str, str]:
        return {"DATABASE_URL": self.dsn, "BROADSHEET_STATE_FOLDER": str(self.state)}

    async def rows(self) -> dict[str, int]:
        connection = await asyncpg.connect(self.dsn)
        try:
            return {
                table: await connection.fetchval(f"SELECT count(*) FROM {table}")  # noqa: S608 - from the list above
                for table in _TABLES
            }
        finally:
            await connection.close()


@pytest_asyncio.fixture(loop_scope="session")
async def program(server: str, tmp_path: Path) -> AsyncIterator[Program]:
    admin = await asyncpg.connect(server)
    await admin.execute(f"DROP DATABASE IF EXISTS {_DATABASE} WITH (FORCE)")
    await admin.execute(f"CREATE DATABASE {_DATABASE}")
    dsn = urlsplit(server)._replace(path=f"/{_DATABASE}").geturl()
    connection = await asyncpg.connect(dsn)
    await migrate(connection)
    await connection.close()
    yield Program(dsn, tmp_path / "state")
    await admin.execute(f"DROP DATABASE {_DATABASE} WITH (FORCE)")
    await admin.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A dozen posts, each with two authors, a tag, an old address and a picture of its own."""
    files: dict[str, str | bytes] = {}
    for number in range(_POSTS):
        files[f"{number:02}/index.md"] = lines(
            "+++",
            f'title = "Post {number}"',
            f"date = 2020-01-{number + 1:02}",
            'authors = ["Ada", "Bob"]',
            'tags = ["numbers"]',
            f'aliases = ["old/{number}"]',
            "+++",
            "![A picture](picture.png)",
        )
        files[f"{number:02}/picture.png"] = a_picture(width=number + 1)
    return write(tmp_path / "site", files)


async def test_an_import_goes_on_after_being_killed_anywhere(
    program: Program, folder: Path
) -> None:
    arguments = ("markdown", folder, "--publication", "notes")
    for seen in (2, 5, 9):
        with program.start(*arguments) as running:
            for _ in range(seen):
                assert running.stdout is not None
                running.stdout.readline()
            running.send_signal(signal.SIGKILL)
            running.communicate()
        rows = await program.rows()
        assert rows["posts"] == rows["revisions"] == rows["contents"] == rows["redirects"]
        assert rows["post_authors"] == 2 * rows["posts"]

    program.run(*arguments)

    assert await program.rows() == {
        "users": 2,
        "publications": 1,
        "posts": _POSTS,
        "revisions": _POSTS,
        "contents": _POSTS,
        "post_authors": 2 * _POSTS,
        "post_tags": _POSTS,
        "tags": 1,
        "redirects": _POSTS,
        "media_assets": _POSTS,
        "imported_items": _POSTS + 3,
    }
    kept = [file.name for file in (program.state / "media").iterdir()]
    assert len([name for name in kept if not name.startswith(".")]) == _POSTS


async def test_the_receipt_tells_of_every_item(
    program: Program, folder: Path, tmp_path: Path
) -> None:
    write(folder, {"broken.md": "---\ntitle: [\n---\n"})
    file = tmp_path / "receipt.json"

    shown = program.run("markdown", folder, "--publication", "notes", "--json", file)

    receipt: dict[str, Any] = json.loads(file.read_text())
    created = {"created": _POSTS, "updated": 0, "unchanged": 0, "skipped": 0}
    assert receipt["totals"]["post"] == created
    assert receipt["dryRun"] is False
    assert len(receipt["items"]) == _POSTS + 4
    (broken,) = [item for item in receipt["items"] if item["result"] == "skipped"]
    assert broken["externalId"] == "notes/broken.md"
    assert broken["reason"].startswith("Its YAML cannot be read")
    assert broken["reason"] in shown
    assert re.search(rf"^post +{_POSTS} +0 +0 +0$", shown, re.MULTILINE)

    again = program.run("markdown", folder, "--publication", "notes", "--quiet")

    assert re.search(rf"^post +0 +0 +{_POSTS} +0$", again, re.MULTILINE)
    assert "notes/broken.md" in again
    assert "notes/00/index.md" not in again


async def test_a_dry_run_tells_everything_and_keeps_nothing(program: Program, folder: Path) -> None:
    before = await program.rows()

    shown = program.run("markdown", folder, "--publication", "notes", "--dry-run")

    assert re.search(rf"^post +{_POSTS} +0 +0 +0$", shown, re.MULTILINE)
    assert "Nothing was kept." in shown
    assert await program.rows() == before
    assert not (program.state / "media").exists()


@pytest.mark.parametrize(
    ("handle", "sections", "sentence"),
    [
        pytest.param(
            "Not a handle",
            [],
            "'Not a handle' is no handle: use a-z, 0-9, - and _, at most 60 of them.",
            id="handle",
        ),
        pytest.param("n", ["00"], "Write --section as FOLDER=HANDLE; '00' is not.", id="section"),
        pytest.param("n", ["gone=gone"], "There is no folder gone in ", id="folder"),
        pytest.param("n", [], "hugo.toml cannot be read. Its TOML", id="configuration"),
    ],
)
def test_what_makes_no_sense_is_one_sentence(
    folder: Path, handle: str, sections: list[str], sentence: str
) -> None:
    write(folder, {"hugo.toml": "title ="})

    with pytest.raises(ImportFailedError) as failure:
        import_markdown(folder, publication=handle, section=sections)

    assert sentence in str(failure.value)
