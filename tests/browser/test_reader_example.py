"""The example front end is built as its README says, and used by somebody in a real browser."""

import asyncio
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.browser.test_pages import SCREENSHOTS, chromium
from tests.clients.node import node_project, run
from tests.people_of_sites import make_administrator

_HERE = Path(__file__).parent
_ROOT = _HERE.parents[1]
_ADDRESS = re.compile(r"http://[\w.:]+")


@pytest.fixture(scope="module")
def built() -> Path:
    """The example, built from the schema of today: Relay, the types, the bundle."""
    project = node_project(_ROOT / "examples" / "reader")
    shutil.copy(_ROOT / "schema" / "schema.graphql", project)
    settings = project / "relay.config.json"
    relay = {**json.loads(settings.read_text(encoding="utf-8")), "schema": "./schema.graphql"}
    settings.write_text(json.dumps(relay), encoding="utf-8")
    run(project, "npm", "run", "build")
    return project


@pytest.fixture
def pages(built: Path, site: str) -> Iterator[str]:
    """The address of the built pages, beside the API of a site."""
    vite = ("node", "node_modules/vite/bin/vite.js")
    preview = (*vite, "preview", "--host", "127.0.0.1", "--port", "0")
    environment = {**os.environ, "BROADSHEET_URL": site, "NO_COLOR": "1"}
    with subprocess.Popen(
        preview, cwd=built, env=environment, stdout=subprocess.PIPE, text=True
    ) as program:
        try:
            told = (_ADDRESS.search(line) for line in program.stdout or ())
            found = next(filter(None, told), None)
            yield found[0] if found else pytest.fail("the built pages are not served")
        finally:
            program.terminate()


async def test_somebody_reads_reacts_and_writes(pages: str, site: str, site_dsn: str) -> None:
    browser, project = chromium(), node_project(_HERE)
    reader = await asyncio.to_thread(make_administrator, site_dsn, "reader")
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)

    command = ("node", "reader.mjs", browser, pages, str(SCREENSHOTS), *reader)
    seen: dict[str, Any] = json.loads(await asyncio.to_thread(run, project, *command))

    assert seen["problems"] == []
    assert set(seen["hosts"]) <= {pages, site}
    assert seen["postsAtFirst"] == 10
    assert seen["askedInVain"] == 1
    assert seen["refusedSignIn"] == "The address or the password is wrong."
    assert seen["commentsAtFirst"] < len(seen["comments"])
    assert seen["comments"] == _thread(site)
    assert seen["reacted"] == 1
    assert seen["reasons"] == ["You follow Pavel Novotný"]
    assert set(seen["rankedFor"]) == {"You follow Pavel Novotný", "Popular here"}
    assert seen["refusedComment"] == "Must not be empty."
    assert seen["countAfterRefusal"], "the comment that was refused is still counted"
    assert seen["place"][:2] == [1, 0], "the reply is not the last one below its comment"
    assert seen["asBefore"], "something is left of what was deleted"
    assert "discussion" in seen["found"]


def _thread(site: str) -> list[list[Any]]:
    """Whose comments the long discussion has, and how deep, in the order of reading."""
    query = """{ post(publication: "composing-room", slug: "reading-a-long-discussion") {
      thread(first: 100) { nodes { depth author { name } } } } }"""
    answer = httpx2.post(f"{site}/graphql", json={"query": query}).json()
    nodes = answer["data"]["post"]["thread"]["nodes"]
    return [[min(node["depth"], 6), node["author"]["name"]] for node in nodes]
