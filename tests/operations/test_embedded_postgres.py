"""A server of our own: first starts, shared use, crashes, and what it may not do."""

import asyncio
import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import asyncpg
import pytest

from db.embedded import server as embedded
from db.embedded.account import account_for, binaries_for
from db.embedded.binaries import SUPPORTED, find_binaries, known_places
from db.embedded.errors import EmbeddedPostgresError
from db.embedded.postmaster import Postmaster, read_postmaster
from db.embedded.server import embedded_postgres
from db.migrate import migrate
from tests.postgres import IN_A_HURRY, open_folder

ROOT = Path(__file__).parents[2]

# Another process that uses the server until its standard input ends.
USER = f"""
import asyncio, asyncpg, sys
from pathlib import Path
from db.embedded.server import embedded_postgres

async def one(dsn):
    connection = await asyncpg.connect(dsn)
    print(await connection.fetchval("SELECT 1"), flush=True)
    await connection.close()

with embedded_postgres(Path(sys.argv[1]), settings={IN_A_HURRY!r}) as dsn:
    asyncio.run(one(dsn))
    sys.stdin.read()
"""

only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root lends its work to others")


@pytest.fixture
def folder() -> Iterator[Path]:
    with open_folder() as path:
        yield path


@pytest.fixture(scope="module")
def made() -> Iterator[Path]:
    """Yield a folder with a cluster that has been made and stopped; tests leave it so."""
    with open_folder() as path:
        with server(path):
            pass
        yield path


@contextmanager
def server(folder: Path, **options: Any) -> Iterator[str]:
    with embedded_postgres(folder, settings=IN_A_HURRY, **options) as dsn:
        yield dsn


def ask(dsn: str, query: str) -> Any:
    async def answer() -> Any:
        connection = await asyncpg.connect(dsn)
        try:
            return await connection.fetchval(query)
        finally:
            await connection.close()

    return run(answer())


def run(work: Any) -> Any:
    # asyncio.run would forget the loop that the other tests share.
    with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
        return runner.run(work)


def postmaster(folder: Path) -> Postmaster | None:
    return read_postmaster(folder / "server" / "cluster")


