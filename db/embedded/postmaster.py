"""What a running server says about itself in the file `postmaster.pid`."""

import os
import socket
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_PORT, _SOCKET_FOLDER, _STATUS = 3, 4, 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Postmaster:
    pid: int
    port: int
    socket_folder: Path
    is_ready: bool

    def answers(self) -> bool:
        """Whether somebody listens where this server should."""
        with socket.socket(socket.AF_UNIX) as caller:
            try:
                caller.connect(str(self.socket_folder / f".s.PGSQL.{self.port}"))
            except OSError:
                return False
        return True


def read_postmaster(cluster: Path) -> Postmaster | None:
    """Return who runs on this cluster. A stale file, left by a crash, is removed."""
    lines = _lines(cluster)
    if not lines:
        return None
    pid = abs(int(lines[0]))
    if str(cluster) not in _command_of(pid):
        # After a crash of the machine the number may be another program's by now, and PostgreSQL,
        # which looks at the number alone, would refuse to start for ever.
        (cluster / "postmaster.pid").unlink(missing_ok=True)
        return None
    known = dict(enumerate(lines))
    return Postmaster(
        pid=pid,
        port=int(known.get(_PORT) or 0),
        socket_folder=Path(known.get(_SOCKET_FOLDER, "")),
        is_ready=known.get(_STATUS, "").startswith("ready"),
    )


def _lines(cluster: Path) -> Sequence[str]:
    try:
        return (cluster / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return ()


def _command_of(pid: int) -> str:
    if Path("/proc/self").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
        except OSError:
            return ""
    told = subprocess.run(  # noqa: S603 - a number is its only argument
        ["/bin/ps", "-o", "command=", "-p", str(pid)], check=False, capture_output=True
    )
    return os.fsdecode(told.stdout)
