"""One cluster of databases on disk, and the server that runs on it."""

import os
import re
import secrets
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from db.embedded.account import Account
from db.embedded.binaries import Binaries
from db.embedded.errors import EmbeddedPostgresError
from db.embedded.postmaster import Postmaster, read_postmaster

_NAME = "broadsheet"

# The path of a socket, with its name, has room for little more than 100 bytes in the kernel.
_LONGEST_SOCKET_FOLDER = 80

_SAFE_IN_A_LIST = re.compile(r"[\w./+-]+")

_LINES_OF_LOG = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """`home` is ours; the server has the folder `server` in it, and nobody else sees into that."""

    home: Path
    account: Account
    binaries: Binaries
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def files(self) -> Path:
        return self.home / "server" / "cluster"

    @property
    def is_made(self) -> bool:
        return self.files.is_dir()

    def make(self) -> None:
        """Create the cluster under another name first, so that a half-made one is never used."""
        server = self.files.parent
        server.mkdir(mode=0o700, exist_ok=True)
        self.account.take(server)
        unfinished = server / "cluster.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        password = secrets.token_urlsafe(32)
        self._keep(self.home / "password", password)
        told = server / "password"
        self._keep(told, password)
        self.account.take(told)
        try:
            self._run("initdb", *self._how_to_make(), f"--pwfile={told}", "-D", str(unfinished))
        finally:
            told.unlink()
        single = ("--single", "-D", str(unfinished), "postgres")
        self._run("postgres", *single, typed=f"CREATE DATABASE {_NAME}\n")
        unfinished.rename(self.files)

    def check_version(self) -> None:
        made_by = (self.files / "PG_VERSION").read_text(encoding="ascii").strip()
        if made_by != str(self.binaries.version):
            raise EmbeddedPostgresError(
                f"The database in {self.files} was made by PostgreSQL {made_by}, and this is "
                f"PostgreSQL {self.binaries.release}. Set BROADSHEET_POSTGRES_BINARIES to the bin "
                f"folder of a PostgreSQL {made_by}, or dump it with that one and load it here."
            )

    def postmaster(self) -> Postmaster | None:
        return read_postmaster(self.files)

    def start(self) -> None:
        log = self.files.parent / "log"
        if log.exists():
            log.replace(log.with_suffix(".old"))
        options = [f"-c {name}={shlex.quote(value)}" for name, value in self._set().items()]
        place = ("-D", str(self.files), "-l", str(log))
        try:
            self._run("pg_ctl", "start", "-w", "-t", "60", *place, "-o", " ".join(options))
        except EmbeddedPostgresError as error:
            raise EmbeddedPostgresError(
                f"PostgreSQL did not start. The end of {log} says why:\n{_end_of(log) or error}"
            ) from None

    def stop(self) -> None:
        running = self.postmaster()
        if running is None:
            return
        try:
            self._run("pg_ctl", "stop", "-w", "-t", "30", "-m", "fast", "-D", str(self.files))
        except EmbeddedPostgresError:
            self._run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", str(self.files))
        if running.socket_folder != self._own_socket_folder:
            shutil.rmtree(running.socket_folder, ignore_errors=True)

    def dsn(self) -> str:
        postmaster = self.postmaster()
        if postmaster is None:
            raise EmbeddedPostgresError("PostgreSQL has stopped; start Broadsheet again.")
        password = (self.home / "password").read_text(encoding="ascii")
        host = quote(str(postmaster.socket_folder), safe="")
        return f"postgresql://{_NAME}:{password}@/{_NAME}?host={host}&port={postmaster.port}"

    @property
    def _own_socket_folder(self) -> Path:
        return self.files.parent / "socket"

    def _how_to_make(self) -> Sequence[str]:
        how = [f"--username={_NAME}", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C"]
        if self.binaries.version > 16:  # noqa: PLR2004 - where this provider began
            how += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        if self.settings.get("fsync") == "off":
            how += ["--no-sync"]
        return [*how, "--data-checksums"]

    def _set(self) -> Mapping[str, str]:
        return {
            "listen_addresses": "",
            "unix_socket_directories": str(self._socket_folder()),
            "unix_socket_permissions": "0700",
            "timezone": "UTC",
            "log_timezone": "UTC",
            **self.settings,
        }

    def _socket_folder(self) -> Path:
        folder = self._own_socket_folder
        text = str(folder)
        if len(os.fsencode(text)) > _LONGEST_SOCKET_FOLDER or not _SAFE_IN_A_LIST.fullmatch(text):
            folder = Path(tempfile.mkdtemp(prefix="broadsheet-"))
        folder.mkdir(mode=0o700, exist_ok=True)
        self.account.take(folder)
        return folder

    def _keep(self, path: Path, secret: str) -> None:
        path.unlink(missing_ok=True)
        path.touch(mode=0o600)
        path.write_text(secret, encoding="ascii")

    def _run(self, program: str, *arguments: str, typed: str = "") -> None:
        """Run a program as the account, out of reach of a Ctrl-C that is meant for us."""
        user, group = (
            (None, None) if self.account.is_mine else (self.account.user, self.account.group)
        )
        ended = subprocess.run(  # noqa: S603 - PostgreSQL's own programs
            [self.binaries[program], *arguments],
            input=typed,
            text=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
            user=user,
            group=group,
            extra_groups=None if self.account.is_mine else (),
            # The account may not be allowed into our folder, but everyone is into the root.
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
            start_new_session=True,
        )
        if ended.returncode != 0:
            raise EmbeddedPostgresError(f"{program} failed: {ended.stderr.strip()}")


def _end_of(log: Path) -> str:
    if not log.exists():
        return ""
    return "\n".join(log.read_text(errors="replace").splitlines()[-_LINES_OF_LOG:])
