"""A whole site, started by the commands that an operator uses."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

import pytest

STATE = Path(__file__).parents[1] / ".broadsheet"  # where an explorer may have been built before
_ADDRESS = re.compile(r"http://\S+(?=/graphql)")
_SECONDS_TO_END = 30


@contextmanager
def running_site(dsn: str, command: str = "run", *, state: Path = STATE) -> Iterator[str]:
    """Start a server and yield its address. `run` prepares the database, and `serve` does not."""
    environment = {**os.environ, "DATABASE_URL": dsn, "BROADSHEET_STATE_FOLDER": str(state)}
    arguments = (sys.executable, "-m", "broadsheet", command, "--port", "0")
    with (
        TemporaryFile("w+", encoding="utf-8") as complaints,
        subprocess.Popen(
            arguments, env=environment, stdout=subprocess.PIPE, stderr=complaints, text=True
        ) as program,
    ):
        try:
            yield _announced(program) or pytest.fail(f"no site started:\n{_written(complaints)}")
        finally:
            program.terminate()
        assert program.wait(_SECONDS_TO_END) == 0, "the site did not end in order"


def _announced(program: subprocess.Popen[str]) -> str | None:
    """Read what the program says until it says where it listens."""
    for line in program.stdout or ():
        if found := _ADDRESS.search(line):
            return found[0]
    return None


def _written(file: IO[str]) -> str:
    file.seek(0)
    return file.read()