def start_user(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", USER, folder],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def told_by(user: subprocess.Popen[str]) -> str:
    assert user.stdout
    return user.stdout.readline().strip()


def test_processes_that_start_at_once_share_one_server_and_the_last_stops_it(folder: Path) -> None:
    users = [start_user(folder) for _ in range(4)]
    assert [told_by(user) for user in users] == ["1"] * 4
    *first, last = users
    for user in first:
        user.communicate()
    running = postmaster(folder)
    assert running
    assert running.answers()
    last.communicate()
    assert [user.returncode for user in users] == [0] * 4
    assert postmaster(folder) is None


def test_a_server_whose_only_user_was_killed_is_used_and_stopped_by_the_next(made: Path) -> None:
    killed = start_user(made)
    assert told_by(killed) == "1"
    killed.kill()
    killed.communicate()
    left = postmaster(made)
    assert left
    with server(made) as dsn:
        assert ask(dsn, "SELECT 1") == 1
        found = postmaster(made)
        assert found
        assert found.pid == left.pid
    assert postmaster(made) is None


def test_a_number_left_by_a_crash_that_is_another_programs_now_does_no_harm(made: Path) -> None:
    stale = made / "server" / "cluster" / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n/elsewhere\n1\n5432\n/elsewhere\n\n", encoding="utf-8")
    with server(made) as dsn:
        assert ask(dsn, "SELECT 1") == 1


def test_a_server_that_lost_its_socket_is_replaced(made: Path) -> None:
    with server(made):
        before = postmaster(made)
        assert before
        (before.socket_folder / ".s.PGSQL.5432").unlink()
        with server(made) as dsn:
            assert ask(dsn, "SELECT 1") == 1
            after = postmaster(made)
            assert after
            assert after.pid != before.pid


def test_a_server_that_somebody_else_stopped_is_no_reason_to_fail(made: Path) -> None:
    with server(made) as dsn:
        running = postmaster(made)
        assert running
        os.kill(running.pid, signal.SIGINT)
        while postmaster(made):
            pass
        with pytest.raises(OSError, match="No such file"):
            ask(dsn, "SELECT 1")


def test_what_was_written_is_there_the_next_time(made: Path) -> None:
    with server(made) as dsn:
        ask(dsn, "CREATE TABLE IF NOT EXISTS kept ()")
    with server(made) as dsn:
        assert ask(dsn, "SELECT to_regclass('kept')") == "kept"


def test_a_cluster_of_another_version_is_left_alone(made: Path) -> None:
    version = made / "server" / "cluster" / "PG_VERSION"
    real = version.read_text(encoding="ascii")
    version.write_text("14\n", encoding="ascii")
    try:
        with pytest.raises(EmbeddedPostgresError, match="made by PostgreSQL 14"), server(made):
            pass
    finally:
        version.write_text(real, encoding="ascii")


def test_a_half_made_cluster_is_made_again(folder: Path) -> None:
    with pytest.raises(EmbeddedPostgresError), server(folder, binaries=Path("/nowhere")):
        pass
    half = folder / "server" / "cluster.unfinished"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("1", encoding="ascii")
    account = account_for(folder / "nothing yet")
    account.take(folder / "server")
    with server(folder) as dsn:
        assert ask(dsn, "SELECT 1") == 1


def test_a_server_that_does_not_start_shows_the_end_of_its_log(made: Path) -> None:
    with (
        pytest.raises(EmbeddedPostgresError, match=r"(?s)did not start.*shared_buffers"),
        embedded_postgres(made, settings={"shared_buffers": "plenty"}),
    ):
        pass


def test_a_folder_that_cannot_be_written_is_one_sentence(folder: Path) -> None:
    (folder / "file").touch()
    with pytest.raises(EmbeddedPostgresError, match="cannot be used"), server(folder / "file"):
        pass


def test_a_long_path_has_its_socket_elsewhere_and_leaves_nothing_there(folder: Path) -> None:
    deep = folder / ("deep" * 30)
    with server(deep) as dsn:
        assert ask(dsn, "SELECT 1") == 1
        running = postmaster(deep)
        assert running
        assert deep not in running.socket_folder.parents
    assert not running.socket_folder.exists()


def test_nobody_else_reaches_it(made: Path) -> None:
    with server(made) as dsn:
        [sockets] = parse_qs(urlsplit(dsn).query)["host"]
        assert stat.S_IMODE(Path(sockets).stat().st_mode) == 0o700
        assert stat.S_IMODE((made / "password").stat().st_mode) == 0o600
        assert ask(dsn, "SHOW listen_addresses") == ""
        password = str(urlsplit(dsn).password)
        with pytest.raises(asyncpg.InvalidPasswordError):
            ask(dsn.replace(password, "a guess"), "SELECT 1")


def test_a_ctrl_c_of_the_command_does_not_reach_the_server(made: Path) -> None:
    with server(made):
        running = postmaster(made)
        assert running
        assert os.getsid(running.pid) != os.getsid(0)


@only_root
def test_root_lends_the_work_to_another_account(made: Path) -> None:
    with server(made):
        running = postmaster(made)
        assert running
        assert Path(f"/proc/{running.pid}").stat().st_uid != 0


@only_root
def test_roots_closed_folders_stay_closed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "_IF_OTHERS_CANNOT_ENTER", folder / "open")
    private = folder / "private"
    private.mkdir(mode=0o700)
    with server(private / "state") as dsn:
        assert ask(dsn, "SELECT 1") == 1
    assert stat.S_IMODE(private.stat().st_mode) == 0o700
    assert not (private / "state" / "server").exists()


@only_root
def test_programs_that_the_account_cannot_reach_are_copied(folder: Path) -> None:
    original = find_binaries()
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    for tree in original.trees:
        shutil.copytree(tree, closed / tree.relative_to(original.folder.parents[2]))
    unreachable = find_binaries(closed / original.folder.relative_to(original.folder.parents[2]))
    account = account_for(folder / "server")
    assert binaries_for(account, original, folder) == original
    copied = binaries_for(account, unreachable, folder)
    assert copied.folder.is_relative_to(folder / f"postgresql-{original.release}")
    subprocess.run([copied["postgres"], "--version"], check=True, user=account.user, cwd="/")


@pytest.mark.parametrize(
    "place",
    dict.fromkeys(path.resolve() for path in known_places() if (path / "initdb").is_file()),
    ids=lambda path: "-".join(path.parts[-3:]),
)
def test_every_postgresql_there_is_here_runs_our_schema(folder: Path, place: Path) -> None:
    async def migrated(dsn: str) -> object:
        connection = await asyncpg.connect(dsn)
        try:
            return await migrate(connection)
        finally:
            await connection.close()

    assert find_binaries(place).version in SUPPORTED
    with server(folder, binaries=place) as dsn:
        assert run(migrated(dsn))


def test_a_folder_without_programs_is_one_sentence(folder: Path) -> None:
    with pytest.raises(EmbeddedPostgresError, match="holds no PostgreSQL that runs here"):
        find_binaries(folder)


def test_an_unsupported_release_is_one_sentence(folder: Path) -> None:
    program = folder / "postgres"
    program.write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 9.6'\n", encoding="ascii")
    program.chmod(0o755)
    with pytest.raises(EmbeddedPostgresError, match="works with PostgreSQL 15 to 18"):
        find_binaries(folder)
