"""The console script as a process of its own."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_SECONDS = 30

Program = subprocess.Popen[str]


def environment(**settings: str) -> dict[str, str]:
    """Return this one, without what an operator may have set, and with what a test sets."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("BROADSHEET_") and name != "DATABASE_URL"
    }
    return {**kept, "PYTHONPATH": str(_ROOT), "BROADSHEET_EXPLORER": "false", **settings}


def broadsheet(
    *arguments: str, typed: str | None = None, **settings: str
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    with started(*arguments, **settings) as program:
        out, err = program.communicate(typed)
        return subprocess.CompletedProcess(arguments, program.returncode, out, err)


@contextmanager
def started(*arguments: str, **settings: str) -> Iterator[Program]:
    """Start a command, and see to it that nothing is left of it at the end."""
    with subprocess.Popen(
        [sys.executable, "-m", "broadsheet", *arguments],
        env=environment(**settings),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        try:
            yield program
        finally:
            if program.poll() is None:
                program.terminate()
                _see_it_end(program)


def address_from(program: Program) -> str:
    """Wait until the server says where it is."""
    assert program.stdout
    for line in program.stdout:
        if found := re.search(r"(http://\S+)/graphql", line):
            return found[1]
    assert program.stderr
    raise AssertionError(program.stderr.read())


def first_words_of(program: Program) -> str:
    assert program.stderr
    return program.stderr.readline()


def ended(program: Program) -> int:
    _see_it_end(program)
    return program.returncode


def _see_it_end(program: Program) -> None:
    try:
        program.communicate(timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        program.kill()
        raise
