"""One server for all commands that need it at the same time.

The first to come starts it, the last to go stops it. Each holds a shared lock on the file `users`
meanwhile, which the kernel takes back even from a process that was killed: no count can go wrong,
and a server that outlived all its users is found and used by the next. Starting and stopping
happen under the lock `gate`. Nothing depends on `atexit`, which a signal skips.
"""

import fcntl
import hashlib
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from db.embedded.account import account_for, binaries_for
from db.embedded.binaries import find_binaries
from db.embedded.cluster import Cluster
from db.embedded.errors import EmbeddedPostgresError

_IF_OTHERS_CANNOT_ENTER = Path("/var/lib/broadsheet")

_SECONDS_TO_RECOVER = 120

Report = Callable[[str], None]


@contextmanager
def embedded_postgres(
    folder: Path,
    *,
    binaries: Path | None = None,
    settings: Mapping[str, str] | None = None,
    report: Report = lambda _: None,
) -> Iterator[str]:
    """Have a server with its files in `folder`, and yield the address of its database.

    Raises EmbeddedPostgresError if there is none to be had.
    """
    folder = folder.absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        users = (folder / "users.lock").open("a")
    except OSError as error:
        raise EmbeddedPostgresError(_not_ours(folder, error)) from None
    with users:
        with _gate(folder):
            fcntl.flock(users, fcntl.LOCK_SH)
            cluster = _cluster(folder, binaries, settings or {})
            _ensure(cluster, report)
            dsn = cluster.dsn()
        try:
            yield dsn
        finally:
            with _gate(folder):
                try:
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    pass  # another command uses it still, and will stop it
                else:
                    report("Stopping PostgreSQL.")
                    cluster.stop()


def _cluster(folder: Path, configured: Path | None, settings: Mapping[str, str]) -> Cluster:
    account = account_for(folder / "server")
    home = folder
    if not account.may_enter(folder):
        if (folder / "server").exists():
            raise EmbeddedPostgresError(
                f"The account that runs PostgreSQL may no longer enter {folder}, where its database"
                " is. Give all users the right to enter (not to read) each folder above it."
            )
        home = _home_elsewhere(folder)
        account = account_for(home / "server")
    binaries = binaries_for(account, find_binaries(configured), home)
    return Cluster(home=home, account=account, binaries=binaries, settings=settings)


def _home_elsewhere(folder: Path) -> Path:
    """Return a place that the account may enter. Root's own folders stay closed."""
    home = _IF_OTHERS_CANNOT_ENTER / hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
    for place in (home.parent, home):
        if not place.exists():
            place.mkdir()
            place.chmod(0o755)
    return home


@contextmanager
def _gate(folder: Path) -> Iterator[None]:
    with (folder / "gate.lock").open("a") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        yield


def _ensure(cluster: Cluster, report: Report) -> None:
    """Have the server run: as it is, or started, or stopped first if nobody can reach it."""
    release = cluster.binaries.release
    if not cluster.is_made:
        report(f"Making a database with PostgreSQL {release} in {cluster.files}.")
        cluster.make()
    cluster.check_version()
    postmaster = cluster.postmaster()
    if postmaster and not postmaster.answers():
        cluster.stop()
        postmaster = None
    if postmaster is None:
        report(f"Starting PostgreSQL {release}.")
        cluster.start()
    _wait_until_ready(cluster)


def _wait_until_ready(cluster: Cluster) -> None:
    """Wait for a server that someone else started, and that may be repairing itself."""
    patience = time.monotonic() + _SECONDS_TO_RECOVER
    while not ((postmaster := cluster.postmaster()) and postmaster.is_ready):
        if time.monotonic() > patience:
            raise EmbeddedPostgresError(
                f"PostgreSQL runs but is not ready. See the end of {cluster.files.parent / 'log'}."
            )
        time.sleep(0.05)


def _not_ours(folder: Path, error: OSError) -> str:
    return (
        f"The database's folder {folder} cannot be used ({error.strerror}). Start Broadsheet as "
        "the user it belongs to, or set BROADSHEET_STATE_FOLDER to a folder of yours."
    )
