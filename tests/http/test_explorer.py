"""The page for people: which one, from which files, under which policy."""

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from broadsheet.http.explorer import find_explorer


def visitor(folder: Path) -> TestClient:
    explorer = find_explorer(folder)
    return TestClient(Starlette(routes=[Route("/graphql", explorer.page), *explorer.routes()]))


@pytest.fixture
def built(tmp_path: Path) -> Path:
    (tmp_path / "index.html").write_text("<title>GraphiQL</title>", encoding="utf-8")
    (tmp_path / "explorer").mkdir()
    (tmp_path / "explorer" / "main-h4sh.js").write_text("start();", encoding="utf-8")
    return tmp_path


def test_what_was_built_is_served(built: Path) -> None:
    answer = visitor(built).get("/graphql")

    assert answer.text == "<title>GraphiQL</title>"
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"


def test_a_file_with_a_hash_in_its_name_is_kept_for_ever(built: Path) -> None:
    answer = visitor(built).get("/explorer/main-h4sh.js")

    assert answer.text == "start();"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "name", ["missing.js", "..%2Findex.html", "%2Fetc%2Fpasswd", "main-h4sh.js%00", ""]
)
def test_no_name_leads_anywhere_else(built: Path, name: str) -> None:
    assert visitor(built).get(f"/explorer/{name}").status_code == 404


def test_the_plain_page_is_there_where_nothing_was_built(tmp_path: Path) -> None:
    page = visitor(tmp_path)

    answer = page.get("/graphql")

    assert "python3 dev.py run" in answer.text
    assert "<option value=" in answer.text
    for name in ("plain.css", "plain.js"):
        assert f'"./explorer/{name}"' in answer.text
        file = page.get(f"/explorer/{name}")
        assert file.status_code == 200
        assert file.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("is_built", [True, False])
def test_no_page_runs_scripts_of_its_own_or_another_hosts(
    built: Path, tmp_path: Path, *, is_built: bool
) -> None:
    folder = built if is_built else tmp_path / "nowhere"

    policy = visitor(folder).get("/graphql").headers["content-security-policy"]

    directives = dict(part.split(" ", 1) for part in policy.split("; "))
    assert directives["script-src"] == "'self'"
    assert directives["connect-src"] == "'self'"
    assert directives["frame-ancestors"] == "'none'"
    assert ("'unsafe-inline'" in policy) is is_built
    assert "http" not in policy


def test_the_plain_page_has_neither_inline_scripts_nor_inline_styles(tmp_path: Path) -> None:
    page = visitor(tmp_path).get("/graphql").text

    assert page.count("<script") == page.count("<script type=") == page.count('.js"></script>')
    assert "<style" not in page
    assert " style=" not in page
