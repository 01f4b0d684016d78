#!/usr/bin/env python3
"""Work on Broadsheet, or just look at it. Needs Python 3.11 or newer with pip, nothing else.

  python3 dev.py run [--port N] [--host H] [--no-demo]   start everything, until Ctrl-C
  python3 dev.py test [pytest's arguments]               run the tests, on a database of their own
  python3 dev.py check [steps]                           run all checks, or those that are named
  python3 dev.py broadsheet ...                          run a command of Broadsheet's
  python3 dev.py bench [--help]                          measure Broadsheet beside its peers
  python3 dev.py lock                                    pin the newest fitting dependencies

The first command makes an environment in .broadsheet/, from the hashes in requirements.lock.
DATABASE_URL replaces the PostgreSQL that `run` starts.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if sys.version_info < (3, 11):
    sys.exit("Broadsheet needs Python 3.11 or newer. Run this with it: python3.11 dev.py ...")
try:
    import fcntl
except ImportError:
    sys.exit("Broadsheet runs on Linux and macOS. On Windows, use it inside WSL.")

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Command = Sequence[str | Path]

ROOT = Path(__file__).resolve().parent
LOCK = ROOT / "requirements.lock"
STATE = ROOT / ".broadsheet"
ENVIRONMENT = STATE / "environment"
BIN = ENVIRONMENT / "bin"
PYTHON = BIN / "python"
ALL_TESTS = ("-n", "auto", "--dist", "worksteal")  # a process for each core
PIP_INSTALL = ("-m", "pip", "install", "-q", "--disable-pip-version-check")
MODULES = {
    "run": ("broadsheet", "run"),
    "test": ("pytest",),
    "broadsheet": ("broadsheet",),
    "bench": ("bench",),
}


class StepError(Exception):
    """A step ended badly; its output has been shown."""


def main() -> None:
    commands = {"check": check, "lock": lock}
    name, *arguments = sys.argv[1:] or ["--help"]
    if name not in {*commands, *MODULES}:
        print(__doc__)
        sys.exit(0 if name in {"-h", "--help", "help"} else f"There is no command {name!r}.")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0 if name == "run" else 143))
    os.environ.setdefault("BROADSHEET_STATE_FOLDER", str(STATE))
    try:
        make_environment()
        if name in MODULES:
            start(name, arguments)
        commands[name](arguments)
    except StepError as failure:
        sys.exit(f"{failure} did not succeed; the lines above say why.")
    except KeyboardInterrupt:
        sys.exit(0 if name == "run" else 130)


def start(name: str, arguments: Sequence[str]) -> NoReturn:
    """Run a module; those that are no part of the package are found beside this file."""
    if name in {"test", "bench"}:
        os.chdir(ROOT)
    whole = ALL_TESTS if name == "test" and not arguments else ()
    become(PYTHON, "-m", *MODULES[name], *whole, *arguments)


def check(arguments: Sequence[str]) -> None:
    """Run every step, whatever came of those before, and fail at the end if one failed."""
    migrations = sorted(ROOT.glob("db/migrations/*.sql"))
    steps: Mapping[str, Command] = {
        "format": [BIN / "ruff", "format", "--check", "."],
        "lint": [BIN / "ruff", "check", "."],
        "types": [BIN / "mypy"],
        "imports": [BIN / "lint-imports", "--no-logo"],
        "schema": [PYTHON, "-m", "broadsheet", "schema", "--check"],
        "migrations": [BIN / "squawk", *migrations],
        "tests": [PYTHON, "-m", "pytest", *ALL_TESTS],
    }
    if unknown := set(arguments) - set(steps):
        sys.exit(f"There is no step {unknown.pop()!r}; there are {', '.join(steps)}.")
    results = {}
    for name in arguments or steps:
        print(f"\n== {name}", flush=True)
        started = time.monotonic()
        ended = subprocess.run(steps[name], cwd=ROOT, check=False)
        results[name] = (ended.returncode == 0, time.monotonic() - started)
    print()
    for name, (good, seconds) in results.items():
        print(f"{name:12}{'ok' if good else 'FAILED':8}{seconds:6.1f} s", flush=True)
    sys.exit(not all(good for good, _ in results.values()))


def lock(arguments: Sequence[str]) -> None:
    """Pin every dependency by hash. No host is written, so that any mirror will do."""
    how = ["-q", "pyproject.toml", "--universal", "--generate-hashes", "--no-header"]
    what = ["--no-annotate", "--no-emit-index-url", "--extra", "embedded", "--extra", "oidc"]
    named: Command = [*how, *what, "--group", "dev", "-o", LOCK, *arguments]
    command = [BIN / "uv", "pip", "compile", *named]
    subprocess.run(command, cwd=ROOT, check=True, env=with_pips_settings())


def become(*command: str | Path) -> NoReturn:
    """Let the command take the place of this program, so that signals reach it directly."""
    sys.stdout.flush()
    os.execv(command[0], [os.fspath(part) for part in command])


def make_environment() -> None:
    """Make what the lock says, once; afterwards this takes no time."""
    stamp = ENVIRONMENT / "made-from"
    wanted = digest_of_sources()
    if read(stamp) == wanted:
        return
    with one_at_a_time():
        if read(stamp) == wanted:
            return
        show("Making the environment in .broadsheet/ (once, and after its lock has changed).")
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        make()
        stamp.write_text(wanted, encoding="utf-8")


def digest_of_sources() -> str:
    """Tell when the environment has to be made again: it knows where it is, and its Python."""
    digest = hashlib.sha256(LOCK.read_bytes() + (ROOT / "pyproject.toml").read_bytes())
    digest.update(f"{ROOT} {sys.executable} {sys.version}".encode())
    return digest.hexdigest()


def read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Keep a second start away from a half-made environment."""
    try:
        STATE.mkdir(exist_ok=True)
        file = (STATE / "environment.lock").open("a")
    except OSError as error:
        sys.exit(
            f"{STATE} cannot be written ({error.strerror}). Clone Broadsheet into a folder of "
            "yours, or ask for the right to write there."
        )
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Waiting for another start, which is making the environment.", flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def make() -> None:
    if uv := fetch_uv():
        with contextlib.suppress(StepError):
            make_with_uv(uv)
            return
        print("Trying again with pip, which knows more ways to a registry.", flush=True)
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    make_with_pip()


