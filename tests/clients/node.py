"""Programs from npm that use our API as strangers would, each a small project beside its test."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_INSTALLED = _ROOT / ".broadsheet" / "node"
_NOT_OF_NODE = shutil.ignore_patterns("*.py", "__pycache__", "node_modules")
_SECONDS_FOR_ONE_PROGRAM = 120


def node_project(folder: Path) -> Path:
    """Copy a project to where its packages are, installed once for each state of its lock."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("Node.js with npm is not installed")
    digest = hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest()[:16]
    project = _INSTALLED / f"{folder.name}-{digest}"
    shutil.rmtree(project / "src", ignore_errors=True)  # it may hold what the project has no more
    shutil.copytree(folder, project, dirs_exist_ok=True, ignore=_NOT_OF_NODE)
    if not (project / "node_modules" / ".package-lock.json").is_file():
        _install(npm, project)
    return project


def run(project: Path, *command: str) -> str:
    """Run a program in its project and return what it prints; a complaint fails the test."""
    ended = _ended(project, command)
    assert ended.returncode == 0, f"{ended.stdout}\n{ended.stderr}"
    return ended.stdout


def _install(npm: str, project: Path) -> None:
    command = (npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
    ended = _ended(project, command)
    if ended.returncode != 0:
        # A machine without a package registry cannot run these tests; the one that gates must.
        give_up = pytest.fail if "CI" in os.environ else pytest.skip
        give_up(f"npm could not install the packages of {project.name}: {ended.stderr[-500:]}")


def _ended(project: Path, command: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        check=False,
        cwd=project,
        capture_output=True,
        text=True,
        timeout=_SECONDS_FOR_ONE_PROGRAM,
    )
