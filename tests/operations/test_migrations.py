"""Bringing a database up to date, while others use it."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import asyncpg
import pytest

from db.migrate import Patience, migrate, pending_migrations
from db.migration_files import MigrationError, read_migrations
from tests.waiting import until

HASTY = Patience(lock=0.05, statement=5, attempts=2, pause=0.01, turn=0.2)
PATIENT = Patience(lock=0.05, statement=5, attempts=100, pause=0.01, turn=20)

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes migrations: `write(m0001_posts="CREATE TABLE ...")`."""

    def write_files(**statements: str) -> Path:
        for name, text in statements.items():
            (tmp_path / f"{name.removeprefix('m')}.sql").write_text(text, encoding="utf-8")
        return tmp_path

    return write_files


async def test_what_is_missing_is_applied_in_order_and_once(
    session: asyncpg.Connection, write: Write
) -> None:
    folder = write(m0002_more="ALTER TABLE a ADD b int", m0001_first="CREATE TABLE a ()")
    assert await pending_migrations(session, folder=folder) == ["0001_first.sql", "0002_more.sql"]
    assert await migrate(session, folder=folder) == ["0001_first.sql", "0002_more.sql"]
    assert await pending_migrations(session, folder=folder) == []
    assert await migrate(session, folder=folder) == []


async def test_our_own_migrations_apply_and_are_then_complete(session: asyncpg.Connection) -> None:
    applied = await migrate(session)
    assert applied == [migration.name for migration in read_migrations()]
    assert await pending_migrations(session) == []


async def test_a_file_changed_after_it_was_applied_is_refused(
    session: asyncpg.Connection, write: Write
) -> None:
    await migrate(session, folder=write(m0001_first="CREATE TABLE a ()"))
    with pytest.raises(MigrationError, match=r"0001_first\.sql has changed since it was applied"):
        await migrate(session, folder=write(m0001_first="CREATE TABLE b ()"))


async def test_a_database_of_a_newer_version_is_left_alone(
    session: asyncpg.Connection, write: Write
) -> None:
    folder = write(m0001_first="CREATE TABLE a ()", m0002_newer="CREATE TABLE b ()")
    await migrate(session, folder=folder)
    (folder / "0002_newer.sql").unlink()
    write(m0003_mine="CREATE TABLE c ()")
    with pytest.raises(MigrationError, match="newer than this version of Broadsheet"):
        await migrate(session, folder=folder)
    assert await session.fetchval("SELECT to_regclass('c')") is None


