"""What an operation writes is counted with what it reads."""

import asyncpg

from db.operation import reading
from db.recorded import RecordedConnections
from tests.pinned import PinnedDatabase


async def test_writes_are_counted_with_reads(connection: asyncpg.Connection) -> None:
    database = PinnedDatabase(connection)
    read, write = "SELECT 1 WHERE false", "CREATE TEMPORARY TABLE scraps (number integer)"

    async with reading(database) as reads:
        assert await reads.fetchrow(read) is None
    recording = RecordedConnections(database, reads)
    async with recording.acquire() as recorded, recorded.transaction():
        await recorded.execute(write)
        await recorded.fetch("INSERT INTO scraps VALUES (1), (2) RETURNING number")
        assert await recorded.fetchrow("SELECT number FROM scraps WHERE number > 2") is None
        assert await recorded.fetchval("SELECT count(*) FROM scraps") == 2
        await recorded.execute("DROP TABLE scraps")

    assert reads.statements[:2] == [read, write]
    assert len(reads.statements) == 6
    assert reads.rows == 3