def pinned_uv() -> re.Match[str] | None:
    """Find the lines of the lock about uv, and in them its version."""
    return re.search(r"^uv==(\S+).*\n(?: .*\n?)+", LOCK.read_text("utf-8"), re.MULTILINE)


def fetch_uv() -> Path | None:
    """Fetch the installer that the lock pins: six times as fast as pip, but not everywhere."""
    pinned = pinned_uv()
    if pinned is None:
        return None
    folder = STATE / "tools" / f"uv-{pinned[1]}"
    uv = folder / "bin" / "uv"
    if not uv.exists():
        only_uv = STATE / "tools" / "uv.lock"
        only_uv.parent.mkdir(exist_ok=True)
        only_uv.write_text(pinned[0], encoding="utf-8")
        options: Command = ["--target", folder, "--only-binary", ":all:", "--require-hashes"]
        command: Command = [sys.executable, *PIP_INSTALL, *options, "-r", only_uv]
        try:
            step("Fetching the installer uv", command, quiet=True)
        except StepError:
            return None
    return uv


def make_with_uv(uv: Path) -> None:
    env = with_pips_settings()
    install: Command = [uv, "pip", "install", "-q", "--python", PYTHON]
    step("Making an empty environment", [uv, "venv", "-q", "-p", sys.executable, ENVIRONMENT], env)
    step("Installing packages", [*install, "--require-hashes", "-r", LOCK], env)
    step("Installing Broadsheet", [*install, "--no-deps", "-e", ROOT], env)


def make_with_pip() -> None:
    try:
        step("Making an empty environment", [sys.executable, "-m", "venv", ENVIRONMENT])
    except StepError:
        sys.exit("Install pip for this Python (on Debian: apt install python3-pip python3-venv).")
    step("Installing packages with pip", [PYTHON, *PIP_INSTALL, "--require-hashes", "-r", LOCK])
    step("Installing Broadsheet", [PYTHON, *PIP_INSTALL, "--no-deps", "-e", ROOT])


def with_pips_settings() -> dict[str, str]:
    """Return an environment in which uv goes where pip would go: uv does not read pip's files."""
    told = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False
    ).stdout
    # Like pip, take a package from whichever index has it; the hashes say that it is the right one.
    given = {"UV_INDEX_STRATEGY": "unsafe-best-match", **in_uvs_words(told)}
    if not os.access(Path("~").expanduser(), os.W_OK):
        given["UV_CACHE_DIR"] = str(STATE / "cache")
    return {**given, **os.environ}


def in_uvs_words(told: str) -> dict[str, str]:
    """Turn what `pip config list` tells into the variables that mean the same to uv."""
    settings = {}
    for source in ("global", "install", ":env:"):  # what counts most comes last
        for name, value in re.findall(rf"^{source}\.\.?([\w-]+)='(.*)'$", told, re.MULTILINE):
            settings[name] = " ".join(value.replace("\\n", " ").split())
    names = {
        "index-url": "UV_DEFAULT_INDEX",
        "extra-index-url": "UV_INDEX",
        "trusted-host": "UV_INSECURE_HOST",
        "cert": "SSL_CERT_FILE",
        "proxy": "ALL_PROXY",
    }
    passed = {theirs: settings[ours] for ours, theirs in names.items() if ours in settings}
    if "find-links" in settings:
        passed["UV_FIND_LINKS"] = ",".join(settings["find-links"].split())
    return passed


def step(
    title: str, command: Command, env: Mapping[str, str] | None = None, *, quiet: bool = False
) -> None:
    """Run a command, showing that time passes, and its output if it fails."""
    started = shown = time.monotonic()
    with tempfile.TemporaryFile() as output:
        child = subprocess.Popen(command, cwd=ROOT, env=env, stdout=output, stderr=output)
        try:
            while child.poll() is None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    child.wait(timeout=1)
                if time.monotonic() - shown >= (1 if sys.stdout.isatty() else 10):
                    shown = time.monotonic()
                    show(f"{title} ... {shown - started:.0f} s", passing=True)
        finally:
            if child.poll() is None:
                child.terminate()
                child.wait()
        seconds = time.monotonic() - started
        show(f"{title}: {'done' if child.returncode == 0 else 'failed'} in {seconds:.1f} s")
        if child.returncode != 0:
            output.seek(0)
            if not quiet:
                print(output.read().decode(errors="replace"), file=sys.stderr)
            raise StepError(title)


def show(text: str, *, passing: bool = False) -> None:
    if sys.stdout.isatty():
        print(f"\r\033[K{text}", end="" if passing else "\n", flush=True)
    else:
        print(text, flush=True)


if __name__ == "__main__":
    main()
