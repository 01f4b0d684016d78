"""Build the explorer's pages with npm, where a checkout and npm are at hand.

Standard library only: making a wheel runs this file too, where nothing of ours is installed.
"""

import hashlib
import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

SOURCES = Path(__file__).parents[1] / "explorer"

_LEFT_OVER = ("node_modules", "dist")
_STAMP = "sources.sha256"
_STEPS = (
    (
        "Installing the explorer's packages (once, and after they have changed).",
        ("ci", "--ignore-scripts", "--no-audit", "--no-fund"),
    ),
    ("Building the explorer.", ("run", "build")),
)
_SECONDS_FOR_ONE_STEP = 300


class NotBuiltError(Exception):
    """There is no explorer. The message says why."""


def build_explorer(folder: Path, report: Callable[[str], None]) -> None:
    """Make the folder hold what the sources say; a build that fails leaves it as it was."""
    digest = _digest()
    stamp = folder / _STAMP
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == digest:
        return
    npm = shutil.which("npm")
    if npm is None:
        raise NotBuiltError("Node.js with npm is not installed.")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        # On the same file system as the folder, so that the new build takes its place in one step.
        with TemporaryDirectory(prefix="explorer-", dir=folder.parent) as workshop:
            built = _build(npm, Path(workshop) / "sources", folder.parent, report)
            (built / _STAMP).write_text(digest, encoding="utf-8")
            if folder.exists():
                folder.rename(Path(workshop) / "replaced")
            built.rename(folder)
    except OSError as error:
        raise NotBuiltError(f"{error}.") from error


def _digest() -> str:
    """Tell one state of the sources from another, by their names and contents."""
    digest = hashlib.sha256()
    for file in sorted(SOURCES.rglob("*")):
        name = file.relative_to(SOURCES)
        if file.is_file() and name.parts[0] not in _LEFT_OVER:
            content = file.read_bytes()
            digest.update(f"{name.as_posix()} {len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()


def _build(npm: str, sources: Path, folder: Path, report: Callable[[str], None]) -> Path:
    shutil.copytree(SOURCES, sources, ignore=shutil.ignore_patterns(*_LEFT_OVER))
    log = folder / "explorer-build.log"
    with log.open("wb") as output:
        for title, arguments in _STEPS:
            report(title)
            if _run((npm, *arguments), sources, output.fileno()) != 0:
                raise NotBuiltError(f"`npm {arguments[0]}` failed, and {log} says why.")
    return sources / "dist"


def _run(command: tuple[str, ...], folder: Path, output: int) -> int:
    """Run npm and all that it starts in a session of their own, which ends with us."""
    program = subprocess.Popen(  # noqa: S603 - npm, with the arguments above
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        return program.wait(_SECONDS_FOR_ONE_STEP)
    except subprocess.TimeoutExpired:
        return 1
    finally:
        if program.poll() is None:
            os.killpg(program.pid, signal.SIGKILL)
            program.wait()
