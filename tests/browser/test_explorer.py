"""The explorer in a real browser: it works, alone, under its policy."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.clients.node import node_project, run

_HERE = Path(__file__).parent
_SCREENSHOTS = _HERE.parents[1] / ".broadsheet" / "screenshots"


@pytest.fixture(scope="module")
def visit(site: str) -> dict[str, Any]:
    """What happened when somebody opened the explorer and ran the example in its second tab."""
    chromium = _chromium()
    project = node_project(_HERE)
    _SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    picture = str(_SCREENSHOTS / "explorer.png")
    told = run(project, "node", "explore.mjs", chromium, f"{site}/graphql", picture)
    return dict(json.loads(told))


def test_the_documentation_is_that_of_the_schema(visit: dict[str, Any]) -> None:
    assert "query: Query" in visit["documentation"]
    assert "PostConnection" in visit["documentation"]


def test_there_is_a_tab_for_each_example(visit: dict[str, Any]) -> None:
    examples = _HERE.parents[1] / "explorer" / "examples"
    assert len(visit["tabs"]) == len(list(examples.glob("*.graphql")))


def test_an_example_is_answered_with_demo_content(visit: dict[str, Any]) -> None:
    assert '"errors"' not in visit["answer"]
    assert '"title"' in visit["answer"]


def test_nothing_is_asked_of_any_other_host(visit: dict[str, Any], site: str) -> None:
    assert visit["requests"] == [site]


def test_the_browser_has_nothing_to_complain_of(visit: dict[str, Any]) -> None:
    assert visit["problems"] == []


def _chromium() -> str:
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.skip("Chromium is not installed")
    return found
