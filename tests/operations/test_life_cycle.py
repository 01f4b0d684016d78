"""The server from its start to its end, with a PostgreSQL of its own and with another one."""

import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import httpx2
import pytest

from db.embedded.postmaster import Postmaster, read_postmaster
from db.embedded.server import embedded_postgres
from tests.operations.programs import address_from, broadsheet, ended, first_words_of, started
from tests.postgres import IN_A_HURRY, open_folder


@pytest.fixture(scope="module")
def state() -> Iterator[str]:
    """Yield a state folder with a cluster in it, so that a start takes no longer than it must."""
    with open_folder() as folder:
        with embedded_postgres(folder / "postgres", settings=IN_A_HURRY):
            pass
        yield str(folder)


def postmaster(state: str) -> Postmaster | None:
    return read_postmaster(Path(state) / "postgres" / "server" / "cluster")


def alive(address: str) -> bool:
    return httpx2.get(f"{address}/livez").status_code == 200


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_the_server_and_its_database_in_order(
    state: str, ending: signal.Signals
) -> None:
    with started("run", "--port", "0", "--no-demo", BROADSHEET_STATE_FOLDER=state) as program:
        assert alive(address_from(program))
        assert postmaster(state)
        program.send_signal(ending)
        assert ended(program) == 0
    assert postmaster(state) is None


def test_a_signal_before_the_server_is_ready_leaves_nothing_running() -> None:
    with (
        open_folder() as folder,
        started("run", "--port", "0", BROADSHEET_STATE_FOLDER=str(folder)) as program,
    ):
        assert first_words_of(program).startswith("Making a database")
        program.terminate()
        assert ended(program) == 0
        assert postmaster(str(folder)) is None


def test_a_command_that_is_told_to_end_stops_the_database_it_started() -> None:
    with (
        open_folder() as folder,
        started("migrate", BROADSHEET_STATE_FOLDER=str(folder)) as program,
    ):
        assert first_words_of(program).startswith("Making a database")
        program.terminate()
        assert ended(program) == 143
        assert postmaster(str(folder)) is None


def test_after_a_kill_the_next_start_takes_over(state: str) -> None:
    options = ("run", "--port", "0", "--no-demo")
    with started(*options, BROADSHEET_STATE_FOLDER=state) as program:
        address_from(program)
        program.kill()
        ended(program)
    left = postmaster(state)
    assert left
    with started(*options, BROADSHEET_STATE_FOLDER=state) as program:
        assert alive(address_from(program))
        found = postmaster(state)
        assert found
        assert found.pid == left.pid
        program.terminate()
        assert ended(program) == 0
    assert postmaster(state) is None


def test_other_commands_share_its_database_and_a_second_start_breaks_nothing(state: str) -> None:
    with started("run", "--port", "0", "--no-demo", BROADSHEET_STATE_FOLDER=state) as program:
        address = address_from(program)
        migrated = broadsheet("migrate", BROADSHEET_STATE_FOLDER=state)
        assert migrated.stdout == "The database is up to date.\n"
        port = address.rpartition(":")[2]
        second = broadsheet("run", "--port", port, BROADSHEET_STATE_FOLDER=state)
        assert second.returncode == 1
        [sentence] = second.stderr.splitlines()
        assert sentence.startswith(f"Cannot listen on 127.0.0.1 port {port} (Address already")
        assert alive(address)


def test_an_address_that_is_not_ours_is_one_sentence() -> None:
    refused = broadsheet("serve", "--host", "192.0.2.1", "--port", "0")
    assert refused.returncode == 1
    assert refused.stderr.startswith("Cannot listen on 192.0.2.1 port 0 (Cannot assign")


def test_serving_needs_a_migrated_database(empty_database: str) -> None:
    refused = broadsheet("serve", "--port", "0", DATABASE_URL=empty_database)
    assert refused.returncode == 1
    assert refused.stderr.endswith("Run `broadsheet migrate` first.\n")
    assert broadsheet("migrate", DATABASE_URL=empty_database).returncode == 0
    with started("serve", "--port", "0", DATABASE_URL=empty_database) as program:
        assert alive(address_from(program))


async def test_a_database_of_a_newer_version_is_one_sentence(
    empty_database: str, session: asyncpg.Connection
) -> None:
    assert broadsheet("migrate", DATABASE_URL=empty_database).returncode == 0
    await session.execute("INSERT INTO migrations (name, checksum) VALUES ('9999_new.sql', '')")
    refused = broadsheet("migrate", DATABASE_URL=empty_database)
    assert refused.returncode == 1
    [sentence] = refused.stderr.splitlines()
    assert sentence.startswith("The database is newer than this version of Broadsheet")


def test_a_database_that_is_not_there_is_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        free = taken.getsockname()[1]
    url = f"postgresql://me:secret@127.0.0.1:{free}/db"
    refused = broadsheet("migrate", DATABASE_URL=url)
    assert refused.returncode == 1
    [sentence] = refused.stderr.splitlines()
    assert sentence.startswith("The database cannot be reached (")
    assert "secret" not in sentence


@pytest.mark.parametrize("url", ["nonsense", "postgresql://:x:/"])
def test_an_address_that_makes_no_sense_is_one_sentence(url: str) -> None:
    refused = broadsheet("migrate", DATABASE_URL=url)
    assert refused.returncode == 1
    assert len(refused.stderr.splitlines()) == 1
