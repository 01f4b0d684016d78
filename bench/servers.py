"""Starting servers, and ending them."""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.dialects import OURS, Dialect

_ADDRESS = re.compile(r"http://\S+/graphql")
_SECONDS_TO_END = 20


class ServerError(Exception):
    """A server did not start. The message says where to look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contestant:
    """A server that can be started here."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    dialect: Dialect = OURS
    by_get: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """One that runs."""

    name: str
    address: str
    pid: int
    dialect: Dialect = OURS
    by_get: bool = False


@contextmanager
def running(contestants: Sequence[Contestant], logs: Path) -> Iterator[Sequence[Server]]:
    """Start all of them, each with a log of its own, and end them with the block."""
    logs.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        yield [stack.enter_context(_running(contestant, logs)) for contestant in contestants]


@contextmanager
def _running(contestant: Contestant, logs: Path) -> Iterator[Server]:
    log = logs / f"{contestant.name}.log"
    with (
        log.open("w", encoding="utf-8") as complaints,
        subprocess.Popen(
            contestant.command,
            env={**_inherited(), **contestant.environment},
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
        ) as program,
    ):
        try:
            address = _announced(program)
            if address is None:
                raise ServerError(f"{contestant.name} did not start. {log} says why.")
            yield Server(
                name=contestant.name,
                address=address,
                pid=program.pid,
                dialect=contestant.dialect,
                by_get=contestant.by_get,
            )
        finally:
            _end(program)


def _inherited() -> Mapping[str, str]:
    """Return our environment without anyone's settings: all servers run as they ship."""
    return {name: value for name, value in os.environ.items() if not name.startswith("BROADSHEET_")}


def _announced(program: subprocess.Popen[str]) -> str | None:
    """Read what a server says until it says where it listens."""
    for line in program.stdout or ():
        if found := _ADDRESS.search(line):
            return found[0]
    return None


def _end(program: subprocess.Popen[str]) -> None:
    program.terminate()
    try:
        program.wait(_SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        program.kill()
