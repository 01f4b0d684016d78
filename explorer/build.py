"""Build the explorer into a folder: `python3 explorer/build.py FOLDER`.

Standard library only, because it runs before there is an environment, and while a wheel is made.
Ends with 0 when the folder holds what the sources say, built now or before; otherwise it says in
one sentence why not, and the server shows its plain page instead.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

_HERE = Path(__file__).resolve().parent
_NOT_SOURCES = ("node_modules", "dist", "__pycache__", Path(__file__).name)
_STAMP = "sources.sha256"

_STEPS = (
    ("Installing the explorer's packages", ("ci", "--ignore-scripts", "--no-audit", "--no-fund")),
    ("Building the explorer", ("run", "build")),
)
_SECONDS_FOR_ONE_STEP = 300


class NotBuiltError(Exception):
    """Why there is no explorer, in one sentence."""


def build(folder: Path) -> None:
    """Make the folder hold what the sources say; a build that fails leaves it as it was."""
    digest = _digest()
    stamp = folder / _STAMP
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == digest:
        return
    npm = shutil.which("npm")
    if npm is None:
        raise NotBuiltError("Node.js with npm is not installed.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    # On the same file system as the folder, so that the new build takes its place in one step.
    with TemporaryDirectory(prefix="explorer-", dir=folder.parent) as workshop:
        work = Path(workshop)
        shutil.copytree(_HERE, work / "sources", ignore=shutil.ignore_patterns(*_NOT_SOURCES))
        _run_steps(npm, work / "sources", log=folder.parent / "explorer-build.log")
        built = work / "sources" / "dist"
        (built / _STAMP).write_text(digest, encoding="utf-8")
        if folder.exists():
            folder.rename(work / "replaced")
        built.rename(folder)


def _digest() -> str:
    """Tell one state of the sources from another, by their names and contents."""
    digest = hashlib.sha256()
    for file in sorted(_HERE.rglob("*")):
        name = file.relative_to(_HERE)
        if file.is_file() and not any(part in _NOT_SOURCES for part in name.parts):
            content = file.read_bytes()
            digest.update(f"{name.as_posix()} {len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()


def _run_steps(npm: str, sources: Path, *, log: Path) -> None:
    with log.open("w", encoding="utf-8") as output:
        for title, arguments in _STEPS:
            print(f"{title} ...", flush=True)
            try:
                subprocess.run(
                    (npm, *arguments),
                    check=True,
                    cwd=sources,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    timeout=_SECONDS_FOR_ONE_STEP,
                )
            except (OSError, subprocess.SubprocessError) as error:
                command = f"npm {arguments[0]}"
                raise NotBuiltError(f"{command} did not succeed; {log} says why.") from error


def main() -> int:
    """Build into the folder that the command names."""
    match sys.argv[1:]:
        case [folder]:
            return _tell(Path(folder).resolve())
        case _:
            print("usage: python3 explorer/build.py FOLDER", file=sys.stderr)
            return 2


def _tell(folder: Path) -> int:
    try:
        build(folder)
    except (NotBuiltError, OSError) as failure:
        print(f"The explorer is not built: {failure}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
