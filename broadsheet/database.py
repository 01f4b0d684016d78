"""The database a command works on: the operator's, or a server of our own."""

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager

import asyncpg

from broadsheet.settings import Settings
from db.embedded.server import embedded_postgres
from db.executor import Database
from db.migrate import Patience, migrate, pending_migrations
from db.migration_files import MigrationError

Report = Callable[[str], None]

_SECONDS_TO_CONNECT = 10

# A command has more time than a request, but none waits for ever on a lock or holds one.
_LIMITS = {
    "application_name": "broadsheet command",
    "statement_timeout": "60s",
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "120s",
}


class DatabaseUnreachableError(Exception):
    """The database of DATABASE_URL cannot be used. The message says why."""


@contextmanager
def open_database(settings: Settings, report: Report = lambda _: None) -> Iterator[Settings]:
    """Yield the settings with a database in them that can be used until the end of the block.

    Without DATABASE_URL that is the server of our own, which is started if nobody else runs it,
    and stopped if nobody else uses it.
    """
    if settings.database_url is not None:
        yield settings
        return
    with embedded_postgres(
        settings.state_folder / "postgres", binaries=settings.postgres_binaries, report=report
    ) as dsn:
        yield settings.with_database(dsn)


@asynccontextmanager
async def connected(settings: Settings) -> AsyncIterator[asyncpg.Connection]:
    """Yield one connection of its own, for what is no request."""
    with _told_when_unreachable():
        connection = await asyncpg.connect(
            settings.dsn, timeout=_SECONDS_TO_CONNECT, server_settings=_LIMITS
        )
    try:
        yield connection
    finally:
        await connection.close()


@asynccontextmanager
async def pooled(settings: Settings, *, size: int = 4) -> AsyncIterator[Database]:
    """Yield a few connections, for commands that do several things at once."""
    with _told_when_unreachable():
        pool = await asyncpg.create_pool(
            settings.dsn,
            min_size=1,
            max_size=size,
            timeout=_SECONDS_TO_CONNECT,
            server_settings=_LIMITS,
        )
    try:
        yield pool
    finally:
        await pool.close()


@contextmanager
def _told_when_unreachable() -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise DatabaseUnreachableError(
            f"The database cannot be reached ({_reason(error)}). Check DATABASE_URL, and that "
            "PostgreSQL is running there."
        ) from None


async def bring_up_to_date(settings: Settings, report: Report) -> Sequence[str]:
    """Apply the migrations that are missing, and return their names."""
    patience = Patience(
        lock=settings.migration_lock_seconds, statement=settings.migration_statement_seconds
    )
    async with connected(settings) as connection:
        return await migrate(connection, patience=patience, report=report)


async def refuse_old_database(settings: Settings) -> None:
    """Raise MigrationError when migrations are missing, which operators apply when they choose."""
    async with connected(settings) as connection:
        missing = await pending_migrations(connection)
    if missing:
        raise MigrationError(
            f"The database lacks {', '.join(missing)}. Run `broadsheet migrate` first."
        )


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__
