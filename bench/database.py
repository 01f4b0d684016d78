"""A PostgreSQL with the data set in it, kept from one run to the next."""

import asyncio
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg

from bench.data_set.loading import load
from bench.data_set.sizes import Sizes
from db.embedded.server import embedded_postgres
from db.migrate import migrate
from db.migration_files import FOLDER, MigrationError

Report = Callable[[str], None]

_SOURCES = Path(__file__).parent / "data_set"

# As durable as PostgreSQL is by default. The data fits into memory, as a busy site's should.
_SETTINGS = {
    "shared_buffers": "1GB",
    "max_wal_size": "4GB",
    "max_connections": "200",
    "shared_preload_libraries": "pg_stat_statements",
}

_COMMENT = """
    SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = $1
"""


@contextmanager
def open_postgres(folder: Path, report: Report) -> Iterator[str]:
    """Yield the address of the bench's own server."""
    with embedded_postgres(folder, settings=_SETTINGS, report=report) as dsn:
        yield dsn


async def filled(server: str, sizes: Sizes, report: Report, *, migrations: Path = FOLDER) -> str:
    """Return the address of a database with the data set in it, which is made if it is not there.

    The digest of what it was made by is written to it last, so a half-made one is made again. One
    that is kept is brought up to date by the migrations that are new since.
    """
    name, wanted = f"bench_{sizes.posts}", _digest(sizes)
    admin = await asyncpg.connect(server)
    try:
        dsn = urlsplit(server)._replace(path=f"/{name}").geturl()
        kept = await admin.fetchval(_COMMENT, name) == wanted
        if kept and await _is_brought_up_to_date(dsn, migrations, report):
            return dsn
        report(f"Making a data set of {sizes.posts:,} posts. It is kept for later runs.")
        await admin.execute(f"DROP DATABASE IF EXISTS {name}")
        await admin.execute(f"CREATE DATABASE {name}")
        await _make(dsn, sizes, migrations, report)
        await admin.execute(f"COMMENT ON DATABASE {name} IS '{wanted}'")
        await admin.execute("CHECKPOINT")
    finally:
        await admin.close()
    return dsn


def prepared(server: str, sizes: Sizes, report: Report) -> str:
    return asyncio.run(filled(server, sizes, report))


async def _is_brought_up_to_date(dsn: str, migrations: Path, report: Report) -> bool:
    """Apply new migrations. Where they do not follow those applied, another data set is needed."""
    connection = await asyncpg.connect(dsn)
    try:
        if await migrate(connection, folder=migrations, report=report):
            await connection.execute("VACUUM ANALYZE")
    except MigrationError as error:
        report(str(error))
        return False
    finally:
        await connection.close()
    return True


async def _make(dsn: str, sizes: Sizes, migrations: Path, report: Report) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        await migrate(connection, folder=migrations)
        await load(connection, sizes, report)
    finally:
        await connection.close()


def _digest(sizes: Sizes) -> str:
    digest = hashlib.sha256(repr(sizes).encode())
    for path in sorted(_SOURCES.glob("*.*")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
