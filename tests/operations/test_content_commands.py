"""`broadsheet demo` and `broadsheet render`, as an operator uses them."""

from pathlib import Path

import asyncpg
import pytest
import pytest_asyncio
from typer.testing import CliRunner

from broadsheet.cli.application import build_application
from db.migrate import migrate


@pytest_asyncio.fixture(loop_scope="session")
async def installation(
    empty_database: str,
    session: asyncpg.Connection,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    await migrate(session)
    monkeypatch.setenv("DATABASE_URL", empty_database)
    monkeypatch.setenv("BROADSHEET_STATE_FOLDER", str(tmp_path))


@pytest.mark.usefixtures("installation")
def test_the_demo_comes_and_goes_and_is_rendered_again() -> None:
    added = _run("demo")
    again = _run("demo")
    nothing_old = _run("render")
    rendered = _run("render", "--all")
    removed = _run("demo", "--remove")
    nothing_left = _run("demo", "--remove")

    assert added.startswith("The demo is there: ")
    assert again == "The demo was there already.\n"
    assert nothing_old == "Nothing is old.\n"
    assert rendered.endswith(" texts rendered, 0 left as they are.\n")
    assert removed.startswith("The demo is gone: 1 page, 1 publication, 13 posts, ")
    assert nothing_left == "There was no demo to remove.\n"


def _run(*command: str) -> str:
    """Return what the command answers."""
    result = CliRunner().invoke(build_application(), command, catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout
