"""Exporting somebody from the command line."""

from pathlib import Path

import asyncpg
import orjson

from db.migrate import migrate
from tests.factories import make_account
from tests.operations.programs import broadsheet


async def test_the_operator_exports_anybody(
    empty_database: str, session: asyncpg.Connection, tmp_path: Path
) -> None:
    await migrate(session)
    await make_account(session, username="ada")

    shown = broadsheet("export-person", "Ada", DATABASE_URL=empty_database)
    file = tmp_path / "ada.jsonl"
    to_file = ("export-person", "ada", "--output", str(file))
    written = broadsheet(*to_file, DATABASE_URL=empty_database)
    unknown = broadsheet("export-person", "nobody", DATABASE_URL=empty_database)

    types = [orjson.loads(line)["type"] for line in shown.stdout.splitlines()]
    assert types == ["export", "profile", "end"]
    assert written.returncode == 0
    assert len(file.read_bytes().splitlines()) == 3
    assert (unknown.returncode, unknown.stderr) == (1, "There is nobody called nobody.\n")