async def test_a_migration_numbered_before_an_applied_one_is_refused(
    session: asyncpg.Connection, write: Write
) -> None:
    await migrate(session, folder=write(m0002_second="CREATE TABLE b ()"))
    with pytest.raises(MigrationError, match=r"0001_late\.sql comes before 0002_second\.sql"):
        await migrate(session, folder=write(m0001_late="CREATE TABLE a ()"))


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (("m0001_a", "m0001_b"), "the same number"),
        (("m1_a",), "migrations are called like"),
        (("m0001_A",), "migrations are called like"),
    ],
)
def test_a_folder_with_misleading_names_is_refused(
    write: Write, names: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(MigrationError, match=sentence):
        read_migrations(write(**dict.fromkeys(names, "SELECT 1")))


async def test_a_migration_that_fails_half_way_leaves_nothing(
    session: asyncpg.Connection, write: Write
) -> None:
    folder = write(m0001_good="CREATE TABLE a ()", m0002_bad="CREATE TABLE b (); SELECT 1 / 0")
    with pytest.raises(MigrationError, match=r"0002_bad\.sql failed .* division by zero"):
        await migrate(session, folder=folder)
    assert await session.fetchval("SELECT to_regclass('a')") == "a"
    assert await session.fetchval("SELECT to_regclass('b')") is None
    assert await pending_migrations(session, folder=folder) == ["0002_bad.sql"]


async def test_two_at_once_take_turns_even_when_an_index_is_built_concurrently(
    empty_database: str, write: Write
) -> None:
    folder = write(
        m0001_posts="CREATE TABLE posts (id int)",
        m0002_index="-- no-transaction\nCREATE INDEX CONCURRENTLY posts_by_id ON posts (id)",
        m0003_more="ALTER TABLE posts ADD title text",
    )
    sessions = [await asyncpg.connect(empty_database) for _ in range(4)]
    applied = await asyncio.gather(
        *(migrate(session, folder=folder, patience=PATIENT) for session in sessions)
    )
    assert sorted(map(len, applied)) == [0, 0, 0, 3]
    assert await sessions[0].fetchval(
        "SELECT indisvalid FROM pg_index WHERE indrelid='posts'::regclass"
    )
    for session in sessions:
        await session.close()


async def test_an_index_that_is_half_built_is_not_taken_for_one(
    session: asyncpg.Connection, write: Write
) -> None:
    folder = write(
        m0001_posts="CREATE TABLE posts AS SELECT 1 AS id UNION ALL SELECT 1",
        m0002_index="-- no-transaction\n"
        "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS posts_id ON posts (id)",
    )
    with pytest.raises(MigrationError, match=r"0002_index\.sql failed"):
        await migrate(session, folder=folder)

    with pytest.raises(MigrationError, match="Run DROP INDEX CONCURRENTLY posts_id, then"):
        await migrate(session, folder=folder)

    await session.execute("TRUNCATE posts")
    await session.execute("DROP INDEX CONCURRENTLY posts_id")
    assert await migrate(session, folder=folder) == ["0002_index.sql"]


async def test_a_file_without_a_transaction_is_run_one_statement_after_the_other(
    session: asyncpg.Connection, write: Write
) -> None:
    index = "CREATE INDEX CONCURRENTLY IF NOT EXISTS"
    folder = write(
        m0001_a="CREATE TABLE a (b int, c int)",
        m0002_i=f"-- no-transaction\n{index} a_b ON a (b);\n{index} a_c\n  ON a (c);\n",
    )

    assert await migrate(session, folder=folder) == ["0001_a.sql", "0002_i.sql"]

    assert (
        await session.fetchval("SELECT count(*) FROM pg_index WHERE indrelid = 'a'::regclass") == 2
    )


async def test_one_that_fails_on_its_way_is_run_again(
    session: asyncpg.Connection, write: Write
) -> None:
    index = "CREATE INDEX CONCURRENTLY IF NOT EXISTS a_b ON a (b)"
    folder = write(
        m0001_a="CREATE TABLE a (b int)", m0002_i=f"-- no-transaction\n{index};\nVACUUM later;\n"
    )
    with pytest.raises(MigrationError, match=r"0002_i\.sql failed"):
        await migrate(session, folder=folder)
    await session.execute("CREATE TABLE later ()")

    assert await migrate(session, folder=folder) == ["0002_i.sql"]


async def test_nothing_is_left_that_rows_were_never_checked_against(
    session: asyncpg.Connection,
) -> None:
    await migrate(session)

    assert not await session.fetch(
        "SELECT conname FROM pg_constraint WHERE NOT convalidated AND contype IN ('c', 'f')"
    )


async def test_whoever_waits_too_long_for_a_turn_is_told(
    empty_database: str, session: asyncpg.Connection, write: Write
) -> None:
    other = await asyncpg.connect(empty_database)
    await other.execute("SELECT pg_advisory_lock(hashtext('broadsheet migrations'))")
    with pytest.raises(MigrationError, match="Another process has been migrating"):
        await migrate(session, folder=write(m0001_a="CREATE TABLE a ()"), patience=HASTY)
    await other.close()


async def test_a_migration_gives_way_to_a_lock_and_tries_again(
    empty_database: str, session: asyncpg.Connection, write: Write
) -> None:
    await migrate(session, folder=write(m0001_a="CREATE TABLE a ()"))
    reader = await asyncpg.connect(empty_database)
    transaction = reader.transaction()
    await transaction.start()
    await reader.execute("SELECT * FROM a")
    folder = write(m0002_b="ALTER TABLE a ADD b int")
    with pytest.raises(MigrationError, match="lock timeout"):
        await migrate(session, folder=folder, patience=HASTY)
    migrating = asyncio.create_task(migrate(session, folder=folder, patience=PATIENT))
    watcher = await asyncpg.connect(empty_database)
    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    await until(lambda: watcher.fetchval(waiting))
    await transaction.rollback()
    assert await migrating == ["0002_b.sql"]
    await reader.close()
    await watcher.close()


async def test_a_statement_that_takes_too_long_is_stopped(
    session: asyncpg.Connection, write: Write
) -> None:
    hasty = Patience(statement=0.05)
    with pytest.raises(MigrationError, match="statement timeout"):
        await migrate(session, folder=write(m0001_a="SELECT pg_sleep(30)"), patience=hasty)


async def test_limits_end_with_the_migration(session: asyncpg.Connection, write: Write) -> None:
    before = await session.fetchval("SHOW statement_timeout")
    await migrate(
        session, folder=write(m0001_a="CREATE TABLE a ()", m0002_v="-- no-transaction\nVACUUM a")
    )
    assert await session.fetchval("SHOW statement_timeout") == before
    assert await session.fetchval("SHOW lock_timeout") == "0"
    assert not await session.fetchval("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")
