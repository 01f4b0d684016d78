"""A migrated database of its own, for what must be committed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import asyncpg

from db.migrate import migrate


@asynccontextmanager
async def own_database(server: str, name: str) -> AsyncIterator[str]:
    """Make a database, yield its address, and drop it at the end of the block."""
    admin = await asyncpg.connect(server)
    await admin.execute(f"DROP DATABASE IF EXISTS {name}")
    await admin.execute(f"CREATE DATABASE {name}")
    connection = await asyncpg.connect(server, database=name)
    await migrate(connection)
    await connection.close()
    yield urlsplit(server)._replace(path=f"/{name}").geturl()
    await admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await admin.close()
