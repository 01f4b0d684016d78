"""The pages for people in a real browser: they work, alone, each under its policy."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.clients.node import node_project, run
from tests.site import running_site

_HERE = Path(__file__).parent
_ROOT = _HERE.parents[1]
SCREENSHOTS = _ROOT / ".broadsheet" / "screenshots"

Visit = dict[str, Any]
"""What a visitor saw, and what the browser asked for and complained of meanwhile."""


@pytest.fixture(scope="module", params=["explorer", "plain"])
def seen(
    request: pytest.FixtureRequest,
    site: str,
    site_dsn: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Visit:
    """What somebody sees who opens a page and runs its second example."""
    if request.param == "explorer":
        return visit("explorer", site)
    with running_site(site_dsn, "serve", state=tmp_path_factory.mktemp("nothing-built")) as address:
        return visit("plain", address)


def visit(page: str, address: str) -> Visit:
    browser, project = chromium(), node_project(_HERE)
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    picture = str(SCREENSHOTS / f"{page}.png")
    told = run(project, "node", f"{page}.mjs", browser, f"{address}/graphql", picture)
    return {**json.loads(told), "address": address}


def chromium() -> str:
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    return found or pytest.skip("Chromium is not installed")


def test_there_is_every_example(seen: Visit) -> None:
    examples = list((_ROOT / "explorer" / "examples").glob("*.graphql"))
    assert len(seen["examples"]) == len(examples)


def test_an_example_is_answered_with_demo_content(seen: Visit) -> None:
    assert '"errors"' not in seen["answer"]
    assert '"title"' in seen["answer"]


def test_the_documentation_is_that_of_the_schema(seen: Visit) -> None:
    if "documentation" not in seen:
        pytest.skip("the plain page has no documentation")
    assert "query: Query" in seen["documentation"]
    assert "PostConnection" in seen["documentation"]


def test_nothing_is_asked_of_any_other_host(seen: Visit) -> None:
    assert seen["hosts"] == [seen["address"]]


def test_the_browser_has_nothing_to_complain_of(seen: Visit) -> None:
    assert seen["problems"] == []
