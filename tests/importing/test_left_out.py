"""Drafts are kept and not shown; what is broken is told and holds up nothing."""

import os
from pathlib import Path

import pytest

from broadsheet.importing.markdown.layouts import Layout
from broadsheet.importing.markdown.site import LARGEST_TEXT
from domain.importing.service import ImportService
from tests.api.client import Api
from tests.importing.folders import a_text, import_folder, write
from tests.pinned import PinnedDatabase


@pytest.mark.parametrize(
    "draft",
    [
        pytest.param({"content/one.md": a_text("One", "1", "draft = true")}, id="by its key"),
        pytest.param({"one.md": a_text("One", "1", "published = false")}, id="unpublished"),
        pytest.param(
            {"_drafts/one.md": "---\ntitle: One\n---\n1", "_config.yml": "title: Notes"},
            id="by its folder",
        ),
    ],
)
async def test_a_draft_stays_one(
    service: ImportService,
    api: Api,
    database: PinnedDatabase,
    tmp_path: Path,
    draft: dict[str, str | bytes],
) -> None:
    receipt = await import_folder(service, write(tmp_path / "site", draft))

    (outcome,) = receipt.of("post").values()
    assert outcome.result.value == "created"
    assert await database.fetchval("SELECT status FROM posts") == "draft"
    data = await api(
        """
        {
          post(publication: "notes", slug: "one") { id }
          publication(handle: "notes") { posts(first: 5) { totalCount nodes { id } } }
        }
        """
    )
    assert data == {"post": None, "publication": {"posts": {"totalCount": 0, "nodes": []}}}


async def test_broken_files_are_lines_of_the_receipt(
    service: ImportService, api: Api, database: PinnedDatabase, tmp_path: Path
) -> None:
    folder = write(
        tmp_path / "site",
        {
            "a-yaml.md": "---\ntitle: [\n---\n",
            "b-bytes.md": b"caf\xe9",
            "c-empty.md": "+++\n+++\n",
            "d-nul.md": a_text("Nul", "a\0b"),
            "e-deep.md": a_text("Deep", "> " * 5_000),
            "f-good.md": a_text("Good", "Yes."),
            "g-title.md": a_text("x", "1", 'title2 = "\\u0000"'),
        },
    )

    receipt = await import_folder(service, folder)

    reasons = {line.external_id[6]: line.reason for line in receipt.outcomes if line.reason}
    assert {key: (reason or "").split(":")[0][:35] for key, reason in reasons.items()} == {
        "a": "Its YAML cannot be read",
        "b": "It is not UTF-8 text",
        "c": "It has neither a title nor a text.",
        "d": "Its markdown holds a NUL character,",
        "e": "This text nests too deep. Simplify "[:35],
        "g": "Its metadata holds a NUL character,",
    }
    data = await api('{ post(publication: "notes", slug: "f-good") { content { text } } }')
    assert data["post"]["content"]["text"] == "Yes."
    assert await database.fetchval("SELECT count(*) FROM posts") == 1
    assert await database.fetchval("SELECT count(*) FROM contents") == 1


async def test_what_is_no_file_of_the_folder_is_left_alone(
    service: ImportService, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text(a_text("Secret", "Not of this site."))
    folder = write(tmp_path / "site", {"good.md": a_text("Good", "![](loop.png) ![](pipe.png)")})
    (folder / "outside.md").symlink_to(secret)
    (folder / "linked.md").symlink_to(folder / "good.md")
    (folder / "loop.md").symlink_to("loop.md")
    (folder / "loop.png").symlink_to("loop.png")
    (folder / "folder.md").symlink_to(folder)
    os.mkfifo(folder / "pipe.md")
    os.mkfifo(folder / "pipe.png")
    os.mkfifo(folder / "_index.md")
    (folder / "large.md").write_text("x" * (LARGEST_TEXT + 1))

    receipt = await import_folder(service, folder, layout=Layout.ZOLA)

    assert receipt.of("post")["notes/good.md"].notes == (
        "The link loop.png leads to nothing here.",
        "The link pipe.png leads to nothing here.",
    )
    assert set(receipt.of("post")) == {"notes/good.md", "notes/linked.md"}
    assert {name: line.reason for name, line in receipt.of("file").items()} == {
        "notes/large.md": f"It is larger than {LARGEST_TEXT} bytes.",
        "notes/loop.md": "It is a link that leads back to itself.",
        "notes/outside.md": "It is a link that leads out of the folder.",
        "notes/pipe.md": "It is no file, but a folder, a pipe or a device.",
    }
